import type { JournalEntry } from '../program/journal.ts';

/** One try of a call. */
export interface Attempt {
  /** When it came in, milliseconds of one clock. */
  readonly startedAt: number;
  /** When it was answered, or broke. */
  readonly endedAt: number;
  /** Whether the client has got its answer. */
  readonly isAnswered: boolean;
}

/** The calls of an operation that are the same to whoever looks at the journal. */
function sameCallKey({ door, operation, resource }: Pick<JournalEntry, 'door' | 'operation' | 'resource'>): string {
  return JSON.stringify([door, operation, resource]);
}

/**
 * The tries of the call that met a fault first: its requests from that on, up to the one that is answered.
 * @param entries in the order in which they were answered
 * @param countedBefore how often the program makes the same call when nothing fails, by its key: so many requests are
 * no second try
 */
export function attemptsIn(entries: readonly JournalEntry[], countedBefore: ReadonlyMap<string, number>): Attempt[] {
  const first = entries.findIndex(({ injected }) => injected);
  const met = entries[first];
  if (met === undefined) return [];
  const key = sameCallKey(met);
  const same = entries.filter((entry) => sameCallKey(entry) === key);
  const own = countedBefore.get(key) ?? 1;
  const rest = entries.slice(first).filter((entry) => sameCallKey(entry) === key);
  if (own > 1 && same.length <= own) return rest.slice(0, 1).map(attemptOf);
  const answered = rest.findIndex(isAnswered);
  return (answered === -1 ? rest : rest.slice(0, answered + 1)).map(attemptOf);
}

function isAnswered({ outcome, injected }: JournalEntry): boolean {
  return outcome === 'success' && !injected;
}

function attemptOf(entry: JournalEntry): Attempt {
  const startedAt = Date.parse(entry.time);
  return { startedAt, endedAt: startedAt + entry.duration_ms, isAnswered: isAnswered(entry) };
}

/** How often each call was made. */
export function countCalls(entries: readonly JournalEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(sameCallKey(entry), (counts.get(sameCallKey(entry)) ?? 0) + 1);
  return counts;
}
