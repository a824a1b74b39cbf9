import type { ControlClient } from '@dragoman/control';

import { secretNameIn, VALUE_READS } from '../program/value-reads.ts';
import type { TimedRead } from './timeline.ts';

const PAGE = 1_000;

/** The names of the secrets whose values were read in a sandbox so far. */
export async function secretsRead(control: ControlClient): Promise<string[]> {
  return [...new Set((await readsOf(control, 0)).map(({ secret }) => secret))];
}

/** Every read of a current value. @param startedAt what times count from, in milliseconds since 1970 */
export async function readsOf(control: ControlClient, startedAt: number): Promise<TimedRead[]> {
  const reads: TimedRead[] = [];
  let after = 0;
  let more = true;
  while (more) {
    const page = await control.journal.list({ after, limit: PAGE, outcome: 'success' });
    for (const { operation, call, resource, time } of page.entries) {
      if (operation === null || !VALUE_READS.has(operation) || isOfOldVersion(call)) continue;
      const at = Date.parse(time) - startedAt;
      for (const name of call?.names ?? [resource ?? '']) reads.push({ secret: secretNameIn(name), at });
    }
    [after, more] = [page.last, page.more];
  }
  return reads;
}

/** Whoever names a version, or another stage than the current one, reads no current value. */
function isOfOldVersion(call: { readonly version: string; readonly stage: string | null } | null): boolean {
  if (call === null) return false;
  return call.version === 'id' || (call.version === 'stage' && !/current$/i.test(call.stage ?? ''));
}
