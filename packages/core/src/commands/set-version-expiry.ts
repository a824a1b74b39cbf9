import { withExpiry } from '../model/due.ts';
import { type Secret, type Version, rejectNotEnabled, rejectPendingDeletion, versionById } from '../model/secret.ts';
import { type ChangeTarget, changeSecret } from './change-secret.ts';
import type { SweepServices } from './sweep.ts';

/**
 * Gives a version another time to expire at, in Unix milliseconds; it is told of anew.
 * @throws DomainError `secret-not-found`, `version-not-found`, `secret-pending-deletion`, `secret-not-enabled`, in this
 * order
 */
export async function setVersionExpiry(
  services: SweepServices,
  request: ChangeTarget & { readonly versionId: string; readonly expiresAt: number | null },
): Promise<{ readonly secret: Secret; readonly version: Version }> {
  const secret = await changeSecret(services, request, (before) => {
    const version = versionById(before, request.versionId);
    rejectPendingDeletion(before);
    rejectNotEnabled(before);
    return { secret: withExpiry(before, version, request.expiresAt) };
  });
  return { secret, version: versionById(secret, request.versionId) };
}
