import { DomainError } from '../errors.ts';
import type { Rotation } from './rotation-plan.ts';
import type { Tag } from './tags.ts';
import type { VaultId } from './vault.ts';

/** A plain JSON value, as the attribute bags hold them. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What only one dialect knows about a secret; the core stores it under the dialect's name and never reads it. */
export type Attributes = Readonly<Record<string, { readonly [key: string]: Json }>>;

/** Whether the value is usable; no door changes it yet but an operator may. */
export type SecretState = 'enabled' | 'disabled' | 'frozen';

/** How the client labelled the data. Both kinds are kept as the very string that was sent. */
export type DataType = 'text' | 'binary';

/** A secret's value as the client gave it. */
export interface SecretValue {
  readonly type: DataType;
  readonly data: string;
}

/** One immutable value of a secret, without the value itself. */
export interface Version {
  /** Unique within the secret: given by the caller, or `v` and the ordinal. */
  readonly id: string;
  /** Position in the order of creation, from 1; never reused. */
  readonly ordinal: number;
  /** Unix milliseconds, strictly increasing within a secret. */
  readonly createdAt: number;
  /** Unix milliseconds; a datum for notifications, an expired version stays readable. */
  readonly expiresAt: number | null;
  /** Whether it was told that the version expired; absent is not. */
  readonly expiryTold?: boolean;
  readonly dataType: DataType;
  /** The customer key that seals this version. */
  readonly keyId: string;
}

/** A stage label and the one version that carries it. */
export interface LabelPlacement {
  readonly label: string;
  readonly versionId: string;
  /** When the label came to this version, Unix milliseconds. */
  readonly movedAt: number;
}

/** The aggregate: a secret with its versions and labels. Values are kept apart, sealed. */
export interface Secret {
  readonly vault: VaultId;
  /** UUID, lower case, with dashes. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly state: SecretState;
  /** The key for new versions; `null` is the vault's default key. */
  readonly keyId: string | null;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: string;
  readonly updatedBy: string;
  /** When a scheduled deletion falls due, Unix milliseconds; `null` when none is scheduled. */
  readonly deletionDueAt: number | null;
  /** How and when its value is replaced; `null` where it cannot be. */
  readonly rotation: Rotation | null;
  readonly tags: readonly Tag[];
  readonly attributes: Attributes;
  /** The ordinal of the newest version ever made. */
  readonly lastOrdinal: number;
  /** Ascending by ordinal. */
  readonly versions: readonly Version[];
  readonly labels: readonly LabelPlacement[];
  /** Grows by one with every commit; a commit names the revision it was decided on. */
  readonly revision: number;
}

/** Finds a version by its id. @throws DomainError `version-not-found` */
export function versionById(secret: Secret, versionId: string): Version {
  const version = secret.versions.find((candidate) => candidate.id === versionId);
  if (version === undefined) throw new DomainError('version-not-found', versionId);
  return version;
}

/** The labels on a version, in the order in which the secret holds them. */
export function labelsOf(secret: Secret, versionId: string): string[] {
  const labels: string[] = [];
  for (const placement of secret.labels) if (placement.versionId === versionId) labels.push(placement.label);
  return labels;
}

/** @throws DomainError `secret-pending-deletion` */
export function rejectPendingDeletion(secret: Secret): void {
  if (secret.deletionDueAt !== null) throw new DomainError('secret-pending-deletion', secret.name);
}

/** @throws DomainError `secret-not-enabled` */
export function rejectNotEnabled(secret: Secret): void {
  if (secret.state !== 'enabled') throw new DomainError('secret-not-enabled', secret.name);
}

/** @throws DomainError `secret-managed` where rotation alone makes values */
export function rejectManaged({ name, rotation }: Secret): void {
  if (rotation?.plan.byHand === 'rejected') throw new DomainError('secret-managed', name);
}

/** @throws DomainError `secret-managed` where a value has a form that this caller does not check */
export function rejectUnchecked({ name, rotation }: Secret): void {
  if (rotation?.plan.byHand === 'checked') throw new DomainError('secret-managed', name);
}

/** The secret as changed at `now` by `actor`; the time of change strictly increases. */
export function withUpdatedBy(secret: Secret, by: { readonly now: number; readonly actor: string }): Secret {
  return { ...secret, updatedAt: Math.max(by.now, secret.updatedAt + 1), updatedBy: by.actor };
}
