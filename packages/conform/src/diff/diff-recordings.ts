import { compareAnswers, compareHeaders } from '../compare/compare-answers.ts';
import { outcomeOf } from '../compare/outcome.ts';
import { compareShapes } from '../compare/compare-shapes.ts';
import type { Difference } from '../compare/difference.ts';
import type { RecordedExchange, Recording, RequestShape } from '../recording/recording.ts';

/** What a run does otherwise than another. */
export interface RunChange {
  readonly operation: string;
  /**
   * `calls`: it is called more or less often; `request` and `answer`: what is sent or answered; `outcome`: a success
   * became an error, an error a success or another one; `order`: operations are called in another order.
   */
  readonly part: 'calls' | 'request' | 'answer' | 'outcome' | 'order';
  /** Absent for a part that is counted. */
  readonly difference: Difference | null;
  /** Of a part that is counted or listed. */
  readonly before: string;
  readonly after: string;
}

/** What changed between two runs. */
export interface RunDiff {
  readonly before: RunSummary;
  readonly after: RunSummary;
  readonly operations: number;
  readonly changes: readonly RunChange[];
}

export interface RunSummary {
  readonly date: string;
  readonly door: string;
  readonly sdks: readonly string[];
  readonly requests: number;
}

/** Compares two runs, operation by operation: its requests and answers by their shapes, and how often each is made. */
export function diffRecordings(before: Recording, after: Recording): RunDiff {
  const names = [...new Set([...before.exchanges, ...after.exchanges].map(nameOf))];
  const changes = names.flatMap((name) => [...countChange(name, before, after), ...shapeChanges(name, before, after)]);
  return {
    before: summaryOf(before),
    after: summaryOf(after),
    operations: names.length,
    changes: [...changes, ...orderChange(before, after)],
  };
}

const nameOf = ({ operation }: RecordedExchange): string => operation ?? '?';

function summaryOf({ date, door, sdks, steps }: Recording): RunSummary {
  return { date, door, sdks, requests: steps.length };
}

function timesOf(name: string, { exchanges, steps }: Recording): number {
  return steps.filter((step) => nameOf(exchanges[step] as RecordedExchange) === name).length;
}

function countChange(operation: string, before: Recording, after: Recording): RunChange[] {
  const [once, then] = [timesOf(operation, before), timesOf(operation, after)];
  if (once === then) return [];
  return [{ operation, part: 'calls', difference: null, before: String(once), after: String(then) }];
}

/** Exchanges that only one run has are held against the nearest of the other's. */
function shapeChanges(operation: string, before: Recording, after: Recording): RunChange[] {
  const own = ({ exchanges }: Recording): RecordedExchange[] => exchanges.filter((one) => nameOf(one) === operation);
  const [old, now] = [own(before), own(after)];
  const changes = [
    ...onlyOf(now, old).flatMap((one) => fewest(old.map((other) => changesBetween(operation, other, one)))),
    ...onlyOf(old, now).flatMap((one) => fewest(now.map((other) => changesBetween(operation, one, other)))),
  ];
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}

function onlyOf(some: readonly RecordedExchange[], others: readonly RecordedExchange[]): RecordedExchange[] {
  const known = new Set(others.map((one) => JSON.stringify(one)));
  return some.filter((one) => !known.has(JSON.stringify(one)));
}

function fewest(all: readonly (readonly RunChange[])[]): readonly RunChange[] {
  return all.toSorted((left, right) => left.length - right.length)[0] ?? [];
}

function changesBetween(operation: string, old: RecordedExchange, now: RecordedExchange): RunChange[] {
  const change = (part: 'request' | 'answer') => (difference: Difference) =>
    ({ operation, part, difference, before: difference.expected, after: difference.found }) as const;
  const requests = compareRequests(old.request, now.request).map(change('request'));
  const [was, is] = [outcomeOf(old.answer), outcomeOf(now.answer)];
  // A success and an error have nothing in common that could be compared.
  if (was !== is) return [...requests, { operation, part: 'outcome', difference: null, before: was, after: is }];
  return [...requests, ...compareAnswers(old.answer, now.answer, { hasSameState: true }).map(change('answer'))];
}

/** What differs between two requests. */
function compareRequests(expected: RequestShape, found: RequestShape): Difference[] {
  const options = { hasSameState: true };
  const differences: Difference[] = [];
  if (expected.method !== found.method) {
    differences.push({ kind: 'form', at: 'method', expected: expected.method, found: found.method });
  }
  differences.push(...compareHeaders(expected.headers, found.headers));
  differences.push(...compareShapes(expected.query.shape, found.query.shape, 'query', options));
  if (expected.body.format !== found.body.format) {
    const [before, after] = [expected.body.format, found.body.format];
    return [...differences, { kind: 'format', at: 'body', expected: before, found: after }];
  }
  return [...differences, ...compareShapes(expected.body.shape, found.body.shape, 'body', options)];
}

/** Operations in the order in which each is called first. */
function orderChange(before: Recording, after: Recording): RunChange[] {
  const order = ({ exchanges, steps }: Recording): string[] => [
    ...new Set(steps.map((step) => nameOf(exchanges[step] as RecordedExchange))),
  ];
  const [old, now] = [order(before), order(after)];
  const both = (names: readonly string[], others: readonly string[]): string =>
    names.filter((name) => others.includes(name)).join(', ');
  const [once, then] = [both(old, now), both(now, old)];
  if (once === then) return [];
  return [{ operation: '*', part: 'order', difference: null, before: once, after: then }];
}
