import type { CredentialType } from '@dragoman/core';

import type { ValueTraits } from '../values/value-traits.ts';
import type { Dialect } from './direction.ts';

/**
 * What is known of a version's value: its traits; nothing yet, though the source has it; or nothing ever, because the
 * source cannot tell it.
 */
export type KnownValue =
  | { readonly state: 'read'; readonly traits: ValueTraits; readonly fingerprint?: string }
  | { readonly state: 'unread' }
  | { readonly state: 'missing' };

/** One version, without its value. */
export interface InventoryVersion {
  readonly id: string;
  /** Unix milliseconds. */
  readonly createdAt: number | null;
  readonly type: 'text' | 'binary';
  /** CURRENT, PREVIOUS and PENDING for what a service's own labels mean; others as they are. */
  readonly labels: readonly string[];
  /** Unix milliseconds. */
  readonly expiresAt: number | null;
  readonly value: KnownValue;
}

/** The customer key that a secret is sealed with. */
export interface SecretKey {
  readonly id: string | null;
  /** Without the prefix `alias/`; the first of several. */
  readonly alias: string | null;
  /** The others. */
  readonly otherAliases?: readonly string[];
}

/** A customer key as its source knows it. */
export interface SourceKey {
  readonly id: string;
  /** Without the prefix `alias/`. */
  readonly aliases: readonly string[];
  /** As the source spells it; `null` where it does not say. */
  readonly spec: string | null;
  /** Whether its material was imported. */
  readonly isImported: boolean;
  readonly rotationDays: number | null;
  /** Days from the order to delete it to its deletion. */
  readonly pendingDays: number | null;
  /** The KMS instance that it is in (Alibaba Cloud). */
  readonly instance: string | null;
  /** How many versions it has; `null` where the source does not say. */
  readonly versions: number | null;
  /** Whether its owner has the imported material. */
  readonly hasMaterial: boolean;
  /** Whether ciphertexts exist that it made; so it is taken to be where nobody says otherwise. */
  readonly hasCiphertexts: boolean;
}

/** What one service alone knows of a secret, as far as the rules ask for it. */
export interface DialectDetails {
  /** Event subscriptions (Huawei). */
  readonly events: number;
  /** An enterprise project other than the default (Huawei). */
  readonly project: string | null;
  /** Regions with a replica (Huawei). */
  readonly replicas: number;
  /** Grants (Huawei). */
  readonly grants: number;
  /** Whether it has a policy (Alibaba Cloud). */
  readonly policy: boolean;
  /** The KMS instance that it is in (Alibaba Cloud). */
  readonly instance: string | null;
  /** Whether its ExtendedConfig has CustomData (Alibaba Cloud). */
  readonly customData: boolean;
  /** File sources that use it (BlueKing). */
  readonly fileSources: number;
}

export const NO_DETAILS: DialectDetails = {
  events: 0,
  project: null,
  replicas: 0,
  grants: 0,
  policy: false,
  instance: null,
  customData: false,
  fileSources: 0,
};

export type SecretKind = 'generic' | `managed:${string}` | `credential:${CredentialType}`;

/** One secret as its source knows it, in the terms that the three services share. No value stands in it. */
export interface InventorySecret {
  readonly name: string;
  /** What tells it from another of the same name: its id, or the project, region or scope that it comes from. */
  readonly id: string | null;
  readonly kind: SecretKind;
  readonly description: string | null;
  readonly state: 'enabled' | 'disabled' | 'frozen' | 'pending-delete';
  /** When its scheduled deletion falls due, Unix milliseconds. */
  readonly deletionAt: number | null;
  /** `null` is the default key of the service. */
  readonly key: SecretKey | null;
  /** By age, the oldest first. */
  readonly versions: readonly InventoryVersion[];
  readonly tags: Readonly<Record<string, string>>;
  /** Whether it is rotated by its service. */
  readonly isRotating: boolean;
  readonly details: DialectDetails;
  /** `current-only` where the source knows the current version alone, and labels no more. */
  readonly completeness: 'whole' | 'current-only';
  /** When it changed last, Unix milliseconds. */
  readonly updatedAt: number | null;
}

/** The secrets of one address of one service. */
export interface Inventory {
  readonly dialect: Dialect;
  /** A project, `account/region` or `scope type/scope id`; empty where the source does not say. */
  readonly address: string;
  readonly secrets: readonly InventorySecret[];
  /** Customer keys, by id. */
  readonly keys?: readonly SourceKey[];
}
