import { DomainError } from '../errors.ts';
import { type CustomerKey, type KeyVersion, primaryVersion, rejectUnusable } from './key.ts';
import { isSymmetric } from './key-spec.ts';

/**
 * Turns rotation on or off. Turned on, it is next due an interval after the last rotation or, without one, the
 * creation; that may be in the past, and is then due at once.
 * @param rotation.intervalMs stays as it was where it is `null`
 * @throws DomainError what {@link rejectRotation} throws; `key-input-invalid` where rotation is on without an interval
 */
export function withRotation(
  key: CustomerKey,
  rotation: { readonly enabled: boolean; readonly intervalMs: number | null },
): CustomerKey {
  rejectRotation(key);
  const intervalMs = rotation.intervalMs ?? key.rotation.intervalMs;
  const { lastAt } = key.rotation;
  if (!rotation.enabled) return { ...key, rotation: { enabled: false, intervalMs, lastAt, nextAt: null } };
  if (intervalMs === null) throw new DomainError('key-input-invalid', key.id);
  return { ...key, rotation: { enabled: true, intervalMs, lastAt, nextAt: (lastAt ?? key.createdAt) + intervalMs } };
}

/**
 * Only material that the service makes itself, for both directions at once, can be renewed behind the users' backs.
 * @throws DomainError `key-disabled`, `key-pending-deletion`, `key-pending-import`, `key-operation-unsupported`,
 * `key-origin-rejected`
 */
function rejectRotation(key: CustomerKey): void {
  rejectUnusable(key);
  if (!isSymmetric(key.spec)) throw new DomainError('key-operation-unsupported', key.id);
  if (key.origin !== 'service') throw new DomainError('key-origin-rejected', key.id);
}

/** Whether a rotation is due; a key that is not enabled waits. */
export function isRotationDue(key: CustomerKey, now: number): boolean {
  const { nextAt } = key.rotation;
  return key.state === 'enabled' && nextAt !== null && nextAt <= now;
}

/** The place of the version that would come next. */
export function nextOrdinal(key: CustomerKey): number {
  return primaryVersion(key).ordinal + 1;
}

/** Adds a version, the primary from now on; older ones still open what they closed. */
export function withNewVersion(
  key: CustomerKey,
  version: Pick<KeyVersion, 'id' | 'sealedMaterial'>,
  now: number,
): CustomerKey {
  const before = primaryVersion(key);
  const added = { ...version, ordinal: before.ordinal + 1, createdAt: Math.max(now, before.createdAt + 1) };
  const { enabled, intervalMs } = key.rotation;
  const nextAt = enabled && intervalMs !== null ? now + intervalMs : null;
  return { ...key, versions: [...key.versions, added], rotation: { enabled, intervalMs, lastAt: now, nextAt } };
}

/** When the service has to act on the key by itself: rotate it, drop its material or remove it. */
export function keyDueAt(key: CustomerKey): number | null {
  const rotation = key.state === 'enabled' ? key.rotation.nextAt : null;
  const times = [rotation, key.materialExpiresAt, key.deletionDueAt].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}
