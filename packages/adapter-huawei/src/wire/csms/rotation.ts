import type { RotationChange, RotationPlan, Secret } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { versioning } from '../../names.ts';
import type { HuaweiSettings } from '../../settings.ts';
import { RDS } from './rds.ts';

const HOUR_MS = 3_600_000;
const UNITS_MS: Readonly<Record<string, number>> = { d: 24 * HOUR_MS, h: HOUR_MS, m: 60_000, s: 1_000 };
const MIN_PERIOD_MS = 6 * HOUR_MS;
const MAX_PERIOD_MS = 8_760 * HOUR_MS;

/** The stage of a new version while the password of its account is set; of two-user rotation alone. */
const PENDING_STAGE = 'SYSPENDING';

/** What says when and how a secret rotates, where a request may set it at any time. */
export const rotationFields = {
  auto_rotation: Type.Optional(Type.Boolean()),
  rotation_period: Type.Optional(Type.String({ maxLength: 50 })),
  rotation_func_urn: Type.Optional(Type.String()),
};

interface RotationFields {
  readonly auto_rotation?: boolean | undefined;
  readonly rotation_period?: string | undefined;
}

/**
 * Checks a rotation period: a whole number and its unit, from 6 hours to 365 days.
 * @throws InvalidInputError
 */
export function checkRotationPeriod(period: string | undefined): void {
  if (period === undefined) return;
  const length = periodMs(period);
  if (length === null || length < MIN_PERIOD_MS || length > MAX_PERIOD_MS) {
    throw new InvalidInputError('body.rotation_period', 'range', HELP.rotationPeriod);
  }
}

/** The length of a rotation period such as `7d`, in milliseconds; `null` when it is none. */
function periodMs(period: string): number | null {
  const [, count, unit] = /^(\d+)([dhms])$/.exec(period) ?? [];
  const unitMs = unit === undefined ? undefined : UNITS_MS[unit];
  return unitMs === undefined ? null : Number(count) * unitMs;
}

/**
 * Whether secrets of the type rotate: common ones do not, by themselves as little as by hand (guide of 2023, overview
 * of secrets; RotateSecret, constraints).
 */
export function isRotatable(secretType: string): boolean {
  return secretType !== 'COMMON';
}

/** Whether two accounts take turns. Each generation of the documents spells the key its own way. */
export function isMultiUser(rotationConfig: string | undefined): boolean {
  return /"secret_?sub_?type"\s*:\s*"MultiUser"/i.test(rotationConfig ?? '');
}

/**
 * What a request changes of a secret's rotation; `null` where the secret does not rotate and is not asked to.
 * @NOTE unverified: the code of the rejection of a common secret, which is that of a rotation by hand
 * @throws InvalidInputError for a common secret that is to rotate by itself
 */
export function rotationFromWire(
  body: RotationFields,
  secret: { readonly type: string; readonly config: string | undefined; readonly rotates: boolean },
  settings: Pick<HuaweiSettings, 'at_label_limit'>,
): RotationChange | null {
  const { auto_rotation: enabled, rotation_period: period } = body;
  if (!isRotatable(secret.type)) {
    if (enabled === true) throw new InvalidInputError('body.auto_rotation', 'common', HELP.commonNoRotation);
    if (!secret.rotates) return null;
  }
  return {
    ...(!secret.rotates && { plan: planOf(secret, settings) }),
    ...(enabled !== undefined && { enabled }),
    ...(period !== undefined && { periodMs: periodMs(period) }),
  };
}

function planOf(
  { type, config }: { readonly type: string; readonly config: string | undefined },
  settings: Pick<HuaweiSettings, 'at_label_limit'>,
): RotationPlan {
  const isMulti = isMultiUser(config);
  return {
    accounts: isMulti ? 'two' : 'one',
    pendingLabel: isMulti ? PENDING_STAGE : null,
    versionIds: 'numbered',
    versioning: versioning(settings),
    ...(type === RDS && { byHand: 'checked' }),
  };
}

/**
 * The rotation as this dialect shows it. The period stands as it was given; one that was set at another door in
 * seconds.
 * @param given what a request said of the period
 */
export function rotationToWire({ rotation }: Secret, given: string | undefined): object {
  const isGiven = given !== undefined && (rotation?.periodMs ?? null) === periodMs(given);
  const length = rotation?.periodMs ?? null;
  return {
    auto_rotation: rotation?.enabled ?? false,
    rotation_period: isGiven || rotation === null ? (given ?? null) : length === null ? null : `${length / 1_000}s`,
    rotation_time: rotation?.lastAt ?? null,
    next_rotation_time: rotation?.nextAt ?? null,
  };
}
