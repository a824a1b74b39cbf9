import { andThen, type Awaitable, SINCE_EVER, type UsageCounts } from '@dragoman/core';

import { REQUEST_HELP } from '../messages/requests.ts';
import { TIMESTAMP_WINDOW_MS } from '../names.ts';
import { rejection } from '../errors/rejections.ts';

/** Rejects a nonce that its key has used. @param times all that callers' clocks may read, Unix milliseconds */
export type ConsumeNonce = (accessKeyId: string, nonce: string, times: readonly number[]) => Awaitable<void>;

/**
 * Remembers nonces as long as the time of a request that carried one may pass: 15 minutes before it and after.
 * A clock that was set may let the time of a request pass again: what counts is all that callers' clocks may read.
 * @returns throws VendorError SignatureNonceUsed
 */
export function nonceMemory(usage: UsageCounts): ConsumeNonce {
  return (accessKeyId, nonce, times) => {
    const now = Math.min(...times);
    const until = Math.max(...times) + 2 * TIMESTAMP_WINDOW_MS;
    const uses = usage.add(`aliyun nonce ${accessKeyId} ${nonce}`, { now, since: SINCE_EVER, until });
    return andThen(uses, (count) => {
      if (count > 1) throw rejection('nonceReused', REQUEST_HELP.nonceOnce);
    });
  };
}
