import { DomainError } from '../errors.ts';
import type { KeySpec, KeyUsage } from './key-spec.ts';
import type { Attributes } from './secret.ts';
import type { Tag } from './tags.ts';
import type { VaultId } from './vault.ts';

/** `pending-import` is an external key that has no material: it never had, or lost it. */
export type KeyState = 'enabled' | 'disabled' | 'pending-deletion' | 'pending-import';

/** Whether the service made the material or somebody brings it. */
export type KeyOrigin = 'service' | 'external';

/** One generation of a key's material. */
export interface KeyVersion {
  /** UUID, lower case, with dashes. */
  readonly id: string;
  /** Place in the order of creation, from 1, without a gap. */
  readonly ordinal: number;
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** Sealed by the root key, in hexadecimal; `null` where an external key has none. */
  readonly sealedMaterial: string | null;
}

/** When new versions are made without being asked for. */
export interface KeyRotation {
  readonly enabled: boolean;
  /** Kept while rotation is off; `null` was never set. */
  readonly intervalMs: number | null;
  /** Unix milliseconds; `null` where it never rotated. */
  readonly lastAt: number | null;
  /** Unix milliseconds; `null` while rotation is off. */
  readonly nextAt: number | null;
}

/** The aggregate: a customer key with its versions. Aliases are kept apart, as they move between keys. */
export interface CustomerKey {
  readonly vault: VaultId;
  /** UUID, lower case, with dashes. */
  readonly id: string;
  /** The vault's one default key, made on first need; every other key was asked for. */
  readonly isDefault: boolean;
  readonly spec: KeySpec;
  readonly usage: KeyUsage;
  readonly origin: KeyOrigin;
  readonly state: KeyState;
  readonly description: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly createdBy: string;
  readonly tags: readonly Tag[];
  readonly attributes: Attributes;
  /** Whether its deletion is rejected. */
  readonly isProtected: boolean;
  /** When a scheduled deletion falls due, Unix milliseconds; set exactly while the state is `pending-deletion`. */
  readonly deletionDueAt: number | null;
  /** When imported material is dropped, Unix milliseconds; `null` is never. */
  readonly materialExpiresAt: number | null;
  /** Tells imported material from any other, without telling what it is; kept when the material goes. */
  readonly materialFingerprint: string | null;
  readonly rotation: KeyRotation;
  /** Ascending by ordinal, never empty; the last is the primary, which everything new is made with. */
  readonly versions: readonly KeyVersion[];
  /** When the service has to act on the key by itself; see `keyDueAt`. */
  readonly dueAt: number | null;
  /** Grows by one with every commit; a commit names the revision it was decided on. */
  readonly revision: number;
}

/** Another name of a key, unique within the vault. */
export interface KeyAlias {
  readonly vault: VaultId;
  readonly name: string;
  readonly keyId: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** @throws DomainError `key-disabled`, `key-pending-deletion`, `key-pending-import` */
export function rejectUnusable(key: CustomerKey): void {
  if (key.state === 'disabled') throw new DomainError('key-disabled', key.id);
  if (key.state === 'pending-deletion') throw new DomainError('key-pending-deletion', key.id);
  if (key.state === 'pending-import') throw new DomainError('key-pending-import', key.id);
}

/** The version that everything new is made with. */
export function primaryVersion(key: CustomerKey): KeyVersion {
  const primary = key.versions.at(-1);
  if (primary === undefined) throw new Error(`key ${key.id} has no version`);
  return primary;
}

/** The version that the key was made with. */
export function firstVersion(key: CustomerKey): KeyVersion {
  const [first] = key.versions;
  if (first === undefined) throw new Error(`key ${key.id} has no version`);
  return first;
}

/** @throws DomainError `key-version-not-found` */
export function keyVersionById(key: CustomerKey, id: string): KeyVersion {
  const version = key.versions.find((candidate) => candidate.id === id);
  if (version === undefined) throw new DomainError('key-version-not-found', id);
  return version;
}

/** @throws DomainError `key-version-not-found` */
export function keyVersionAt(key: CustomerKey, ordinal: number): KeyVersion {
  const version = key.versions[ordinal - 1];
  if (version === undefined) throw new DomainError('key-version-not-found', `${key.id} ${ordinal}`);
  return version;
}

/** Whether the key can work at all; its state may still forbid it. */
export function hasMaterial(key: CustomerKey): boolean {
  return key.versions.every((version) => version.sealedMaterial !== null);
}
