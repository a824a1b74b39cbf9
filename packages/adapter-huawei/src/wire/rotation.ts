import { InvalidInput } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

const HOUR_MS = 3_600_000;
const UNITS_MS: Readonly<Record<string, number>> = { d: 24 * HOUR_MS, h: HOUR_MS, m: 60_000, s: 1_000 };
const SHORTEST_MS = 6 * HOUR_MS;
const LONGEST_MS = 8_760 * HOUR_MS;

/** What says when and how a secret rotates, where a request may set it at any time. */
export const rotationFields = {
  auto_rotation: Type.Optional(Type.Boolean()),
  rotation_period: Type.Optional(Type.String({ maxLength: 50 })),
  rotation_func_urn: Type.Optional(Type.String()),
};

/**
 * Checks a rotation period: a whole number and its unit, from 6 hours to 365 days.
 * @throws InvalidInput
 */
export function checkRotationPeriod(period: string | undefined): void {
  if (period === undefined) return;
  const length = periodMs(period);
  if (length === null || length < SHORTEST_MS || length > LONGEST_MS) {
    throw new InvalidInput('body.rotation_period', 'range', 'body.rotation_period must be a number with d, h, m or s, from 6h to 8760h');
  }
}

/** The length of a rotation period such as `7d`, in milliseconds; `null` when it is none. */
export function periodMs(period: string): number | null {
  const [, count, unit] = /^(\d+)([dhms])$/.exec(period) ?? [];
  const unitMs = unit === undefined ? undefined : UNITS_MS[unit];
  return unitMs === undefined ? null : Number(count) * unitMs;
}
