import { InvalidInputError } from '@dragoman/protocol-kit';

import { REQUEST_HELP } from '../messages/requests.ts';

const UNITS_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/**
 * How often something is to rotate: a number and a unit, `7d`.
 * @returns milliseconds
 * @throws InvalidInput for an interval that is missing, is none, or is not from `min` to `max` milliseconds
 */
export function intervalFromWire(text: string | undefined, min: number, max: number): number {
  if (text === undefined) throw new InvalidInputError('RotationInterval', 'required', REQUEST_HELP.needsInterval);
  const [, count, unit = ''] = /^(\d+)([dhms])$/.exec(text) ?? [];
  const interval = Number(count) * (UNITS_MS[unit] ?? NaN);
  if (interval >= min && interval <= max) return interval;
  throw new InvalidInputError(
    'RotationInterval',
    'range',
    REQUEST_HELP.intervalBetween({ shortest: hours(min), longest: hours(max) }),
  );
}

function hours(ms: number): string {
  return `${ms / 3_600_000}h`;
}
