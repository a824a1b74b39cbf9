import type { Rotation, RotationPlan, Secret } from '@dragoman/core';

import { VERSIONING } from '../names.ts';
import { isTrue, isoTime } from '../wire/fields.ts';
import { intervalFromWire } from '../wire/interval.ts';
import { type ExtendedConfig, extendedConfigOf, isManaged } from './secret-attributes.ts';
import { configToWire } from './extended-config.ts';

const MIN_INTERVAL_MS = 6 * 3_600_000;
const MAX_INTERVAL_MS = 8_760 * 3_600_000;

/** How a managed secret rotates: two accounts take turns, or one gets a new password. */
export function planOf({ SecretSubType }: ExtendedConfig): RotationPlan {
  return {
    accounts: SecretSubType === 'DoubleUsers' ? 'two' : 'one',
    pendingLabel: null,
    versionIds: 'unique',
    versioning: VERSIONING,
    byHand: 'rejected',
  };
}

/** What a request says of automatic rotation. */
export interface RotationRequest {
  readonly EnableAutomaticRotation?: string;
  readonly RotationInterval?: string;
}

/** The interval counts only with rotation enabled, which needs one: 6 hours to 365 days. @throws InvalidInput */
export function rotationFromWire({ EnableAutomaticRotation, RotationInterval }: RotationRequest): {
  readonly enabled: boolean;
  readonly periodMs?: number;
} {
  if (!isTrue(EnableAutomaticRotation)) return { enabled: false };
  return { enabled: true, periodMs: intervalFromWire(RotationInterval, MIN_INTERVAL_MS, MAX_INTERVAL_MS) };
}

/** What a managed secret shows beside what every secret does; nothing for a generic one. */
export function managedToWire(secret: Secret) {
  if (!isManaged(secret)) return {};
  const { rotation } = secret;
  const enabled = rotation?.enabled === true;
  return {
    AutomaticRotation: enabled ? 'Enabled' : rotation?.exhausted === true ? 'Invalid' : 'Disabled',
    RotationInterval: enabled ? intervalToWire(rotation) : undefined,
    NextRotationDate: enabled && rotation.nextAt !== null ? isoTime(rotation.nextAt) : undefined,
    LastRotationDate: rotation === null || rotation.lastAt === null ? undefined : isoTime(rotation.lastAt),
  };
}

export function extendedConfigToWire(secret: Secret): string | undefined {
  return isManaged(secret) ? configToWire(extendedConfigOf(secret)) : undefined;
}

function intervalToWire({ periodMs }: Rotation): string | undefined {
  return periodMs === null ? undefined : `${periodMs / 1_000}s`;
}
