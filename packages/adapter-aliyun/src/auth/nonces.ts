import { REQUEST_HELP } from '../messages/requests.ts';
import { TIMESTAMP_WINDOW_MS } from '../names.ts';
import { rejection } from '../errors/rejections.ts';

/** How many nonces are remembered; above, the oldest is forgotten first. */
const MAX_REMEMBERED = 100_000;

/**
 * Remembers nonces as long as the time of a request that carried one may pass: 15 minutes before it and after.
 * A clock that was set may let the time of a request pass again: what counts is all that callers' clocks may read.
 * @returns rejects a nonce that its key has used. @throws VendorError SignatureNonceUsed
 */
export function nonceMemory(): (accessKeyId: string, nonce: string, times: readonly number[]) => void {
  const usedUntil = new Map<string, number>();
  return (accessKeyId, nonce, times) => {
    const now = Math.min(...times);
    for (const [key, until] of usedUntil) {
      if (until >= now && usedUntil.size < MAX_REMEMBERED) break;
      usedUntil.delete(key);
    }
    const key = `${accessKeyId} ${nonce}`;
    if (usedUntil.has(key)) {
      throw rejection('nonceReused', REQUEST_HELP.nonceOnce);
    }
    usedUntil.set(key, Math.max(...times) + 2 * TIMESTAMP_WINDOW_MS);
  };
}
