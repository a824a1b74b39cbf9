import { andThen, type Awaitable, type Clock, type UsageCounts } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import type { VendorError } from '@dragoman/protocol-kit';

import { rejection } from './errors/rejections.ts';
import { REQUEST_HELP } from './messages/requests.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

/** The documented quotas of an account in a region: calls in a window. Operations that share one count together. */
const QUOTAS = {
  'make-or-delete-secret': [10, SECOND_MS],
  'read-secret': [450, SECOND_MS],
  secret: [40, SECOND_MS],
  'rotate-secret': [50, HOUR_MS],
  'make-key': [10, SECOND_MS],
  'read-key': [50, SECOND_MS],
  'write-key': [30, SECOND_MS],
  'use-key': [750, SECOND_MS],
  'use-asymmetric-key': [200, SECOND_MS],
} as const satisfies Record<string, readonly [calls: number, windowMs: number]>;

export type Quota = keyof typeof QUOTAS;

/**
 * Counts calls in fixed windows of the clock.
 * @returns rejects the call above a quota. @throws VendorError Rejected.Throttling
 */
export function throttle(clock: Clock, usage: UsageCounts): (address: string, quota: Quota) => Awaitable<void> {
  const count = callCounter(clock, usage);
  return (address, quota) => {
    const [calls, windowMs] = QUOTAS[quota];
    return andThen(count(`${address} ${quota}`, calls, windowMs), (timeLeftMs) => {
      if (timeLeftMs === null) return;
      throw throttlingError(quota, timeLeftMs, REQUEST_HELP.quota({ calls, windowMs: windowMs / SECOND_MS }));
    });
  };
}

/**
 * Counts calls in fixed windows of the clock.
 * @returns counts a call of a key; milliseconds until the window ends where it is above the limit, else `null`
 */
export function callCounter(
  clock: Clock,
  usage: UsageCounts,
): (key: string, calls: number, windowMs: number) => Awaitable<number | null> {
  return (key, calls, windowMs) => {
    const now = clock.now();
    const since = Math.floor(now / windowMs) * windowMs;
    const uses = usage.add(`aliyun ${key}`, { now, since, until: since + windowMs - 1 });
    return andThen(uses, (count) => (count <= calls ? null : since + windowMs - now));
  };
}

/** What a call above a quota is rejected with. @param timeLeftMs until the window ends */
export function throttlingError(quota: Quota, timeLeftMs: number, help: Message): VendorError {
  return rejection('quota', help).withHeaders(throttleHints('x-ratelimit-user-api', QUOTAS[quota][0], timeLeftMs));
}

/**
 * When to come back, as SDKs read it: newer Tea clients (alibabacloud-tea-openapi 0.4.6) the one header, older ones and
 * aliyun-java-sdk-core the other. @NOTE unverified: that KMS sends them, which the gateway does for some products
 */
export function throttleHints(
  name: 'x-ratelimit-user-api' | 'x-ratelimit-user',
  limit: number,
  timeLeftMs: number,
): Record<string, string> {
  return { 'x-acs-retry-after': String(timeLeftMs), [name]: `Limit:${limit},Remain:0,TimeLeft:${timeLeftMs}` };
}
