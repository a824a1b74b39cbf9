import { cancelDeletion, scheduleDeletion } from '../model/deletion.ts';
import type { Secret } from '../model/secret.ts';
import { type ChangeTarget, changeSecret } from './change-secret.ts';
import { toOutbox } from './outbox.ts';
import { type SecretRef, loadSecret, refText } from './load-secret.ts';
import { STALE, retryOnConflict } from './retry-on-conflict.ts';
import type { SweepServices } from './sweep.ts';

/**
 * Schedules the deletion `days` from now; until then it can be taken back.
 * @throws DomainError `secret-not-found`, `deletion-already-scheduled`, and what `check` throws
 */
export async function scheduleSecretDeletion(
  services: SweepServices,
  request: ChangeTarget & { readonly days: number; readonly check?: DeletionCheck },
): Promise<Secret> {
  return changeSecret(services, request, (secret, now) => {
    const scheduled = scheduleDeletion(secret, request.days, now);
    request.check?.(secret);
    return { secret: scheduled };
  });
}

/** Looks at a secret that is about to be deleted; throws where its door does not let it go. */
type DeletionCheck = (secret: Secret) => void;

/** Takes a scheduled deletion back. @throws DomainError `secret-not-found`, `deletion-not-scheduled` */
export async function restoreSecret(services: SweepServices, target: ChangeTarget): Promise<Secret> {
  return changeSecret(services, target, (secret) => ({ secret: cancelDeletion(secret) }));
}

/**
 * Deletes at once and for good. Answers the secret as it was.
 * @throws DomainError `secret-not-found`, and what `check` throws
 */
export async function deleteSecret(services: SweepServices, ref: SecretRef, check?: DeletionCheck): Promise<Secret> {
  return retryOnConflict(refText(ref), async () => {
    const secret = await loadSecret(services, ref);
    check?.(secret);
    const events = toOutbox(services, secret, [{ type: 'deleted' }], services.clock.now());
    const outcome = await services.secrets.remove(secret.vault, secret.id, secret.revision, events);
    return outcome === 'stale' ? STALE : secret;
  });
}
