import { DomainError } from '../errors.ts';
import type { Rotation, RotationPlan } from './rotation-plan.ts';
import type { Secret } from './secret.ts';

/** What is to change; what is absent stays. A plan is needed where the secret has none. */
export interface RotationChange {
  readonly plan?: RotationPlan;
  readonly enabled?: boolean;
  readonly periodMs?: number | null;
}

/** How often a rotation that fell due is tried before it has failed. */
export const ROTATION_ATTEMPTS = 3;

/**
 * How long after the first failed attempt the next one is due, in milliseconds; each further one waits this much
 * longer.
 */
const RETRY_MS = 10_000;

/**
 * The rotation with a change. Enabled, it falls due a period after the last rotation, or after the secret was made:
 * at once where that has passed.
 * @throws DomainError `rotation-unsupported` without a plan, `rotation-period-missing`
 */
export function changeRotation(
  secret: Pick<Secret, 'name' | 'createdAt' | 'rotation'>,
  change: RotationChange,
): Rotation {
  const held = secret.rotation;
  const plan = change.plan ?? held?.plan;
  if (plan === undefined) throw new DomainError('rotation-unsupported', secret.name);
  const enabled = change.enabled ?? held?.enabled ?? false;
  const periodMs = change.periodMs === undefined ? (held?.periodMs ?? null) : change.periodMs;
  if (enabled && periodMs === null) throw new DomainError('rotation-period-missing', secret.name);
  const lastAt = held?.lastAt ?? null;
  const isExhausted = held?.exhausted === true && change.enabled === undefined;
  const mark = isExhausted ? { exhausted: true } : {};
  const rest = { plan, enabled, periodMs, lastAt, requested: held?.requested ?? null, ...mark };
  if (held?.enabled === enabled && held.periodMs === periodMs)
    return { ...rest, nextAt: held.nextAt, failures: held.failures };
  return { ...rest, nextAt: nextAfter(rest, lastAt ?? secret.createdAt), failures: 0 };
}

/** When the secret is due to be rotated; `null` while it is not, or may not be. */
export function rotationDueAt(secret: Secret): number | null {
  const { rotation, state, deletionDueAt } = secret;
  if (rotation === null || state !== 'enabled' || deletionDueAt !== null) return null;
  const times = [rotation.requested?.at ?? null, rotation.nextAt].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** The rotation as requested at `now`, with the version that was made for it; one that waits already stays. */
export function withRequest(rotation: Rotation, id: string, versionId: string | null, now: number): Rotation {
  return rotation.requested === null ? { ...rotation, requested: { id, at: now, versionId }, failures: 0 } : rotation;
}

/** The rotation once done: whatever was due or asked for is settled. */
export function completeRotation(rotation: Rotation, now: number): Rotation {
  const { plan, enabled, periodMs } = rotation;
  return { plan, enabled, periodMs, lastAt: now, nextAt: nextAfter(rotation, now), requested: null, failures: 0 };
}

/**
 * The rotation after an attempt that failed: due again a little later. After the last attempt one that was requested is
 * given up, and one that fell due by itself is switched off.
 * @NOTE unverified: how long the services wait between attempts
 */
export function recordFailedAttempt(
  rotation: Rotation,
  now: number,
): { readonly rotation: Rotation; readonly attempts: number; readonly exhausted: boolean } {
  const attempts = rotation.failures + 1;
  if (attempts >= ROTATION_ATTEMPTS) {
    return { rotation: giveUp(rotation, now), attempts, exhausted: true };
  }
  const at = now + attempts * RETRY_MS;
  const requested = rotation.requested === null ? null : { ...rotation.requested, at };
  const nextAt = rotation.nextAt === null ? null : Math.max(rotation.nextAt, at);
  return { rotation: { ...rotation, requested, nextAt, failures: attempts }, attempts, exhausted: false };
}

function giveUp(rotation: Rotation, now: number): Rotation {
  if (rotation.requested !== null)
    return { ...rotation, nextAt: nextAfter(rotation, now), requested: null, failures: 0 };
  return { ...rotation, enabled: false, nextAt: null, failures: 0, exhausted: true };
}

function nextAfter({ enabled, periodMs }: Pick<Rotation, 'enabled' | 'periodMs'>, since: number): number | null {
  return enabled && periodMs !== null ? since + periodMs : null;
}
