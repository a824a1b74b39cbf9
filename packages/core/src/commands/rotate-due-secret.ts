import { DomainError } from '../errors.ts';
import { recordFailedAttempt, rotationDueAt } from '../model/rotation.ts';
import type { FailureReason } from '../model/secret-event.ts';
import type { Secret, Version } from '../model/secret.ts';
import { waitingVersion, withoutWaiting } from '../model/waiting-version.ts';
import { RotationFailedError } from '../ports/rotation-target.ts';
import { type Decided, changeSecret } from './change-secret.ts';
import { openVersion } from './read-value.ts';
import {
  commitInUse,
  reasonOf,
  requireRotation,
  rotate,
  type RotationAttempt,
  type RotationServices,
  withValues,
} from './rotation-steps.ts';

/** Whom versions that a rotation made by itself are put down to. */
const ROTATOR = 'rotation';

/** What became of a rotation that was due. */
export type DueRotation = 'rotated' | 'retried-later' | 'failed' | 'not-due';

/**
 * Does the rotation that is due for the secret. A failure of whatever kind, other than its being gone, puts it off and
 * after the last attempt is told of.
 * @param onError hears of what was thrown and is no rejection
 */
export async function rotateDueSecret(
  services: RotationServices,
  secret: Secret,
  onError: (error: unknown) => void,
): Promise<DueRotation> {
  const ref = { vault: secret.vault, id: secret.id };
  const versionId = secret.rotation?.plan.versionIds === 'unique' ? services.ids.uuid() : null;
  const request = { ref, actor: ROTATOR, versionId, guard: rejectNotDue };
  const waiting = waitingVersion(secret);
  try {
    if (waiting === null) await rotate(services, secret, request);
    else await putWaitingInUse(services, secret, waiting, request);
    return 'rotated';
  } catch (error) {
    if (error instanceof NoLongerDue || (error instanceof DomainError && error.code === 'secret-not-found'))
      return 'not-due';
    if (!(error instanceof DomainError) && !(error instanceof RotationFailedError)) onError(error);
    return reschedule(services, secret, reasonOf(error));
  }
}

async function reschedule(services: RotationServices, seen: Secret, reason: FailureReason): Promise<DueRotation> {
  let outcome: DueRotation = 'not-due';
  await changeSecret(services, { ref: { vault: seen.vault, id: seen.id }, actor: ROTATOR }, (before, now): Decided => {
    outcome = 'not-due';
    const dueAt = rotationDueAt(before);
    if (before.rotation === null || dueAt === null || dueAt > now) return { secret: before };
    const { rotation, attempts, exhausted } = recordFailedAttempt(before.rotation, now);
    outcome = exhausted ? 'failed' : 'retried-later';
    const requested = before.rotation.requested?.id ?? null;
    if (!exhausted) return { secret: { ...before, rotation }, quiet: true };
    const happenings = [{ type: 'rotation-failed', reason, requested, attempts } as const];
    return { ...withoutWaiting({ ...before, rotation }, waitingVersion(before)), quiet: true, happenings };
  });
  return outcome;
}

/** Somebody else did the rotation meanwhile: what the target made is not used. */
class NoLongerDue extends Error {
  override readonly name = 'NoLongerDue';
}

/** @throws NoLongerDue */
function rejectNotDue(secret: Secret, now: number): void {
  if ((rotationDueAt(secret) ?? Infinity) > now) throw new NoLongerDue(secret.name);
}

/** Goes on from the version that was made when the rotation was requested. It stays where an attempt fails. */
async function putWaitingInUse(
  services: RotationServices,
  before: Secret,
  version: Version,
  request: RotationAttempt,
): Promise<void> {
  const { plan } = requireRotation(before);
  const targeted = await withValues(services, before, plan);
  const value = await openVersion(services, before, version);
  if (value === null) throw new DomainError('version-not-found', version.id);
  await services.rotationTarget.apply(targeted, value);
  await commitInUse(services, version, request);
}
