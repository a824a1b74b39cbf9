import type { MadeRequest } from '@dragoman/facts';
import type { Journal } from '@dragoman/journal';

/** So many entries are shown at a time, so that a long journal is not in memory twice. */
const PAGE = 1_000;

/** Every request that the journal still has, how many it has no more, and up to which sequence it was read. */
export async function requestsAfter(
  { reader }: Journal,
  after: number,
): Promise<{ readonly requests: MadeRequest[]; readonly dropped: number; readonly last: number }> {
  const requests: MadeRequest[] = [];
  let dropped = 0;
  let last = after;
  for (let more = true; more;) {
    const page = await reader.list({ filter: {}, after: last, limit: PAGE });
    for (const { door, operation, method, path, code, status, unread, call } of page.entries)
      requests.push({ door, operation, method, path, code, status, unread, given: Object.keys(call?.flags ?? {}) });
    dropped += page.dropped;
    ({ last, more } = page);
  }
  return { requests, dropped, last };
}
