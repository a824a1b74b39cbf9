import type { Attempt } from './attempts.ts';

/**
 * How the waits between attempts grow: `none` where there are none, `single` where one tells nothing, `jitter` where
 * they vary by no rule.
 */
export type WaitShape = 'none' | 'single' | 'immediate' | 'fixed' | 'exponential' | 'jitter' | 'hint';

/** What a program does between attempts without waiting: open a connection, sign. In milliseconds. */
const NO_WAIT_MS = 40;
/** What a busy machine adds to a wait, in milliseconds. */
const SLACK_MS = 150;
/** How much of it more. */
const SLACK_SHARE = 0.25;
/** The least factor from wait to wait that is growth. */
const MIN_FACTOR = 1.4;

/** The milliseconds from the end of each attempt to the begin of the next. */
export function waitsBetween(attempts: readonly Attempt[]): number[] {
  return attempts.slice(1).map(({ startedAt }, at) => {
    const before = attempts[at];
    return Math.max(0, Math.round(startedAt - (before?.endedAt ?? startedAt)));
  });
}

/** @param hintMs what the service said before each wait; `null` where it said nothing */
export function shapeOf(waits: readonly number[], hintMs: number | null): WaitShape {
  const [first] = waits;
  if (first === undefined) return 'none';
  if (waits.every((wait) => wait <= NO_WAIT_MS)) return 'immediate';
  if (hintMs !== null && waits.every((wait) => isAbout(wait, hintMs))) return 'hint';
  if (waits.length === 1) return 'single';
  if (isFixed(waits)) return 'fixed';
  return isExponential(waits) ? 'exponential' : 'jitter';
}

/** Whether a wait is as long as it should be, on a machine that is never early and may be late. */
function isAbout(wait: number, expected: number): boolean {
  return wait >= expected - NO_WAIT_MS && wait <= expected * (1 + SLACK_SHARE) + SLACK_MS;
}

function isFixed(waits: readonly number[]): boolean {
  const least = Math.min(...waits);
  return waits.every((wait) => isAbout(wait, least));
}

/** Whether each is the one before times one factor, up to a limit at which they stay. The first may be none. */
function isExponential(waits: readonly number[]): boolean {
  const grown = (waits[0] ?? 0) <= NO_WAIT_MS ? waits.slice(1) : waits;
  const most = Math.max(...grown);
  const limit = grown.findIndex((wait) => isAbout(most, wait));
  const factors = grown.slice(1, limit + 1).map((wait, at) => wait / Math.max(1, grown[at] ?? 1));
  return grown.slice(limit).every((wait) => isAbout(most, wait)) && isOneFactor(factors);
}

/** The last may be smaller: it leads to the limit. */
function isOneFactor(factors: readonly number[]): boolean {
  const last = factors.at(-1) ?? 0;
  const before = factors.length > 1 ? factors.slice(0, -1) : factors;
  const least = Math.min(...before);
  const most = least * (1 + 2 * SLACK_SHARE);
  return last > 1 && last <= most && before.every((factor) => factor >= MIN_FACTOR && factor <= most);
}

/** The mean, in milliseconds; of several without the first, as many clients try once more at once. */
export function meanWait(waits: readonly number[]): number | null {
  const counted = waits.length > 1 ? waits.slice(1) : [];
  return counted.length === 0 ? null : Math.round(totalOf(counted) / counted.length);
}

export function totalOf(waits: readonly number[]): number {
  return waits.reduce((sum, wait) => sum + wait, 0);
}
