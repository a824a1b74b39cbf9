import type { DialectRecord } from '../model/dialect-record.ts';
import { withRequest } from '../model/rotation.ts';
import type { Secret, SecretValue } from '../model/secret.ts';
import { RotationFailedError } from '../ports/rotation-target.ts';
import { type ChangeTarget, changeSecret } from './change-secret.ts';
import { loadSecret } from './load-secret.ts';
import { decidePending, requireRotation, type RotationServices, withValues } from './rotation-steps.ts';

/** A rotation that waits to be done. */
export interface WaitingRotation {
  /** The asker's own name for it. */
  readonly id: string;
  /** The version that will be put into use; `null` where the target could not make its value yet. */
  readonly versionId: string | null;
}

/**
 * Asks for a rotation: its version is made at once, and whoever does what is due puts it into use. One that waits
 * already is the one that is answered.
 * @param request.id the asker's own name for it, told when it is done or has failed
 * @param request.resources what is kept along with the asking; nothing where one waits already
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `secret-not-enabled`, `rotation-unsupported`,
 * `key-not-found`, `key-disabled`, `key-pending-deletion`, `label-quota-exceeded`, `version-quota-exceeded`
 */
export async function requestRotation(
  services: RotationServices,
  request: ChangeTarget & { readonly id: string; readonly resources: readonly DialectRecord[] },
): Promise<WaitingRotation> {
  const seen = await loadSecret(services, request.ref);
  const waiting = requireRotation(seen).requested;
  const value = waiting === null ? await valueOrNull(services, seen) : null;
  const after = await changeSecret(services, request, async (held, now) => {
    const { requested, plan } = requireRotation(held);
    if (requested !== null) return { secret: held };
    if (value === null)
      return { secret: withWaiting(held, request.id, null, now), resources: request.resources, quiet: true };
    const versionId = plan.versionIds === 'unique' ? services.ids.uuid() : null;
    const decided = await decidePending(services, held, { value, plan, versionId }, now);
    const { version } = decided;
    return {
      ...decided,
      secret: withWaiting(decided.secret, request.id, version.id, now),
      resources: request.resources,
    };
  });
  return after.rotation?.requested ?? { id: request.id, versionId: null };
}

/** The next value; `null` where the target cannot make it, which is tried again when the rotation is done. */
async function valueOrNull(services: RotationServices, secret: Secret): Promise<SecretValue | null> {
  try {
    return await services.rotationTarget.create(await withValues(services, secret, requireRotation(secret).plan));
  } catch (error) {
    if (error instanceof RotationFailedError) return null;
    throw error;
  }
}

function withWaiting(secret: Secret, id: string, versionId: string | null, now: number): Secret {
  return { ...secret, rotation: withRequest(requireRotation(secret), id, versionId, now) };
}
