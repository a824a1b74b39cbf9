import type { ControlClient } from '@dragoman/control';

/** How many requests one call lists. */
const PAGE = 1_000;

export type JournalEntry = Awaited<ReturnType<ControlClient['journal']['list']>>['entries'][number];

/** Every request that the journal of a sandbox has, in the order in which they came in. */
export async function requestsOf(control: ControlClient): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  let [after, more] = [0, true];
  while (more) {
    const page = await control.journal.list({ after, limit: PAGE });
    entries.push(...page.entries);
    [after, more] = [page.last, page.more];
  }
  return entries.toSorted((left, right) => left.time.localeCompare(right.time) || left.sequence - right.sequence);
}
