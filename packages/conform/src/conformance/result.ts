import type { Difference } from '../compare/difference.ts';
import type { DoorName } from '../recording/recording.ts';

/** Why something was not compared. */
export type Reason =
  'needs-settings' | 'needs-writes' | 'needs-state' | 'no-probe' | 'other-outcome' | 'unknown-operation';

/** What came of one thing that was asked. */
export interface ConformanceCheck {
  readonly door: DoorName;
  /** By the vendor's name; `null` where the catalogue has none. */
  readonly operation: string | null;
  /** Which of the operation's requests: `first`, `second`, `rejected`, `unsigned`, or a number of a recording. */
  readonly step: string;
  readonly differences: readonly Difference[];
  /** Where it was not compared. */
  readonly leftOut: Reason | null;
  readonly seconds: number;
}

/** What came of all. */
export interface Conformance {
  /** What was expected: built-in probes, or a recording of this day. */
  readonly source: { readonly kind: 'probes' } | { readonly kind: 'recording'; readonly date: string };
  readonly checks: readonly ConformanceCheck[];
  readonly seconds: number;
}
