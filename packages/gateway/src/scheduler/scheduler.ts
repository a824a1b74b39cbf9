import type { Clock } from '@dragoman/core';

/** How much of what was done, by what it is. */
export type Done = Readonly<Record<string, number>>;

/** One kind of thing that falls due. */
export interface DueSource {
  readonly name: string;
  /** When the first of it falls due, Unix milliseconds; `null` when none will. */
  next(): Promise<number | null>;
  /** Does some or all of what fell due by `until`, the longest due first. An empty answer means that nothing can be done yet. */
  run(until: number): Promise<Done>;
}

/** Does what falls due, in the order in which it does. */
export interface Scheduler {
  /** Does everything that fell due by `now`, no later than the clock, and what falls due by its being done. Runs do not overlap. */
  runDue(now?: number): Promise<Done>;
  /** Something falls due at `dueAt`, which the scheduler may not know yet. */
  wake(dueAt: number): void;
  /** Starts nothing more and waits for what is being done. */
  close(): Promise<void>;
}

/** What a scheduler is made of. */
export interface SchedulerParts {
  readonly sources: readonly DueSource[];
  readonly clock: Clock;
  readonly onFault: (where: string, error: unknown) => void;
}

/** The longest sleep, in milliseconds: another gateway over the same store wakes nobody here, and a clock may be set. */
const LONGEST_SLEEP_MS = 30_000;

/** The sleep after a source could do nothing of what is due, in milliseconds. */
const STUCK_SLEEP_MS = 5_000;

/** A scheduler that sleeps until something falls due. The sleep keeps no process alive. */
export function startScheduler(parts: SchedulerParts): Scheduler {
  const { clock } = parts;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let plannedAt = Infinity;
  let running: Promise<unknown> = Promise.resolve();

  function sleep(delay: number): void {
    if (isClosed) return;
    clearTimeout(timer);
    plannedAt = clock.now() + delay;
    timer = setTimeout(() => { void run(); }, delay).unref();
  }

  async function run(now?: number): Promise<Done> {
    const turn = running.then(() => settle(parts, now ?? clock.now(), () => isClosed));
    running = turn.catch(() => undefined);
    const { done, isStuck } = await turn;
    const next = await earliest(parts);
    const wanted = next === null ? LONGEST_SLEEP_MS : Math.min(Math.max(next - clock.now(), 0), LONGEST_SLEEP_MS);
    sleep(isStuck ? Math.max(wanted, STUCK_SLEEP_MS) : wanted);
    return done;
  }

  sleep(0);
  return {
    runDue: run,
    wake(dueAt) {
      if (dueAt < plannedAt) sleep(Math.min(Math.max(dueAt - clock.now(), 0), LONGEST_SLEEP_MS));
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Lets the source whose first thing has been due the longest work until another source's turn comes. */
async function settle(parts: SchedulerParts, now: number, isClosed: () => boolean): Promise<{ readonly done: Done; readonly isStuck: boolean }> {
  const done: Record<string, number> = {};
  const stuck = new Set<DueSource>();
  while (!isClosed()) {
    const due = await dueHeads(parts, stuck, now);
    const [first, second] = due;
    if (first === undefined) break;
    const counts = await first.source.run(second?.at ?? now).catch((error: unknown): Done => {
      parts.onFault(`scheduler: ${first.source.name}`, error);
      return {};
    });
    for (const [what, count] of Object.entries(counts)) if (count > 0) done[what] = (done[what] ?? 0) + count;
    if (Object.keys(counts).length === 0) stuck.add(first.source);
  }
  return { done, isStuck: stuck.size > 0 };
}

async function dueHeads(
  { sources, onFault }: SchedulerParts,
  stuck: ReadonlySet<DueSource>,
  now: number,
): Promise<{ readonly source: DueSource; readonly at: number }[]> {
  const heads = await Promise.all(sources.filter((source) => !stuck.has(source)).map(async (source) => ({ source, at: await nextOf(source, onFault) })));
  return heads.filter((head): head is typeof head & { at: number } => head.at !== null && head.at <= now).toSorted((left, right) => left.at - right.at);
}

async function earliest({ sources, onFault }: SchedulerParts): Promise<number | null> {
  const times = (await Promise.all(sources.map((source) => nextOf(source, onFault)))).filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** A source that cannot say has nothing to do. */
async function nextOf(source: DueSource, onFault: SchedulerParts['onFault']): Promise<number | null> {
  return source.next().catch((error: unknown) => {
    onFault(`scheduler: ${source.name}`, error);
    return null;
  });
}
