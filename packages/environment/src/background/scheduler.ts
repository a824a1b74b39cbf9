import type { Clock } from '@dragoman/core';

import type { Done, Due, DueSource } from './due.ts';
import { peekFirst, runWindow, SourceBackoff, type Window } from './run-window.ts';

export type { Done } from './due.ts';

/** Does what falls due, in the order in which it does. */
export interface Scheduler {
  /** Does everything that fell due by now, and what falls due by its being done. */
  runDue(): Promise<Done>;
  /** What falls due next; `null` when nothing will. */
  next(): Promise<Due | null>;
  /**
   * Lets `work` decide what is done when: until it ends nothing else is done of what falls due. Works wait for each
   * other, in turn.
   */
  runExclusive<Result>(work: (run: (window: Window) => Promise<void>) => Promise<Result>): Promise<Result>;
  /** Something falls due at `dueAt`, which the scheduler may not know yet. */
  wake(dueAt: number): void;
  /** Starts nothing more and waits for what is being done. */
  close(): Promise<void>;
}

/** What a scheduler is made of. */
export interface SchedulerParts {
  readonly sources: readonly DueSource[];
  /** `isStill` while no time passes by itself, and nothing falls due by waiting. */
  readonly clock: Clock & { readonly isPaused?: boolean };
  readonly onError: (where: string, error: unknown) => void;
}

/** The longest sleep, in milliseconds: another gateway over the same store wakes nobody here. */
const LONGEST_SLEEP_MS = 30_000;

/** The sleep after a source could do nothing of what is due, in milliseconds. */
const STUCK_SLEEP_MS = 5_000;

/** A scheduler that sleeps until something falls due. The sleep keeps no process alive. */
export function startScheduler({ sources, clock, onError }: SchedulerParts): Scheduler {
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let plannedAt = Infinity;
  let running: Promise<unknown> = Promise.resolve();

  function sleep(delay: number): void {
    if (isClosed) return;
    clearTimeout(timer);
    plannedAt = clock.now() + delay;
    timer = setTimeout(() => {
      void runDue();
    }, delay).unref();
  }

  function untilDue(dueAt: number): number {
    const left = Math.max(dueAt - clock.now(), 0);
    return left > 0 && clock.isPaused === true ? LONGEST_SLEEP_MS : Math.min(left, LONGEST_SLEEP_MS);
  }

  async function sleepUntilNext(isStuck: boolean): Promise<void> {
    const next = isClosed ? null : await peekFirst(sources, onError);
    const wanted = next === null ? LONGEST_SLEEP_MS : untilDue(next.at);
    sleep(isStuck ? Math.max(wanted, STUCK_SLEEP_MS) : wanted);
  }

  async function runExclusive<Result>(
    work: (run: (window: Window) => Promise<void>) => Promise<Result>,
  ): Promise<Result> {
    const backoff = new SourceBackoff(sources, onError);
    const turn = running.then(() =>
      work((window) => runWindow(backoff, { ...window, shouldStop: () => isClosed || window.shouldStop?.() === true })),
    );
    running = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      await sleepUntilNext(backoff.isExhausted);
    }
  }

  async function runDue(): Promise<Done> {
    return runExclusive(async (run) => {
      const done: Record<string, number> = {};
      await run({
        until: clock.now(),
        tell: ({ what, count }) => {
          done[what] = (done[what] ?? 0) + count;
        },
      });
      return done;
    });
  }

  sleep(0);
  return {
    runDue,
    next: () => peekFirst(sources, onError),
    runExclusive,
    wake(dueAt) {
      if (dueAt < plannedAt) sleep(untilDue(dueAt));
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
