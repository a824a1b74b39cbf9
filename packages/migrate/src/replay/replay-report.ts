import type { Dialect } from '../model/direction.ts';
import type { PlanFile } from '../plan-file/schema.ts';
import { codeAt, meaningOf } from './errors.ts';
import { type CodeHint, codeHint } from './hints.ts';
import type { Note } from './notes.ts';
import type { Intent, RecordedCall } from './recorded-call.ts';
import { namesOfPlan, type ReplayedCall, rewrite } from './rewrite.ts';
import type { RewrittenCall } from './rewritten-call.ts';

/** Calls that ask alike of the same secret become alike: a line of the report. */
export interface ReplayLine {
  readonly operation: string;
  readonly name: string | null;
  readonly count: number;
  readonly verdict: ReplayedCall['verdict'];
  readonly calls: readonly RewrittenCall[];
  readonly notes: readonly Note[];
}

/** What becomes of an application's calls. */
export interface ReplayReport {
  readonly source: Dialect;
  readonly target: Dialect;
  readonly totals: Readonly<Record<ReplayedCall['verdict'] | 'calls' | 'needs_version_id', number>>;
  /** The worst first, then the most frequent. */
  readonly lines: readonly ReplayLine[];
  /** Codes of rejections that the application met, and what says the same at the target. */
  readonly errors: readonly {
    readonly code: string;
    readonly meaning: string | null;
    readonly becomes: string | null;
  }[];
  /** What the application's code says for its intents, and what it is to say. */
  readonly hints: readonly {
    readonly intent: Intent;
    readonly before: CodeHint | null;
    readonly after: CodeHint | null;
  }[];
}

/** Calls of the plan's source, rewritten for its target; those of other doors do not count. */
export function replayReportOf(plan: PlanFile, recorded: readonly RecordedCall[]): ReplayReport {
  const [source, target] = [plan.source.dialect, plan.target.dialect];
  const names = namesOfPlan(plan);
  const replayed = recorded.filter(({ door }) => door === source).map((call) => rewrite(call, target, names));
  const count = (test: (call: ReplayedCall) => boolean): number => replayed.filter(test).length;
  return {
    source,
    target,
    totals: {
      calls: replayed.length,
      same: count(({ verdict }) => verdict === 'same'),
      rewritten: count(({ verdict }) => verdict === 'rewritten'),
      needs_version_id: count(({ needsVersionId }) => needsVersionId),
      none: count(({ verdict }) => verdict === 'none'),
    },
    lines: linesOf(replayed),
    errors: errorsOf(replayed, source, target),
    hints: hintsOf(replayed, source, target),
  };
}

const WORST: readonly ReplayedCall['verdict'][] = ['none', 'rewritten', 'same'];

function linesOf(replayed: readonly ReplayedCall[]): ReplayLine[] {
  const groups = Map.groupBy(replayed, ({ call, verdict, calls, notes }) =>
    JSON.stringify([call.operation, call.names[0], verdict, calls, notes]),
  );
  return [...groups.values()]
    .flatMap((group): ReplayLine[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { call, verdict, calls, notes } = first;
      return [{ operation: call.operation, name: call.names[0] ?? null, count: group.length, verdict, calls, notes }];
    })
    .toSorted((left, right) => WORST.indexOf(left.verdict) - WORST.indexOf(right.verdict) || right.count - left.count);
}

function errorsOf(replayed: readonly ReplayedCall[], source: Dialect, target: Dialect): ReplayReport['errors'] {
  const codes = [...new Set(replayed.flatMap(({ call }) => call.code ?? []))].toSorted();
  return codes.map((code) => {
    const meaning = meaningOf(source, code);
    return { code, meaning, becomes: meaning === null ? null : codeAt(target, meaning) };
  });
}

function hintsOf(replayed: readonly ReplayedCall[], source: Dialect, target: Dialect): ReplayReport['hints'] {
  const intents = [...new Set(replayed.map(({ intent }) => intent))].toSorted();
  return intents
    .map((intent) => ({ intent, before: codeHint(source, intent), after: codeHint(target, intent) }))
    .filter(({ before, after }) => before !== null || after !== null);
}
