/** How fast calls may follow each other. */
export interface Pace {
  /** Resolves when a call of this name may be made. */
  take(operation: string): Promise<void>;
}

/** Waits that many milliseconds. */
export type Wait = (milliseconds: number) => Promise<void>;

/** Calls that a service counts together, and how many of them a second. */
export interface QuotaGroup {
  readonly operations: RegExp;
  readonly perSecond: number;
}

export const NO_PACE: Pace = { take: () => Promise.resolve() };

/**
 * A token bucket for each group; the first group that an operation belongs to counts it. @param now Unix milliseconds
 */
export function pacedBy(groups: readonly QuotaGroup[], now: () => number, wait: Wait): Pace {
  const buckets = groups.map(({ operations, perSecond }) => ({ operations, gap: 1_000 / perSecond, free: 0 }));
  return {
    async take(operation) {
      const bucket = buckets.find(({ operations }) => operations.test(operation));
      if (bucket === undefined) return;
      const time = now();
      // A bucket that was not used holds the tokens of one second.
      bucket.free = Math.max(bucket.free, time - 1_000) + bucket.gap;
      if (bucket.free > time) await wait(bucket.free - time);
    },
  };
}
