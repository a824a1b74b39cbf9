import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

import type { Batch, Due, DueSource, Happened } from './due.ts';

/** What is to be done. */
export interface Window {
  /** Everything that falls due by then, Unix milliseconds. */
  readonly until: number;
  /**
   * Advances the clock to the time at which something falls due; without it the clock stands past all of it, and what
   * is late is done late.
   */
  readonly advanceTo?: (time: number) => void;
  readonly onDone: (happened: Happened) => void;
  /** Whether to leave off before all is done. */
  readonly shouldStop?: () => boolean;
}

/** How often in a row a source may do nothing of what is due before it is left aside. */
const MAX_IDLE_RUNS = 3;

/** How long other things of the process may have to wait, in milliseconds. */
const MAX_BLOCKING_MS = 20;

type Head = Due & { readonly source: DueSource };

/** Hears of a source that failed. */
type OnError = (where: string, error: unknown) => void;

/** Sources, of which one that can do nothing of what is due is left aside after a while. */
export class SourceBackoff {
  readonly #sources: readonly DueSource[];
  readonly #onError: OnError;
  readonly #idle = new Map<DueSource, number>();

  constructor(sources: readonly DueSource[], onError: OnError) {
    this.#sources = sources;
    this.#onError = onError;
  }

  /** Whether a source was left aside with something due. */
  get isExhausted(): boolean {
    return [...this.#idle.values()].some((times) => times >= MAX_IDLE_RUNS);
  }

  /** The first of every source that has any by `until`, in the order in which they fall due. */
  async peekAll(until: number): Promise<Head[]> {
    const found: Head[] = [];
    for (const source of this.#sources) {
      const due = this.#isSuspended(source) ? null : await peek(source, this.#onError);
      if (due !== null && due.at <= until) found.push({ ...due, source });
    }
    return found.toSorted((left, right) => left.at - right.at);
  }

  /** Runs a source once. */
  async run(source: DueSource, batch: Batch): Promise<readonly Happened[]> {
    const happened = await source.run(batch).catch((error: unknown): readonly Happened[] => {
      this.#onError(`scheduler: ${source.name}`, error);
      return [];
    });
    this.#idle.set(source, happened.length > 0 ? 0 : (this.#idle.get(source) ?? 0) + 1);
    return happened;
  }

  #isSuspended(source: DueSource): boolean {
    return (this.#idle.get(source) ?? 0) >= MAX_IDLE_RUNS;
  }
}

/** Does everything that falls due in the window, and what falls due by its being done, in its order. */
export async function runWindow(
  backoff: SourceBackoff,
  { until, advanceTo, onDone, shouldStop = () => false }: Window,
): Promise<void> {
  let since = performance.now();
  while (!shouldStop()) {
    const [first, second] = await backoff.peekAll(until);
    if (first === undefined) return;
    advanceTo?.(first.at);
    const limit = second?.at ?? until;
    const batch =
      advanceTo === undefined
        ? { at: limit, until: limit, advanceTo: () => undefined }
        : { at: first.at, until: limit, advanceTo };
    for (const happened of await backoff.run(first.source, batch)) onDone(happened);
    if (performance.now() - since > MAX_BLOCKING_MS) {
      await yieldToEventLoop();
      since = performance.now();
    }
  }
}

/** The first thing of all sources. */
export async function peekFirst(sources: readonly DueSource[], onError: OnError): Promise<Due | null> {
  let first: Due | null = null;
  for (const source of sources) {
    const next = await peek(source, onError);
    if (next !== null && (first === null || next.at < first.at)) first = next;
  }
  return first;
}

/** A source that cannot say has nothing to do. */
async function peek(source: DueSource, onError: OnError): Promise<Due | null> {
  return source.next().catch((error: unknown) => {
    onError(`scheduler: ${source.name}`, error);
    return null;
  });
}
