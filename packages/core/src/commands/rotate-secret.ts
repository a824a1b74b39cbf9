import { DomainError } from '../errors.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Rotation, RotationPlan } from '../model/rotation-plan.ts';
import { askRotation, rotationDone, rotationDueAt, rotationFailed } from '../model/rotation.ts';
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
import type { SweepServices } from './sweep.ts';

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
    return await rotated(services, before, { ...request, guard: () => undefined });
  } catch (error) {
    const failure = { type: 'rotation-failed', reason: reasonOf(error), requested: null, attempts: 1 } as const;
    for (const event of toOutbox(services, before, [failure], services.clock.now()))
      await services.resources.insert(event);
    if (error instanceof RotationFailedError) throw new DomainError('rotation-failed', before.name);
    throw error;
  }
}

/**
 * Asks for a rotation that is due at once and done by whoever does what is due. One that waits already is the one that
 * is answered.
 * @param request.id the asker's own name for it, told when it is done or has failed
 * @param request.resources what is kept along with the asking; nothing where one waits already
 * @returns the name of the rotation that waits
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `secret-not-enabled`, `rotation-unsupported`
 */
export async function requestRotation(
  services: SweepServices,
  request: ChangeTarget & { readonly id: string; readonly resources: readonly DialectRecord[] },
): Promise<string> {
  const secret = await changeSecret(services, request, (before, now) => {
    const held = requireRotation(before);
    const rotation = askRotation(held, request.id, now);
    return rotation === held
      ? { secret: before }
      : { secret: { ...before, rotation }, resources: request.resources, quiet: true };
  });
  return secret.rotation?.requested?.id ?? request.id;
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
  try {
    await rotated(services, secret, { ref, actor: ROTATOR, versionId, guard: rejectNotDue });
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
    return {
      secret: { ...before, rotation },
      quiet: true,
      happenings: exhausted ? [{ type: 'rotation-failed', reason, requested, attempts }] : [],
    };
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

async function rotated(
  services: RotationServices,
  before: Secret,
  request: Rotating,
): Promise<{ readonly secret: Secret; readonly version: Version }> {
  const { plan } = requireRotation(before);
  const requested: RotationRequest = await withValues(services, before, plan);
  const value = await services.rotationTarget.create(requested);
  if (plan.pendingLabel !== null)
    return throughPending(services, requested, value, { ...request, label: plan.pendingLabel, plan });
  await services.rotationTarget.apply(requested, value);
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
    return settled(decided, decided.version, now);
  });
  if (made === undefined) throw new Error('a rotation committed without a version');
  return { secret, version: made };
}

/** The new version waits under a label of its own while its value is put into use; a failure takes it back. */
async function throughPending(
  services: RotationServices,
  requested: RotationRequest,
  value: SecretValue,
  request: Rotating & { readonly label: string; readonly plan: RotationPlan },
): Promise<{ readonly secret: Secret; readonly version: Version }> {
  const { label, plan } = request;
  let made: Version | undefined;
  await changeSecret(services, request, async (held, now) => {
    request.guard(held, now);
    const decided = await decideVersion(
      services,
      held,
      { value, plan, versionId: request.versionId, labels: [label] },
      now,
    );
    made = decided.version;
    return decided;
  });
  if (made === undefined) throw new Error('a rotation committed without a version');
  const version = made;
  try {
    await services.rotationTarget.apply(requested, value);
    const secret = await changeSecret(services, request, (held, now) => {
      requireRotation(held);
      request.guard(held, now);
      versionById(held, version.id);
      const moved = moveLabel(
        held,
        { label: CURRENT, to: version.id, from: null },
        { ...plan.versioning, moveHandsOverPrevious: true },
        now,
      );
      return settled({ secret: withoutLabel(moved, label, version) }, version, now);
    });
    return { secret, version };
  } catch (error) {
    await changeSecret(services, request, (held) => ({ secret: withoutVersion(held, version), dropped: [version.id] }));
    throw error;
  }
}

interface NewValue {
  readonly value: SecretValue;
  readonly plan: RotationPlan;
  readonly versionId: string | null;
  readonly labels: readonly string[] | null;
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

/** The decision with the rotation done in it. */
function settled(decided: Decided, version: Version, now: number): Decided {
  const rotation = requireRotation(decided.secret);
  const happening = {
    type: 'rotated',
    versionId: version.id,
    requested: rotation.requested?.id ?? null,
    attempts: rotation.failures + 1,
  } as const;
  return { ...decided, secret: { ...decided.secret, rotation: rotationDone(rotation, now) }, happenings: [happening] };
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

function withoutVersion(secret: Secret, version: Version): Secret {
  return {
    ...secret,
    versions: secret.versions.filter(({ id }) => id !== version.id),
    labels: secret.labels.filter(({ versionId }) => versionId !== version.id),
  };
}

function reasonOf(error: unknown): FailureReason {
  if (error instanceof RotationFailedError) return error.reason;
  if (error instanceof DomainError)
    return { code: error.code, message: `the secret could not be rotated: ${error.code}` };
  return { code: 'internal', message: 'the gateway could not rotate the secret: see its log' };
}
