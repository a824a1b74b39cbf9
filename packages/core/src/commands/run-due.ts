import { markExpiryNotified, nextDueAt, unnotifiedExpired } from '../model/due.ts';
import { rotationDueAt } from '../model/rotation.ts';
import type { Secret } from '../model/secret.ts';
import { changeSecret } from './change-secret.ts';
import { type DueRotation, rotateDueSecret } from './rotate-due-secret.ts';
import { type SweepServices, sweepDeletions } from './sweep.ts';

/** What of a secret fell due, and what became of it. */
export type DueSummary =
  | { readonly what: 'deletion'; readonly count: number }
  | { readonly what: 'expiry' }
  | { readonly what: 'rotation'; readonly outcome: DueRotation };

/**
 * Does the one thing of the secret that has been due the longest; nothing where nothing is due by `until` any more.
 * A deletion takes along all others that fell due by `until`.
 * @param onError hears of what was thrown during a rotation and is no rejection
 */
export async function runDue(
  services: Parameters<typeof rotateDueSecret>[0],
  listed: Secret,
  until: number,
  onError: (error: unknown) => void,
): Promise<DueSummary | null> {
  const secret = await services.secrets.findById(listed.vault, listed.id);
  const dueAt = secret === null ? null : nextDueAt(secret);
  if (secret === null || dueAt === null || dueAt > until) return null;
  if (secret.deletionDueAt === dueAt) return { what: 'deletion', count: await sweepDeletions(services, until) };
  if (rotationDueAt(secret) === dueAt)
    return { what: 'rotation', outcome: await rotateDueSecret(services, secret, onError) };
  await notifyExpired(services, secret, dueAt);
  return { what: 'expiry' };
}

async function notifyExpired(services: SweepServices, secret: Secret, until: number): Promise<void> {
  await changeSecret(services, { ref: { vault: secret.vault, id: secret.id }, actor: secret.updatedBy }, (before) => {
    const expired = unnotifiedExpired(before, until);
    if (expired.length === 0) return { secret: before };
    const happenings = expired.map(({ id: versionId }) => ({ type: 'version-expired', versionId }) as const);
    return { secret: markExpiryNotified(before, expired), happenings, quiet: true };
  });
}
