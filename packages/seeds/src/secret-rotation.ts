import type { Rotation, RotationPlan } from '@dragoman/core';

import type { SeedSecret } from './schema.ts';
import { SeedError, type SeedPath } from './source.ts';
import { rejectFuture, type StepParts } from './step.ts';
import { seedDuration, seedTime } from './times.ts';

/**
 * What rolls off at a rotation is what Huawei's door and BlueKing's drop; labels are as many as the most that a door
 * allows.
 */
const VERSIONING = {
  versionLimit: 20,
  atVersionLimit: 'drop-unlabelled-or-exceed',
  labelLimit: 12,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
} as const;

/**
 * The rotation of a secret, `null` for one that no door rotates: Huawei's common secrets and Aliyun's generic ones.
 * @throws SeedError for a rotation of such a one
 */
export function rotationOf(parts: StepParts, path: SeedPath, secret: SeedSecret, createdAt: number): Rotation | null {
  const { rotation, attributes = {} } = secret;
  const isManaged = (attributes.aliyun?.secret_type ?? 'Generic') !== 'Generic';
  const byHand = isManaged ? 'rejected' : attributes.huawei?.secret_type === 'RDS' ? 'checked' : undefined;
  const isRotatable = isManaged || (attributes.huawei?.secret_type ?? 'COMMON') !== 'COMMON';
  if (rotation === undefined) return byHand === undefined ? null : unscheduled(planOf('one', byHand));
  if (!isRotatable)
    throw new SeedError(
      parts.source,
      [...path, 'rotation'],
      'is of a secret that no door rotates: give attributes.huawei.secret_type or attributes.aliyun.secret_type',
    );
  const { every, enabled = true, last, accounts = 'one' } = rotation;
  const field = (name: string): SeedPath => [...path, 'rotation', name];
  const periodMs = seedDuration(every, parts.source, field('every'));
  const lastAt =
    last === undefined ? null : rejectFuture(seedTime(last, { ...parts, path: field('last') }), parts, field('last'));
  const nextAt = enabled ? (lastAt ?? createdAt) + periodMs : null;
  return { ...unscheduled(planOf(accounts, byHand)), enabled, periodMs, lastAt, nextAt };
}

/** What Aliyun manages takes no value by hand and has UUIDs for its versions; others count them. */
function planOf(accounts: RotationPlan['accounts'], byHand: RotationPlan['byHand']): RotationPlan {
  return {
    accounts,
    pendingLabel: null,
    versionIds: byHand === 'rejected' ? 'unique' : 'numbered',
    versioning: VERSIONING,
    ...(byHand !== undefined && { byHand }),
  };
}

function unscheduled(plan: RotationPlan): Rotation {
  return { plan, enabled: false, periodMs: null, lastAt: null, nextAt: null, requested: null, failures: 0 };
}
