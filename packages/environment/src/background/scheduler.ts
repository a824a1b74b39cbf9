import type { Clock } from '@dragoman/core';

import type { Done, Due, DueItem, DueSource } from './due.ts';
import { peekFirst, runWindow, SourceBackoff, type Window } from './run-window.ts';

export type { Done } from './due.ts';

/** What a scheduler goes by. */
export interface SchedulerParts {
  /** `isPaused` while no time passes by itself, and nothing falls due by waiting. */
  readonly clock: Clock & { readonly isPaused?: boolean };
  readonly onError: (where: string, error: unknown) => void;
}

/** Runs what falls due within a window of time. */
export type RunWindow = (window: Window) => Promise<void>;

/** The longest sleep, in milliseconds: another gateway over the same store wakes nobody here. */
const MAX_SLEEP_MS = 30_000;

/** The sleep after a source could do nothing of what is due, in milliseconds. */
const STUCK_SLEEP_MS = 5_000;

/**
 * Does what falls due, in the order in which it does. It is idle until it is started; then it sleeps until something
 * falls due, and its sleep keeps no process alive.
 */
export class Scheduler {
  readonly #clock: SchedulerParts['clock'];
  readonly #onError: SchedulerParts['onError'];
  #sources: readonly DueSource[] = [];
  #state: 'idle' | 'started' | 'closed' = 'idle';
  #timer: NodeJS.Timeout | undefined;
  #plannedAt = Infinity;
  #running: Promise<unknown> = Promise.resolve();

  constructor({ clock, onError }: SchedulerParts) {
    this.#clock = clock;
    this.#onError = onError;
  }

  /** Begins with what is due already. */
  start(sources: readonly DueSource[]): void {
    this.#sources = sources;
    this.#state = 'started';
    this.#sleep(0);
  }

  /** What falls due next; `null` when nothing will. */
  async next(): Promise<Due | null> {
    return peekFirst(this.#sources, this.#onError);
  }

  /** What falls due, in its order. @param limit how many at most */
  async upcoming(limit: number): Promise<DueItem[]> {
    const all = await Promise.all(this.#sources.map((source) => source.upcoming(limit)));
    return all
      .flat()
      .toSorted((left, right) => left.at - right.at)
      .slice(0, limit);
  }

  /** Something falls due at `dueAt`, which the scheduler may not know yet. */
  wake(dueAt: number): void {
    if (dueAt < this.#plannedAt) this.#sleep(this.#untilDue(dueAt));
  }

  /** Does everything that fell due by now, and what falls due by its being done. */
  async runDue(): Promise<Done> {
    return this.runExclusive(async (run) => {
      const done: Record<string, number> = {};
      await run({
        until: this.#clock.now(),
        onDone: ({ what, count }) => {
          done[what] = (done[what] ?? 0) + count;
        },
      });
      return done;
    });
  }

  /**
   * Lets `work` decide what is done when: until it ends nothing else is done of what falls due. Works wait for each
   * other, in turn.
   */
  async runExclusive<Result>(work: (run: RunWindow) => Promise<Result>): Promise<Result> {
    const backoff = new SourceBackoff(this.#sources, this.#onError);
    const isClosed = (): boolean => this.#state === 'closed';
    const done = this.#running.then(() =>
      work((window) =>
        runWindow(backoff, { ...window, shouldStop: () => isClosed() || window.shouldStop?.() === true }),
      ),
    );
    this.#running = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      await this.#sleepUntilNext(backoff.isExhausted);
    }
  }

  /** Starts nothing more and waits for what is being done. */
  async close(): Promise<void> {
    this.#state = 'closed';
    clearTimeout(this.#timer);
    await this.#running;
  }

  #sleep(delay: number): void {
    if (this.#state !== 'started') return;
    clearTimeout(this.#timer);
    this.#plannedAt = this.#clock.now() + delay;
    this.#timer = setTimeout(() => {
      void this.runDue();
    }, delay).unref();
  }

  #untilDue(dueAt: number): number {
    const delay = Math.max(dueAt - this.#clock.now(), 0);
    return delay > 0 && this.#clock.isPaused === true ? MAX_SLEEP_MS : Math.min(delay, MAX_SLEEP_MS);
  }

  async #sleepUntilNext(isStuck: boolean): Promise<void> {
    const next = this.#state === 'closed' ? null : await this.next();
    const delay = next === null ? MAX_SLEEP_MS : this.#untilDue(next.at);
    this.#sleep(isStuck ? Math.max(delay, STUCK_SLEEP_MS) : delay);
  }
}
