import type { Clock } from '@dragoman/core';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
