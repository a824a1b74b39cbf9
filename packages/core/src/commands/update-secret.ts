import { type AttributeChange, withAttributes } from '../model/attributes.ts';
import { type RotationChange, changeRotation } from '../model/rotation.ts';
import { type Secret, rejectPendingDeletion } from '../model/secret.ts';
import type { Services } from '../services.ts';
import { type ChangeTarget, changeSecret } from './change-secret.ts';
import { usableKey } from './load-key.ts';
import type { SweepServices } from './sweep.ts';

/** What is to change; what is absent stays. */
export interface UpdateSecret extends ChangeTarget {
  readonly description?: string | null;
  readonly rotation?: RotationChange;
  /** The key for versions made from now on. */
  readonly keyId?: string;
  readonly attributes?: AttributeChange;
}

/**
 * Changes what describes a secret; its versions stay.
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `key-not-found`, `key-disabled`,
 * `key-pending-deletion`, `rotation-unsupported`, `rotation-period-missing`
 */
export async function updateSecret(
  services: SweepServices & Pick<Services, 'keys'>,
  request: UpdateSecret,
): Promise<Secret> {
  return changeSecret(services, request, async (secret) => {
    rejectPendingDeletion(secret);
    if (request.keyId !== undefined) await usableKey(services, secret.vault, request.keyId);
    return { secret: applyUpdate(secret, request) };
  });
}

function applyUpdate(secret: Secret, request: UpdateSecret): Secret {
  return {
    ...secret,
    description: request.description === undefined ? secret.description : request.description,
    keyId: request.keyId ?? secret.keyId,
    rotation: request.rotation === undefined ? secret.rotation : changeRotation(secret, request.rotation),
    attributes: withAttributes(secret.attributes, request.attributes),
  };
}
