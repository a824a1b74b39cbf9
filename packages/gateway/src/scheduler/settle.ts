import { performance } from 'node:perf_hooks';
import { setImmediate as breathe } from 'node:timers/promises';

import type { Due, DueSource, Happened, Turn } from './due.ts';

/** What is to be done. */
export interface Span {
  /** Everything that falls due by then, Unix milliseconds. */
  readonly until: number;
  /**
   * Takes the clock on to the time at which something falls due; without it the clock stands past all of it, and what
   * is late is done late.
   */
  readonly reach?: (time: number) => void;
  readonly tell: (happened: Happened) => void;
  /** Whether to leave off before all is done. */
  readonly isOver?: () => boolean;
}

/** How often in a row a source may do nothing of what is due before it is left aside. */
const PATIENCE = 3;

/** How long other things of the process may have to wait, in milliseconds. */
const LONGEST_BREATH_MS = 20;

type Head = Due & { readonly source: DueSource };

/** Hears of a source that failed. */
type OnFault = (where: string, error: unknown) => void;

/** Sources, of which one that can do nothing of what is due is left aside after a while. */
export class Patience {
  readonly #sources: readonly DueSource[];
  readonly #onFault: OnFault;
  readonly #idle = new Map<DueSource, number>();

  constructor(sources: readonly DueSource[], onFault: OnFault) {
    this.#sources = sources;
    this.#onFault = onFault;
  }

  /** Whether a source was left aside with something due. */
  get isExhausted(): boolean {
    return [...this.#idle.values()].some((times) => times >= PATIENCE);
  }

  /** The first of every source that has any by `until`, in the order in which they fall due. */
  async heads(until: number): Promise<Head[]> {
    const heads: Head[] = [];
    for (const source of this.#sources) {
      const due = this.#isAside(source) ? null : await nextOf(source, this.#onFault);
      if (due !== null && due.at <= until) heads.push({ ...due, source });
    }
    return heads.toSorted((left, right) => left.at - right.at);
  }

  /** Gives a source its turn. */
  async run(source: DueSource, turn: Turn): Promise<readonly Happened[]> {
    const happened = await source.run(turn).catch((error: unknown): readonly Happened[] => {
      this.#onFault(`scheduler: ${source.name}`, error);
      return [];
    });
    this.#idle.set(source, happened.length > 0 ? 0 : (this.#idle.get(source) ?? 0) + 1);
    return happened;
  }

  #isAside(source: DueSource): boolean {
    return (this.#idle.get(source) ?? 0) >= PATIENCE;
  }
}

/** Does everything that falls due in the span, and what falls due by its being done, in the order in which it does. */
export async function settle(patience: Patience, { until, reach, tell, isOver = () => false }: Span): Promise<void> {
  let since = performance.now();
  while (!isOver()) {
    const [first, second] = await patience.heads(until);
    if (first === undefined) return;
    reach?.(first.at);
    const limit = second?.at ?? until;
    const turn =
      reach === undefined ? { at: limit, until: limit, reach: () => undefined } : { at: first.at, until: limit, reach };
    for (const happened of await patience.run(first.source, turn)) tell(happened);
    if (performance.now() - since > LONGEST_BREATH_MS) {
      await breathe();
      since = performance.now();
    }
  }
}

/** The first thing of all sources. */
export async function firstOf(sources: readonly DueSource[], onFault: OnFault): Promise<Due | null> {
  let first: Due | null = null;
  for (const source of sources) {
    const next = await nextOf(source, onFault);
    if (next !== null && (first === null || next.at < first.at)) first = next;
  }
  return first;
}

/** A source that cannot say has nothing to do. */
async function nextOf(source: DueSource, onFault: OnFault): Promise<Due | null> {
  return source.next().catch((error: unknown) => {
    onFault(`scheduler: ${source.name}`, error);
    return null;
  });
}
