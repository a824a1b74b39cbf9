import type { Rotation, RotationPlan, Secret } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { VERSIONING } from '../names.ts';
import { isTrue, isoTime } from '../wire/fields.ts';
import { type ExtendedConfig, extendedConfigOf, isManaged } from './secret-attributes.ts';
import { configToWire } from './extended-config.ts';

const UNITS_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };
const MIN_INTERVAL_MS = 6 * 3_600_000;
const MAX_INTERVAL_MS = 8_760 * 3_600_000;

/** How a managed secret rotates: two accounts take turns, or one gets a new password. */
export function planOf({ SecretSubType }: ExtendedConfig): RotationPlan {
  return {
    accounts: SecretSubType === 'DoubleUsers' ? 'two' : 'one',
    pendingLabel: null,
    versionIds: 'unique',
    versioning: VERSIONING,
  };
}

/** What a request says of automatic rotation. */
export interface RotationRequest {
  readonly EnableAutomaticRotation?: string;
  readonly RotationInterval?: string;
}

/** The interval counts only with rotation enabled: 6 hours to 365 days. @throws InvalidInput */
export function rotationFromWire({ EnableAutomaticRotation, RotationInterval }: RotationRequest): {
  readonly enabled: boolean;
  readonly periodMs?: number;
} {
  if (!isTrue(EnableAutomaticRotation)) return { enabled: false };
  if (RotationInterval === undefined) return { enabled: true };
  const periodMs = Number(RotationInterval.slice(0, -1)) * (UNITS_MS[RotationInterval.slice(-1)] ?? NaN);
  if (!(periodMs >= MIN_INTERVAL_MS && periodMs <= MAX_INTERVAL_MS))
    throw new InvalidInputError('RotationInterval', 'range', 'RotationInterval is 6h to 8760h');
  return { enabled: true, periodMs };
}

/** What a managed secret shows beside what every secret does; nothing for a generic one. */
export function managedToWire(secret: Secret) {
  if (!isManaged(secret)) return {};
  const { rotation } = secret;
  const enabled = rotation?.enabled === true;
  return {
    AutomaticRotation: enabled ? 'Enabled' : 'Disabled',
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
