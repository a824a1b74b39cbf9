import type { ControlClient } from '@dragoman/control';

/** A rule of a sandbox's faults, as the control API takes it. */
export type FaultRule = Parameters<ControlClient['faults']['set']>[0]['rules'][number];

/** What a case puts to the test. */
export type CaseKind =
  /** The fault happens `failures` times, then all is well: the program is to try again. */
  | 'transient'
  /** The same, and each time the service says when to come back. */
  | 'hint'
  /** The same call will never work: the program is not to try again. */
  | 'permanent'
  /** The fault has no end: the program is to give up. */
  | 'endless'
  /** The answer comes, but late. */
  | 'slow'
  /** A create is carried out, and its answer is lost. */
  | 'lost-answer';

/** One way to fail, in which the program is run once. */
export interface RetryCase {
  /** Such as `throttle`; the same for every operation. */
  readonly name: string;
  readonly kind: CaseKind;
  /** `null` where the program does not reach a door at all. */
  readonly target: { readonly door: string; readonly operation: string } | null;
  readonly isCreate: boolean;
  /** The code of the fault; `null` where there is none. */
  readonly code: string | null;
  /** Whether a broken connection leaves open what became of the call. */
  readonly isConnection: boolean;
  /** How often the fault happens; `Infinity` without end. */
  readonly failures: number;
  readonly hintMs: number | null;
  /** What is injected; `null` where connections are refused. */
  readonly rule: FaultRule | null;
}
