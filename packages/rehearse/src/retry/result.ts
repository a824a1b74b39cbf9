import type { RetryCase } from './case.ts';
import type { Contract } from './contract.ts';
import type { FirstRun } from './first-run.ts';
import type { Finding } from './judge.ts';
import type { Observation } from './observation.ts';

/** A case that was run and judged. */
export interface JudgedCase {
  readonly rehearsed: RetryCase;
  readonly seen: Observation;
  readonly findings: readonly Finding[];
}

/** A rehearsal of a program's retries. */
export interface RetryRehearsal {
  readonly first: FirstRun;
  /** By door. */
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly cases: readonly JudgedCase[];
  readonly seconds: number;
}

/** The rehearsal for programs: the fields of `--json`. */
export function retryJson({ first, contracts, cases, seconds }: RetryRehearsal) {
  return {
    passed: cases.every(({ findings }) => findings.length === 0),
    seconds: rounded(seconds),
    first_run: {
      seconds: rounded(first.seconds),
      requests: first.requests,
      operations: first.operations.map(({ door, operation, requests }) => ({ door, operation, requests })),
    },
    contracts: Object.fromEntries(contracts),
    cases: cases.map(({ rehearsed: { name, kind, target, failures }, seen, findings }) => ({
      door: target?.door ?? null,
      operation: target?.operation ?? null,
      case: name,
      kind,
      failures: failures === Infinity ? null : failures,
      verdict: findings.length === 0 ? 'passed' : 'broken',
      attempts: seen.attempts,
      waits_ms: seen.waitsMs,
      wait_shape: seen.shape,
      backoff_ms: seen.backoffMs,
      doubled: seen.doubled,
      ended: seen.ending,
      exit: seen.exit,
      seconds: rounded(seen.seconds),
      findings,
    })),
  };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1_000) / 1_000;
}
