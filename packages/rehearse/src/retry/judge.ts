import type { RetryCase } from './case.ts';
import type { Contract } from './contract.ts';
import type { Observation } from './observation.ts';
import { meanWait } from './waits.ts';

/** An expectation that is broken, with what was expected and what came. */
export type Finding =
  | { readonly rule: 'fault-not-met' }
  | { readonly rule: 'not-recovered'; readonly failures: number; readonly attempts: number }
  | { readonly rule: 'permanent-retried'; readonly attempts: number }
  | { readonly rule: 'hot-loop'; readonly mean_ms: number; readonly at_least_ms: number }
  | { readonly rule: 'wait-shape'; readonly shape: string; readonly allowed: readonly string[] }
  | { readonly rule: 'hint-ignored'; readonly wait_ms: number; readonly hint_ms: number }
  | { readonly rule: 'too-many-attempts'; readonly attempts: number; readonly at_most: number }
  | { readonly rule: 'still-trying'; readonly seconds: number }
  | { readonly rule: 'failure-hidden' }
  | { readonly rule: 'impatient'; readonly exit: number | null }
  | { readonly rule: 'create-doubled'; readonly times: number };

/** How much sooner than a hint says a wait may end, in milliseconds: clocks are read in whole ones. */
const HINT_SLACK_MS = 20;

/** What of a contract an observation breaks, in the order in which it is told. Pure. */
export function judge(rehearsed: RetryCase, seen: Observation, contract: Contract): Finding[] {
  if (seen.attempts === 0) return [{ rule: 'fault-not-met' }];
  return [
    ...endOf(rehearsed, seen, contract),
    ...retriesOf(rehearsed, seen, contract),
    ...waitsOf(rehearsed, seen, contract),
    ...(contract.creates === 'once' && rehearsed.isCreate && seen.doubled > 0
      ? [{ rule: 'create-doubled', times: seen.doubled + 1 } as const]
      : []),
  ];
}

function endOf(
  { kind, failures, isConnection, isCreate }: RetryCase,
  seen: Observation,
  contract: Contract,
): Finding[] {
  const { ending, attempts, exit } = seen;
  const cut: Finding = { rule: 'still-trying', seconds: Math.round(seen.seconds) };
  switch (kind) {
    case 'transient':
    case 'hint': {
      if (ending === 'recovered') return [];
      // Nobody can say whether the create was carried out: it need not be tried again.
      const isFree = isConnection && (isCreate || contract.connection === 'any');
      const isDemanded = !isFree && failures < contract.attempts.at_least;
      if (isDemanded) return [{ rule: 'not-recovered', failures, attempts }];
      return ending === 'still-trying' ? [cut] : [];
    }
    case 'slow':
      if (ending === 'still-trying') return [cut];
      return contract.slow === 'wait' && exit !== 0 ? [{ rule: 'impatient', exit }] : [];
    case 'endless':
      if (ending === 'still-trying' || seen.seconds > contract.gives_up.within_seconds) return [cut];
      return exit === 0 && contract.gives_up.exit === 'failure' ? [{ rule: 'failure-hidden' }] : [];
    case 'permanent':
    case 'lost-answer':
      return ending === 'still-trying' ? [cut] : [];
  }
}

function retriesOf({ kind }: RetryCase, { attempts }: Observation, contract: Contract): Finding[] {
  if (kind === 'permanent') return attempts > 1 ? [{ rule: 'permanent-retried', attempts }] : [];
  const { at_most: most } = contract.attempts;
  return attempts > most ? [{ rule: 'too-many-attempts', attempts, at_most: most }] : [];
}

function waitsOf({ kind, hintMs }: RetryCase, { waitsMs, shape }: Observation, contract: Contract): Finding[] {
  if (kind === 'permanent' || kind === 'slow' || kind === 'lost-answer') return [];
  const { at_least_ms: least, shapes } = contract.wait;
  const mean = meanWait(waitsMs);
  if (mean !== null && mean < least) return [{ rule: 'hot-loop', mean_ms: mean, at_least_ms: least }];
  const shortest = Math.min(...waitsMs);
  if (hintMs !== null && contract.hint === 'wait' && shortest < hintMs - HINT_SLACK_MS)
    return [{ rule: 'hint-ignored', wait_ms: shortest, hint_ms: hintMs }];
  // A single wait has no shape, and those that follow a hint have that of the service.
  const isShaped = kind === 'endless' && shape !== 'none' && shape !== 'single';
  return isShaped && !shapes.includes(shape) ? [{ rule: 'wait-shape', shape, allowed: shapes }] : [];
}
