import { DomainError } from '../errors.ts';
import { DAY_MS } from './deletion.ts';
import { type CustomerKey, type KeyState, hasMaterial } from './key.ts';

/** What can be done to a key's state. */
export type KeyAction =
  'enable' | 'disable' | 'schedule-deletion' | 'cancel-deletion' | 'import-material' | 'delete-material';

/** Where dialects disagree about key states; a dialect hands its answer to the command. */
export interface KeyPolicy {
  /**
   * The states in which each action is allowed; an action that makes no sense in a state is rejected whatever stands
   * here.
   */
  readonly allowed: Readonly<Record<KeyAction, readonly KeyState[]>>;
  /** What a key with material becomes when its deletion is taken back. */
  readonly afterCancel: 'enabled' | 'disabled';
}

/** What makes sense at all. */
export const POSSIBLE: KeyPolicy['allowed'] = {
  enable: ['enabled', 'disabled'],
  disable: ['enabled', 'disabled'],
  'schedule-deletion': ['enabled', 'disabled', 'pending-import'],
  'cancel-deletion': ['pending-deletion'],
  'import-material': ['enabled', 'disabled', 'pending-import'],
  'delete-material': ['enabled', 'disabled', 'pending-import', 'pending-deletion'],
};

/** @throws DomainError `key-transition-rejected` */
export function enableKey(key: CustomerKey, policy: KeyPolicy): CustomerKey {
  rejectAction(key, 'enable', policy);
  return key.state === 'enabled' ? key : { ...key, state: 'enabled' };
}

/** @throws DomainError `key-transition-rejected` */
export function disableKey(key: CustomerKey, policy: KeyPolicy): CustomerKey {
  rejectAction(key, 'disable', policy);
  return key.state === 'disabled' ? key : { ...key, state: 'disabled' };
}

/** @throws DomainError `key-transition-rejected`, `key-deletion-protected` */
export function scheduleKeyDeletion(key: CustomerKey, days: number, policy: KeyPolicy, now: number): CustomerKey {
  rejectAction(key, 'schedule-deletion', policy);
  if (key.isProtected) throw new DomainError('key-deletion-protected', key.id);
  return { ...key, state: 'pending-deletion', deletionDueAt: now + days * DAY_MS };
}

/** @throws DomainError `key-transition-rejected` */
export function cancelKeyDeletion(key: CustomerKey, policy: KeyPolicy): CustomerKey {
  rejectAction(key, 'cancel-deletion', policy);
  return { ...key, state: hasMaterial(key) ? policy.afterCancel : 'pending-import', deletionDueAt: null };
}

/** Material that was imported. */
export interface ImportedMaterial {
  /** See {@link CustomerKey}. */
  readonly sealedMaterial: string;
  readonly fingerprint: string;
  readonly expiresAt: number | null;
}

/**
 * Gives an external key its material, or the same material again.
 * @throws DomainError `key-origin-rejected`, `key-transition-rejected`, `material-invalid` where it is not the material
 * that the key had
 */
export function importMaterial(key: CustomerKey, material: ImportedMaterial, policy: KeyPolicy): CustomerKey {
  rejectImport(key, policy);
  if (key.materialFingerprint !== null && key.materialFingerprint !== material.fingerprint)
    throw new DomainError('material-invalid', key.id);
  return {
    ...key,
    state: key.state === 'pending-import' ? 'enabled' : key.state,
    versions: key.versions.map((version) => ({ ...version, sealedMaterial: material.sealedMaterial })),
    materialFingerprint: material.fingerprint,
    materialExpiresAt: material.expiresAt,
  };
}

/** @throws DomainError `key-origin-rejected`, `key-transition-rejected` */
export function rejectImport(key: CustomerKey, policy: KeyPolicy): void {
  if (key.origin !== 'external') throw new DomainError('key-origin-rejected', key.id);
  rejectAction(key, 'import-material', policy);
}

/** Drops imported material. @throws DomainError `key-origin-rejected`, `key-transition-rejected` */
export function deleteMaterial(key: CustomerKey, policy: KeyPolicy): CustomerKey {
  if (key.origin !== 'external') throw new DomainError('key-origin-rejected', key.id);
  rejectAction(key, 'delete-material', policy);
  return withoutMaterial(key);
}

/** The key as it is at a time: `null` where its deletion fell due, without its material where that expired. */
export function keyAsOf(key: CustomerKey, now: number): CustomerKey | null {
  if (key.deletionDueAt !== null && key.deletionDueAt <= now) return null;
  return key.materialExpiresAt !== null && key.materialExpiresAt <= now ? withoutMaterial(key) : key;
}

function withoutMaterial(key: CustomerKey): CustomerKey {
  return {
    ...key,
    state: key.state === 'pending-deletion' ? key.state : 'pending-import',
    versions: key.versions.map((version) => ({ ...version, sealedMaterial: null })),
    materialExpiresAt: null,
  };
}

function rejectAction(key: CustomerKey, action: KeyAction, policy: KeyPolicy): void {
  const isAllowed = POSSIBLE[action].includes(key.state) && policy.allowed[action].includes(key.state);
  if (!isAllowed) throw new DomainError('key-transition-rejected', key.id);
}
