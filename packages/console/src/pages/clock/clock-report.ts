import type { ControlClient } from '@dragoman/control/client';

/** What a moved clock answers: the time, and what was done on the way. */
export type ClockReport = Awaited<ReturnType<ControlClient['clock']['advance']>>;
