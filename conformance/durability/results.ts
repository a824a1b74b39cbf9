import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How often what became of it, by the name of the outcome. */
export type Outcomes = Readonly<Record<string, number>>;

/** What a run of the suite found, by the row of the table in docs/durability.md. */
interface Results {
  /** Of the run, by UTC. */
  readonly date: string;
  readonly rows: Readonly<Record<string, Outcomes>>;
  /** How many runs there are to make, where the form may have ended before the last. */
  readonly planned?: Readonly<Record<string, number>>;
}

const FILE = fileURLToPath(new URL('./results.json', import.meta.url));

const found = new Map<string, Map<string, number>>();

/** Counts what became of one run. @param row of the table */
export function count(row: string, outcome: string, times = 1): void {
  const outcomes = found.get(row) ?? new Map<string, number>();
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + times);
  found.set(row, outcomes);
}

const planned = new Map<string, number>();

/** Counts runs that are to be made. @param row of the table */
export function plan(row: string, runs: number): void {
  planned.set(row, (planned.get(row) ?? 0) + runs);
}

/** The rows that this run has, in their order. */
function rowsFound(): Record<string, Outcomes> {
  return Object.fromEntries(
    [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([row, outcomes]) => [row, sorted(outcomes)]),
  );
}

function sorted(outcomes: ReadonlyMap<string, number>): Outcomes {
  return Object.fromEntries([...outcomes].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

type Form = 'bounded' | 'long';

/** Keeps what this run found in the place of what was kept of its rows. */
export function keepResults(form: Form): void {
  const kept = keptResults();
  const rows = { ...kept[form]?.rows, ...rowsFound() };
  const amounts = { ...kept[form]?.planned, ...Object.fromEntries(planned) };
  const date = new Date().toISOString().slice(0, 10);
  const results = { ...kept, [form]: { date, rows, ...(form === 'long' ? { planned: amounts } : {}) } };
  writeFileSync(FILE, `${JSON.stringify(results, null, 2)}\n`);
}

function keptResults(): Partial<Record<Form, Results>> {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Partial<Record<Form, Results>>;
}

/** By how much of it the number of runs of a row may differ: calls are not always as many. */
const TOLERANCE = 0.2;

/**
 * What of the kept results of the bounded form is no longer so: a row, an outcome that was never met, or how many runs
 * there are. How many of them end which way differs from run to run, as keys and ids do.
 * @param isWhole whether every row that is kept is to be there
 */
export function staleResults({ isWhole }: { readonly isWhole: boolean }): string[] {
  const kept = keptResults().bounded?.rows ?? {};
  const now = rowsFound();
  const names = new Set([...(isWhole ? Object.keys(kept) : []), ...Object.keys(now)]);
  return [...names].flatMap((row) => differences(row, kept[row] ?? {}, now[row] ?? {}));
}

function differences(row: string, kept: Outcomes, now: Outcomes): string[] {
  const total = (outcomes: Outcomes): number => Object.values(outcomes).reduce((sum, times) => sum + times, 0);
  const added = Object.keys(now).filter((outcome) => !(outcome in kept));
  return [
    ...(Math.abs(total(kept) - total(now)) <= TOLERANCE * total(kept)
      ? []
      : [`${row}: ${total(kept)} runs are kept, there were ${total(now)}`]),
    ...added.map((outcome) => `${row}: "${outcome}" is not among what is kept`),
  ];
}
