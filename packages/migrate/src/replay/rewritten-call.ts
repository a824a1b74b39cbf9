import type { Note } from './notes.ts';
import type { Intent, RecordedCall } from './recorded-call.ts';

/** A call at the target, for people and for programs: parameters that a value or a choice belongs in say so. */
export interface RewrittenCall {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What a call becomes: other calls, or none. */
export interface Rewrite {
  readonly calls: readonly RewrittenCall[];
  readonly notes: readonly Note[];
}

/** A secret as the plan moves it. */
export interface NameAtTarget {
  readonly name: string;
  /** Whether its versions are called there as they were. */
  readonly keepsVersionIds: boolean;
}

/** Rewrites a call for one target. @param secret as it is called there, where the call names one */
export type Rewriter = (call: RecordedCall, intent: Intent, secret: NameAtTarget | null) => Rewrite;
