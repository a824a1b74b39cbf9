import { cancelDeletion, scheduleDeletion } from '../model/deletion.ts';
import type { Secret } from '../model/secret.ts';
import type { Services } from '../services.ts';
import { type ChangeTarget, changeSecret } from './change-secret.ts';
import { type SecretRef, loadSecret, refText } from './load-secret.ts';
import { STALE, untilCommitted } from './optimistic.ts';

type DeletionServices = Pick<Services, 'secrets' | 'clock'>;

/**
 * Schedules the deletion `days` from now; until then it can be taken back.
 * @throws DomainError `secret-not-found`, `deletion-already-scheduled`
 */
export async function scheduleSecretDeletion(services: DeletionServices, request: ChangeTarget & { readonly days: number }): Promise<Secret> {
  return changeSecret(services, request, (secret, now) => ({ secret: scheduleDeletion(secret, request.days, now) }));
}

/** Takes a scheduled deletion back. @throws DomainError `secret-not-found`, `deletion-not-scheduled` */
export async function restoreSecret(services: DeletionServices, target: ChangeTarget): Promise<Secret> {
  return changeSecret(services, target, (secret) => ({ secret: cancelDeletion(secret) }));
}

/** Deletes at once and for good. Answers the secret as it was. @throws DomainError `secret-not-found` */
export async function deleteSecret(services: DeletionServices, ref: SecretRef): Promise<Secret> {
  return untilCommitted(refText(ref), async () => {
    const secret = await loadSecret(services, ref);
    const outcome = await services.secrets.remove(secret.vault, secret.id, secret.revision);
    return outcome === 'stale' ? STALE : secret;
  });
}
