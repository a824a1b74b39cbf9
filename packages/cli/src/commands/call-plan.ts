import type { ControlCall } from '@dragoman/control';

import type { Flags } from './call-input.ts';

/** Finds out which call a command makes, and with what input. */
export type Planned = (given: Flags, args: readonly string[]) => Promise<CallPlan> | CallPlan;

/** A call to make. */
export interface CallPlan {
  readonly name: string;
  readonly call: ControlCall;
  readonly input: Readonly<Record<string, unknown>>;
  /** What is thrown in place of a rejection. */
  readonly onRejected?: (error: unknown) => unknown;
}
