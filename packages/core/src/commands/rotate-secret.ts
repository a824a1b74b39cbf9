import { DomainError } from '../errors.ts';
import type { Secret, Version } from '../model/secret.ts';
import { rejectTakenId } from '../model/versioning.ts';
import { RotationFailedError } from '../ports/rotation-target.ts';
import type { ChangeTarget } from './change-secret.ts';
import { loadSecret } from './load-secret.ts';
import { toOutbox } from './outbox.ts';
import { reasonOf, requireRotation, rotate, type RotationServices } from './rotation-steps.ts';

/** A rotation that its asker waits for. */
export interface RotateSecret extends ChangeTarget {
  /** Given by the caller; `null` names it as the plan says. */
  readonly versionId: string | null;
}

/**
 * Rotates at once, in one attempt: what the target makes becomes CURRENT, what was CURRENT becomes PREVIOUS. A target
 * that fails leaves the secret as it was, and the failure is told of.
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `secret-not-enabled`, `rotation-unsupported`,
 * `version-exists`, `key-not-found`, `key-disabled`, `key-pending-deletion`, `rotation-failed`, `label-quota-exceeded`,
 * `version-quota-exceeded`
 */
export async function rotateSecret(
  services: RotationServices,
  request: RotateSecret,
): Promise<{ readonly secret: Secret; readonly version: Version }> {
  const before = await loadSecret(services, request.ref);
  requireRotation(before);
  rejectTakenId(before, request.versionId);
  try {
    return await rotate(services, before, { ...request, guard: () => undefined });
  } catch (error) {
    const failure = { type: 'rotation-failed', reason: reasonOf(error), requested: null, attempts: 1 } as const;
    for (const event of toOutbox(services, before, [failure], services.clock.now()))
      await services.resources.insert(event);
    if (error instanceof RotationFailedError) throw new DomainError('rotation-failed', before.name);
    throw error;
  }
}
