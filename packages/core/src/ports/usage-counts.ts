import type { Awaitable } from '../awaitable.ts';

/** A window of time by some clock, both ends in it, Unix milliseconds. */
export interface UsageWindow {
  readonly now: number;
  readonly since: number;
  readonly until: number;
}

/** The beginning of a window that has none. */
export const SINCE_EVER = Number.MIN_SAFE_INTEGER;

/** Counts what may be done so often in a while, by everybody who works on one state. */
export interface UsageCounts {
  /**
   * Counts one more use. Answers how many there were of the key, this one included, in the window that its first use
   * began. Where `now` lies outside of that, the window that is given begins.
   */
  add(key: string, window: UsageWindow): Awaitable<number>;
}

/** How many keys are remembered; above, the oldest is forgotten first. */
const MAX_REMEMBERED = 100_000;

/** Counts in memory, for one alone. */
export function memoryUsageCounts(): UsageCounts {
  const counts = new Map<string, UsageWindow & { uses: number }>();
  return {
    add(key, window) {
      const { now } = window;
      forgetOldest(counts, now);
      const held = counts.get(key);
      if (held !== undefined && held.since <= now && held.until >= now) return (held.uses += 1);
      // Set anew, a key moves to the end: the first is the one whose window began first.
      counts.delete(key);
      counts.set(key, { ...window, uses: 1 });
      return 1;
    },
  };
}

function forgetOldest(counts: Map<string, UsageWindow>, now: number): void {
  for (const [key, { until }] of counts) {
    if (until >= now && counts.size < MAX_REMEMBERED) return;
    counts.delete(key);
  }
}
