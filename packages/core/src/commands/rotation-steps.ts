import { DomainError } from '../errors.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { Rotation, RotationPlan } from '../model/rotation-plan.ts';
import { completeRotation } from '../model/rotation.ts';
import type { FailureReason } from '../model/secret-event.ts';
import {
  type Secret,
  type SecretValue,
  type Version,
  rejectNotEnabled,
  rejectPendingDeletion,
  versionById,
} from '../model/secret.ts';
import { selectVersion } from '../model/versioning.ts';
import { putInUse, waitingVersion, withoutWaiting } from '../model/waiting-version.ts';
import { RotationFailedError, type RotationRequest } from '../ports/rotation-target.ts';
import type { SecretServices, Services } from '../services.ts';
import { type ChangeTarget, type Decided, changeSecret } from './change-secret.ts';
import { decidePut } from './put-version.ts';
import { openVersion } from './read-value.ts';

export type RotationServices = SecretServices & Pick<Services, 'rotationTarget' | 'resources'>;

/** One attempt at a rotation. */
export interface RotationAttempt extends ChangeTarget {
  /** Given by the caller; `null` names it as the plan says. */
  readonly versionId: string | null;
  /** Looks at the secret that the new version is about to be added to; throws where it must not be. */
  readonly guard: (secret: Secret, now: number) => void;
}

/** Makes a version with the value that the target makes, and puts it into use. */
export async function rotate(
  services: RotationServices,
  before: Secret,
  request: RotationAttempt,
): Promise<{ readonly secret: Secret; readonly version: Version }> {
  const { plan } = requireRotation(before);
  const targeted: RotationRequest = await withValues(services, before, plan);
  const value = await services.rotationTarget.create(targeted);
  if (plan.pendingLabel !== null) return rotateThroughPending(services, targeted, value, { ...request, plan });
  await services.rotationTarget.apply(targeted, value);
  let made: Version | undefined;
  const secret = await changeSecret(services, request, async (held, now) => {
    request.guard(held, now);
    const decided = await decideVersion(
      services,
      held,
      { value, plan, versionId: request.versionId, labels: null },
      now,
    );
    made = decided.version;
    return endRotation(held, decided, decided.version, now);
  });
  if (made === undefined) throw new Error('a rotation committed without a version');
  return { secret, version: made };
}

/** The new version waits under a label of its own while its value is put into use; a failure takes it back. */
async function rotateThroughPending(
  services: RotationServices,
  targeted: RotationRequest,
  value: SecretValue,
  request: RotationAttempt & { readonly plan: RotationPlan },
): Promise<{ readonly secret: Secret; readonly version: Version }> {
  const { plan, versionId } = request;
  let made: Version | undefined;
  await changeSecret(services, request, async (held, now) => {
    request.guard(held, now);
    const decided = await decidePending(services, held, { value, plan, versionId }, now);
    made = decided.version;
    return decided;
  });
  if (made === undefined) throw new Error('a rotation committed without a version');
  const version = made;
  try {
    await services.rotationTarget.apply(targeted, value);
    return { secret: await commitInUse(services, version, request), version };
  } catch (error) {
    await changeSecret(services, request, (held) => withoutWaiting(held, version));
    throw error;
  }
}

export async function commitInUse(
  services: RotationServices,
  version: Version,
  request: RotationAttempt,
): Promise<Secret> {
  return changeSecret(services, request, (held, now) => {
    const { plan } = requireRotation(held);
    request.guard(held, now);
    versionById(held, version.id);
    return endRotation(held, { secret: putInUse(held, version, plan, now) }, version, now);
  });
}

interface PendingValue {
  readonly value: SecretValue;
  readonly plan: RotationPlan;
  readonly versionId: string | null;
}

/**
 * A version that waits: under the plan's label, else under none.
 * @throws DomainError `label-quota-exceeded` too where it could not be put into use
 */
export async function decidePending(
  services: SecretServices,
  held: Secret,
  pending: PendingValue,
  now: number,
): ReturnType<typeof decidePut> {
  const { plan } = pending;
  const labels = plan.pendingLabel === null ? 'none' : [plan.pendingLabel];
  const decided = await decideVersion(services, held, { ...pending, labels }, now);
  putInUse(decided.secret, decided.version, plan, now);
  return decided;
}

interface NewValue extends PendingValue {
  readonly labels: readonly string[] | 'none' | null;
}

function decideVersion(
  services: SecretServices,
  held: Secret,
  made: NewValue,
  now: number,
): ReturnType<typeof decidePut> {
  requireRotation(held);
  const { value, plan, versionId, labels } = made;
  return decidePut(services, held, { value, versionId, labels, expiresAt: null, policy: plan.versioning }, now);
}

/** The decision with the rotation done in it; a version that waited for another one goes. */
function endRotation(before: Secret, decided: Decided, version: Version, now: number): Decided {
  const rotation = requireRotation(decided.secret);
  const happening = {
    type: 'rotated',
    versionId: version.id,
    requested: rotation.requested?.id ?? null,
    attempts: rotation.failures + 1,
  } as const;
  const waiting = waitingVersion(before);
  const superseded = waiting === null || waiting.id === version.id ? null : waiting;
  const { secret, dropped = [] } = withoutWaiting(decided.secret, superseded);
  return {
    ...decided,
    secret: { ...secret, rotation: completeRotation(rotation, now) },
    dropped: [...new Set([...(decided.dropped ?? []), ...dropped])],
    happenings: [happening],
  };
}

export async function withValues(
  services: SecretServices,
  secret: Secret,
  plan: RotationPlan,
): Promise<RotationRequest> {
  const current = await openVersion(services, secret, selectVersion(secret, { label: CURRENT }));
  if (current === null) throw new DomainError('version-not-found', CURRENT);
  const previous = secret.labels.some(({ label }) => label === PREVIOUS)
    ? await openVersion(services, secret, selectVersion(secret, { label: PREVIOUS }))
    : null;
  return { secret, accounts: plan.accounts, current, previous };
}

/** @throws DomainError `secret-pending-deletion`, `secret-not-enabled`, `rotation-unsupported` */
export function requireRotation(secret: Secret): Rotation {
  rejectPendingDeletion(secret);
  rejectNotEnabled(secret);
  if (secret.rotation === null) throw new DomainError('rotation-unsupported', secret.name);
  return secret.rotation;
}

export function reasonOf(error: unknown): FailureReason {
  if (error instanceof RotationFailedError) return error.reason;
  if (error instanceof DomainError)
    return { code: error.code, message: `the secret could not be rotated: ${error.code}` };
  return { code: 'internal', message: 'the gateway could not rotate the secret: see its log' };
}
