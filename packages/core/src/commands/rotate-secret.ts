import { DomainError } from '../errors.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Rotation, RotationPlan } from '../model/rotation-plan.ts';
import { rotationDone, rotationDueAt, rotationFailed, withRequest } from '../model/rotation.ts';
import type { FailureReason } from '../model/secret-event.ts';
import {
  type Secret,
  type SecretValue,
  type Version,
  rejectNotEnabled,
  rejectPendingDeletion,
  versionById,
} from '../model/secret.ts';
import { moveLabel, rejectTakenId, selectVersion } from '../model/versioning.ts';
import { RotationFailedError, type RotationRequest } from '../ports/rotation-target.ts';
import type { SecretServices, Services } from '../services.ts';
import { type ChangeTarget, type Decided, changeSecret } from './change-secret.ts';
import { toOutbox } from './outbox.ts';
import { loadSecret } from './load-secret.ts';
import { decidePut } from './put-version.ts';
import { openVersion } from './read-value.ts';

type RotationServices = SecretServices & Pick<Services, 'rotationTarget' | 'resources'>;

/** Whom versions that a rotation made by itself are put down to. */
const ROTATOR = 'rotation';

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

/** What became of a rotation that was due. */
export type DueRotation = 'rotated' | 'retried-later' | 'failed' | 'not-due';

/**
 * Does the rotation that is due for the secret. A failure of whatever kind, other than its being gone, puts it off and
 * after the last attempt is told of.
 * @param onError hears of what was thrown and is no refusal
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
    const { rotation, attempts, exhausted } = rotationFailed(before.rotation, now);
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

interface Rotating extends RotateSecret {
  /** Looks at the secret that the new version is about to be added to; throws where it must not be. */
  readonly guard: (secret: Secret, now: number) => void;
}

async function rotate(
  services: RotationServices,
  before: Secret,
  request: Rotating,
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
  request: Rotating & { readonly plan: RotationPlan },
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

/** Goes on from the version that was made when the rotation was requested. It stays where an attempt fails. */
async function putWaitingInUse(
  services: RotationServices,
  before: Secret,
  version: Version,
  request: Rotating,
): Promise<void> {
  const { plan } = requireRotation(before);
  const targeted = await withValues(services, before, plan);
  const value = await openVersion(services, before, version);
  if (value === null) throw new DomainError('version-not-found', version.id);
  await services.rotationTarget.apply(targeted, value);
  await commitInUse(services, version, request);
}

async function commitInUse(services: RotationServices, version: Version, request: Rotating): Promise<Secret> {
  return changeSecret(services, request, (held, now) => {
    const { plan } = requireRotation(held);
    request.guard(held, now);
    versionById(held, version.id);
    return endRotation(held, { secret: putInUse(held, version, plan, now) }, version, now);
  });
}

/** CURRENT moves to the version, which waits no longer. */
function putInUse(secret: Secret, version: Version, plan: RotationPlan, now: number): Secret {
  const ready = plan.pendingLabel === null ? secret : withoutLabel(secret, plan.pendingLabel, version);
  const policy = { ...plan.versioning, moveHandsOverPrevious: true };
  return moveLabel(ready, { label: CURRENT, to: version.id, from: null }, policy, now);
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
async function decidePending(
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
    secret: { ...secret, rotation: rotationDone(rotation, now) },
    dropped: [...new Set([...(decided.dropped ?? []), ...dropped])],
    happenings: [happening],
  };
}

/** The version that was made for the rotation that waits, unless it is gone. */
function waitingVersion({ rotation, versions }: Secret): Version | null {
  const versionId = rotation?.requested?.versionId ?? null;
  return versionId === null ? null : (versions.find(({ id }) => id === versionId) ?? null);
}

async function withValues(services: SecretServices, secret: Secret, plan: RotationPlan): Promise<RotationRequest> {
  const current = await openVersion(services, secret, selectVersion(secret, { label: CURRENT }));
  if (current === null) throw new DomainError('version-not-found', CURRENT);
  const previous = secret.labels.some(({ label }) => label === PREVIOUS)
    ? await openVersion(services, secret, selectVersion(secret, { label: PREVIOUS }))
    : null;
  return { secret, accounts: plan.accounts, current, previous };
}

/** @throws DomainError `secret-pending-deletion`, `secret-not-enabled`, `rotation-unsupported` */
function requireRotation(secret: Secret): Rotation {
  rejectPendingDeletion(secret);
  rejectNotEnabled(secret);
  if (secret.rotation === null) throw new DomainError('rotation-unsupported', secret.name);
  return secret.rotation;
}

function withoutLabel(secret: Secret, label: string, version: Version): Secret {
  return {
    ...secret,
    labels: secret.labels.filter((placement) => placement.label !== label || placement.versionId !== version.id),
  };
}

/** The secret without a version that waited in vain. */
function withoutWaiting(secret: Secret, version: Version | null): Pick<Decided, 'secret' | 'dropped'> {
  if (version === null) return { secret };
  const versions = secret.versions.filter(({ id }) => id !== version.id);
  const labels = secret.labels.filter(({ versionId }) => versionId !== version.id);
  return { secret: { ...secret, versions, labels }, dropped: [version.id] };
}

function reasonOf(error: unknown): FailureReason {
  if (error instanceof RotationFailedError) return error.reason;
  if (error instanceof DomainError)
    return { code: error.code, message: `the secret could not be rotated: ${error.code}` };
  return { code: 'internal', message: 'the gateway could not rotate the secret: see its log' };
}
