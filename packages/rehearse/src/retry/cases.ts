import type { CaseKind, FaultRule, RetryCase } from './case.ts';
import { codesOf, isCreate, type ServiceCodes } from './codes.ts';
import type { Contract } from './contract.ts';

/** An operation that the program uses. */
export interface UsedOperation {
  readonly door: string;
  readonly operation: string;
  /** As the doors list it. */
  readonly path: string;
}

/** A slow answer waits so long: the shortest read timeout of an official SDK is 3 s (`@alicloud/tea-typescript`). */
const SLOW_MS = 2_000;

type Step = NonNullable<FaultRule['script']>[number];

/** What differs from case to case. */
interface CaseParts {
  readonly name: string;
  readonly kind: CaseKind;
  readonly step: Step;
  readonly code?: string;
  /** Without it once. */
  readonly failures?: number;
  readonly hintMs?: number;
}

/** Every case of the operations, and those of connections. */
export function casesOf(
  used: readonly UsedOperation[],
  retriedCodes: (door: string) => readonly string[],
  contractOf: (door: string) => Contract,
): RetryCase[] {
  const cases = used.flatMap((operation) => {
    const { door } = operation;
    return ofOperation(operation, retriedCodes(door), contractOf(door));
  });
  return [...cases, unreachable('connect-failure', 1), unreachable('connect-failure-endless', Infinity)];
}

/** Those that take longest first, so that none of them is begun last. */
export function longestFirst(cases: readonly RetryCase[]): RetryCase[] {
  return cases.toSorted((left, right) => costOf(right) - costOf(left));
}

function costOf({ kind, failures }: RetryCase): number {
  return kind === 'endless' ? Infinity : failures;
}

function ofOperation(used: UsedOperation, retried: readonly string[], contract: Contract): RetryCase[] {
  const { door, operation } = used;
  const codes = codesOf(used, contract.family);
  const creates = isCreate(operation);
  const parts = [
    ...throttling(codes),
    ...retryable(codes, contract.retried ?? [...retried, ...codes.retryable]),
    ...serverErrors(codes.serverError),
    ...permanent(contract.not_retried ?? [...codes.permanent, ...(creates ? codes.permanentForCreates : [])]),
    ...connections(creates),
  ];
  return parts.map(({ name, kind, step, code = null, failures = 1, hintMs = null }) => ({
    ...{ name, kind, target: { door, operation }, isCreate: creates, code, failures, hintMs },
    isConnection: typeof step === 'object' && step.reset !== undefined,
    rule: ruleOf({ door, operation }, step, failures),
  }));
}

function ruleOf(match: NonNullable<FaultRule['match']>, step: Step, failures: number): FaultRule {
  return failures === Infinity ? { match, fault: step } : { match, fault: step, times: failures };
}

function throttling({ throttled, hintMs }: ServiceCodes): CaseParts[] {
  const plain: CaseParts = {
    ...{ name: 'throttle', kind: 'transient', step: { error: throttled }, code: throttled, failures: 2 },
  };
  if (hintMs === null) return [plain];
  return [plain, { name: 'throttle-hint', kind: 'hint', step: 'throttle', failures: 2, hintMs }];
}

function retryable({ throttled, serverError }: ServiceCodes, codes: readonly string[]): CaseParts[] {
  return [...new Set(codes)]
    .filter((code) => code !== throttled && code !== serverError)
    .map((code) => ({ name: `retry:${code}`, kind: 'transient', step: { error: code }, code }));
}

function serverErrors(code: string): CaseParts[] {
  const step = { error: code };
  return [
    { name: '5xx-once', kind: 'transient', step, code },
    { name: '5xx-twice', kind: 'transient', step, code, failures: 2 },
    { name: '5xx-endless', kind: 'endless', step, code, failures: Infinity },
  ];
}

function permanent(codes: readonly string[]): CaseParts[] {
  return [...new Set(codes)].map((code) => ({
    ...{ name: `no-retry:${code}`, kind: 'permanent', step: { error: code }, code, failures: Infinity },
  }));
}

/** A create whose answer is lost is another matter than a read whose answer is. */
function connections(creates: boolean): CaseParts[] {
  const answer: CaseParts = creates
    ? { name: 'lost-answer', kind: 'lost-answer', step: { reset: 'after' } }
    : { name: 'lost-answer', kind: 'transient', step: { reset: 'after' } };
  return [
    { name: 'reset-before', kind: 'transient', step: { reset: 'before' } },
    { name: 'reset-mid-body', kind: answer.kind, step: { reset: 'mid-body' } },
    answer,
    { name: 'slow', kind: 'slow', step: { latency_ms: SLOW_MS } },
  ];
}

function unreachable(name: string, failures: number): RetryCase {
  const kind = failures === Infinity ? 'endless' : 'transient';
  const isConnection = true;
  return { name, kind, target: null, isCreate: false, code: null, isConnection, failures, hintMs: null, rule: null };
}
