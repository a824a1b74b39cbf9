import { type Secret, refusePendingDeletion } from '../model/secret.ts';
import { type LabelMove, type VersioningPolicy, moveLabel, removeLabel } from '../model/versioning.ts';
import type { Services } from '../services.ts';
import { type ChangeTarget, changeSecret } from './change-secret.ts';

/**
 * Moves a label by hand.
 * @throws DomainError `secret-not-found`, `version-not-found`, `secret-pending-deletion`, `label-not-on-version`, `label-quota-exceeded`
 */
export async function moveSecretLabel(
  services: Pick<Services, 'secrets' | 'clock'>,
  request: ChangeTarget & LabelMove & { readonly policy: VersioningPolicy },
): Promise<Secret> {
  return changeSecret(services, request, (secret, now) => {
    refusePendingDeletion(secret);
    return { secret: moveLabel(secret, request, request.policy, now) };
  });
}

/**
 * Takes a custom label away.
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `version-not-found`, `label-built-in`, `label-not-found`, `label-not-on-version`
 */
export async function removeSecretLabel(
  services: Pick<Services, 'secrets' | 'clock'>,
  request: ChangeTarget & { readonly label: string; readonly from: string | null },
): Promise<Secret> {
  return changeSecret(services, request, (secret) => {
    refusePendingDeletion(secret);
    return { secret: removeLabel(secret, request.label, request.from) };
  });
}
