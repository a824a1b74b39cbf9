import type { Clock } from '@dragoman/core';

import type { EnvironmentSettings } from '../settings.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Where the clock of a seeded gateway stands until it is set or taken on: 2026-01-01T00:00:00Z, Unix milliseconds. */
const SEEDED_START = Date.UTC(2026, 0);

/** The clock that an environment starts with. With a random seed it is frozen, so that the times of a script repeat. */
export function environmentClock(
  { random_seed, clock: { signatures } }: Pick<EnvironmentSettings, 'random_seed' | 'clock'>,
  machine: Clock,
): VirtualClock {
  return new VirtualClock(machine, {
    signatures,
    ...(random_seed !== undefined && { setting: { mode: 'frozen', at: SEEDED_START } }),
  });
}
