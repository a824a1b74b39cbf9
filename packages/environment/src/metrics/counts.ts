import type { Outcome } from '@dragoman/protocol-kit';

/** Upper bounds of the buckets of durations, in milliseconds. */
export const BOUNDS_MS = [0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000] as const;

/** The most codes of one operation that are counted apart: vendors have few, and metrics must stay few. */
const MAX_CODES = 100;
const OTHER = 'other';

/** What became of the requests of one operation. */
export interface OperationCounts {
  /** Empty where no door claimed the request. */
  readonly door: string;
  /** Empty where it is not known. */
  readonly operation: string;
  succeeded: number;
  readonly rejected: Map<string, number>;
  readonly internalError: Map<string, number>;
  injected: number;
  /** How many took no longer than each bound and longer than the one before; the last took longer than all. */
  readonly buckets: number[];
  sumMs: number;
}

/** Plain counters, cheap enough for every request; what shows them looks at them when it is asked. */
export class Counts {
  /** Requests that are being answered. */
  inFlight = 0;
  readonly #doors = new Map<string, Map<string, OperationCounts>>();
  readonly #done = new Map<string, number>();

  count({
    door,
    operation,
    rejection,
    internalError,
    injected,
    durationMs,
    status,
  }: Pick<Outcome, 'door' | 'operation' | 'rejection' | 'internalError' | 'injected' | 'durationMs' | 'status'>): void {
    const counts = this.#of(door, operation ?? '');
    if (rejection === null && status !== 0) counts.succeeded += 1;
    else
      add(
        internalError === null && rejection !== null ? counts.rejected : counts.internalError,
        rejection === null ? '' : String(rejection.code),
      );
    if (injected) counts.injected += 1;
    counts.sumMs += durationMs;
    let bucket = 0;
    while (bucket < BOUNDS_MS.length && durationMs > (BOUNDS_MS[bucket] ?? Infinity)) bucket += 1;
    counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + 1;
  }

  /** A request that matches no door. */
  countUnmatched(): void {
    add(this.#of('', '').rejected, 'no-door');
  }

  /** So much of what fell due was done. */
  countDone(what: string, count: number): void {
    this.#done.set(what, (this.#done.get(what) ?? 0) + count);
  }

  operations(): OperationCounts[] {
    return [...this.#doors.values()].flatMap((operations) => [...operations.values()]);
  }

  done(): ReadonlyMap<string, number> {
    return this.#done;
  }

  #of(door: string, operation: string): OperationCounts {
    const known = this.#doors.get(door)?.get(operation);
    if (known !== undefined) return known;
    const counts = {
      door,
      operation,
      succeeded: 0,
      rejected: new Map(),
      internalError: new Map(),
      injected: 0,
      buckets: new Array<number>(BOUNDS_MS.length + 1).fill(0),
      sumMs: 0,
    };
    const operations = this.#doors.get(door) ?? new Map<string, OperationCounts>();
    this.#doors.set(door, operations.set(operation, counts));
    return counts;
  }
}

function add(codes: Map<string, number>, code: string): void {
  const key = codes.size < MAX_CODES || codes.has(code) ? code : OTHER;
  codes.set(key, (codes.get(key) ?? 0) + 1);
}
