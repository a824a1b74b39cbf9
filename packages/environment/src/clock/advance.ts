import { MAX_TIME } from '@dragoman/input';

import type { Due, Happened } from '../background/due.ts';
import type { Scheduler } from '../background/scheduler.ts';
import type { ClockSetting, SignatureTimes, VirtualClock } from './virtual-clock.ts';

/** What of an environment has to do with time. */
export interface Timed {
  readonly clock: VirtualClock;
  readonly scheduler: Pick<Scheduler, 'runExclusive' | 'next'>;
}

/** How far to go: so many milliseconds, to a time, or to when something falls due. */
export type TargetTime = { readonly byMs: number } | { readonly at: number } | 'next';

/** What of a clock is to change. */
export interface ClockChange {
  /** `stop` freezes it where it is. */
  readonly setting?: ClockSetting | 'stop' | undefined;
  readonly signatures?: SignatureTimes | undefined;
}

/** What was done of what fell due. */
export interface AdvanceReport {
  /** In the order in which it was done, what came together as one; after so many entries only totals are kept. */
  readonly done: readonly Happened[];
  /** Whether entries are missing. */
  readonly truncated: boolean;
  readonly totals: Readonly<Record<string, number>>;
}

/** A goal that cannot be reached: it is past, later than any time here, or nothing falls due. */
export class InvalidTargetTimeError extends Error {
  override readonly name = 'InvalidTargetTimeError';
  readonly reason: 'past' | 'too-late' | 'nothing-due';

  constructor(reason: InvalidTargetTimeError['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** How many entries of what was done are kept. */
const MAX_ENTRIES = 1_000;

/**
 * Sets the clock, as one goes on that was asleep until then: what fell due meanwhile is done at the time that it is set
 * to, each thing once.
 */
export async function setClock(
  { clock, scheduler }: Timed,
  { setting, signatures }: ClockChange,
): Promise<AdvanceReport> {
  return scheduler.runExclusive(async (runWindow) => {
    if (setting !== undefined) clock.set(setting === 'stop' ? { mode: 'frozen', at: clock.now() } : setting);
    if (signatures !== undefined) clock.signatures = signatures;
    const report = newReport();
    await runWindow({ until: clock.now(), onDone: report.add });
    return report.read();
  });
}

/**
 * Advances the clock to a goal. It stops at every time at which something falls due, and that is done then: a secret
 * that rotates daily has a version a day afterwards. What is done may make more fall due, which is done too. Others who
 * advance or set it wait.
 * @param signal leaves off, with the clock where it is by then
 * @throws InvalidTargetTimeError
 */
export async function advanceClock(
  { clock, scheduler }: Timed,
  target: TargetTime,
  signal?: AbortSignal,
): Promise<AdvanceReport> {
  return scheduler.runExclusive(async (runWindow) => {
    const until = timeOf(target, clock.now(), target === 'next' ? await scheduler.next() : null);
    const report = newReport();
    const shouldStop = (): boolean => signal?.aborted === true;
    clock.pauseAt(clock.now());
    const advanceTo = (time: number): void => {
      clock.pauseAt(Math.max(time, clock.now()));
    };
    try {
      await runWindow({ until: until, advanceTo, onDone: report.add, shouldStop });
      if (!shouldStop()) advanceTo(until);
    } finally {
      clock.resume();
    }
    return report.read();
  });
}

/** @throws InvalidTargetTimeError */
function timeOf(target: TargetTime, now: number, next: Due | null): number {
  if (target === 'next') {
    if (next === null) throw new InvalidTargetTimeError('nothing-due');
    return Math.max(next.at, now);
  }
  const time = 'byMs' in target ? now + target.byMs : target.at;
  if (time < now) throw new InvalidTargetTimeError('past');
  if (time > MAX_TIME) throw new InvalidTargetTimeError('too-late');
  return time;
}

function newReport(): { readonly add: (happened: Happened) => void; readonly read: () => AdvanceReport } {
  const done: Happened[] = [];
  const totals: Record<string, number> = {};
  let truncated = false;
  return {
    add(happened) {
      const { at, what, count } = happened;
      totals[what] = (totals[what] ?? 0) + count;
      const last = done.at(-1);
      if (last?.at === at && last.what === what) done[done.length - 1] = { at, what, count: last.count + count };
      else if (done.length < MAX_ENTRIES) done.push(happened);
      else truncated = true;
    },
    read: () => ({ done, truncated, totals }),
  };
}
