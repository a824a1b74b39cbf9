import { DomainError } from '../errors.ts';
import type { Secret } from './secret.ts';

export const DAY_MS = 86_400_000;

/**
 * Schedules the deletion `days` from now.
 * @throws DomainError `deletion-already-scheduled`
 */
export function scheduleDeletion(secret: Secret, days: number, now: number): Secret {
  if (secret.deletionDueAt !== null) throw new DomainError('deletion-already-scheduled', secret.name);
  return { ...secret, deletionDueAt: now + days * DAY_MS };
}

/** Takes a scheduled deletion back. @throws DomainError `deletion-not-scheduled` */
export function cancelDeletion(secret: Secret): Secret {
  if (secret.deletionDueAt === null) throw new DomainError('deletion-not-scheduled', secret.name);
  return { ...secret, deletionDueAt: null };
}

/** Whether the scheduled deletion has fallen due: the secret is gone, even before a sweep removes it. */
export function isGone(secret: Secret, now: number): boolean {
  return secret.deletionDueAt !== null && secret.deletionDueAt <= now;
}
