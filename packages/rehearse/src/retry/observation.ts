import type { WaitShape } from './waits.ts';

/**
 * How a run ended: `recovered` with the answer, `carried-on` without it and as if it had it, `gave-up` with an exit
 * code that tells, `still-trying` where it was cut.
 */
export type EndState = 'recovered' | 'carried-on' | 'gave-up' | 'still-trying';

/** What a program did in a case. Everything is read from the journal of its sandbox, or from the connections. */
export interface Observation {
  /** Of the call that met the fault, the first among them; 0 where none did. */
  readonly attempts: number;
  /** Milliseconds from each attempt to the next. */
  readonly waitsMs: readonly number[];
  readonly shape: WaitShape;
  /** The sum of the waits. */
  readonly backoffMs: number;
  /** How many more things a create left than when nothing fails. */
  readonly doubled: number;
  readonly ending: EndState;
  /** `null` where it was cut. */
  readonly exit: number | null;
  readonly seconds: number;
}

/** @param isAnswered whether the call that met the fault was answered in the end */
export function endingOf(exit: number | null, isAnswered: boolean): EndState {
  if (exit === null) return 'still-trying';
  if (exit !== 0) return 'gave-up';
  return isAnswered ? 'recovered' : 'carried-on';
}
