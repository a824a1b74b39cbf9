import { andThen, type Awaitable, type UsageCounts } from '@dragoman/core';

const SECOND_MS = 1_000;

/**
 * Counts the requests of each user in the second that is running.
 * @param limit how many requests of a user pass in one second
 * @returns whether one more request passes. @param now Unix milliseconds
 */
export function throttle(usage: UsageCounts, limit: number): (user: string, now: number) => Awaitable<boolean> {
  return (user, now) => {
    const since = Math.floor(now / SECOND_MS) * SECOND_MS;
    const uses = usage.add(`huawei ${user}`, { now, since, until: since + SECOND_MS - 1 });
    return andThen(uses, (count) => count <= limit);
  };
}
