import type { JournalRecord } from './journal-record.ts';
import { RejectedRequests } from './rejected-requests.ts';
import { Ring } from './ring.ts';
import type { JournalSettings } from './settings.ts';

/** What a journal remembers, between its writer and its readers. */
export class JournalMemory {
  readonly ring: Ring;
  /** Rejected requests as they came in, secrets and all. */
  readonly rejected: RejectedRequests;
  /** Whose the credentials of a rejected request are is being looked up. */
  readonly pendingClaims = new Set<Promise<void>>();
  readonly #ended = new AbortController();
  #followers: (() => void)[] = [];
  #clearedTo = 0;
  #lost: { readonly at: number; readonly count: number }[] = [];

  /** Half of the bytes are for the records, half for rejected requests. */
  constructor({ entries, bytes }: Pick<JournalSettings, 'entries' | 'bytes'>) {
    this.rejected = new RejectedRequests(bytes / 2);
    this.ring = new Ring({ entries, bytes: bytes / 2 }, (sequence) => {
      this.rejected.drop(sequence);
    });
  }

  /** Ends when the journal closes. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** A record is whole. */
  added(record: JournalRecord): void {
    this.ring.added(record);
    if (this.#followers.length === 0) return;
    const followers = this.#followers;
    this.#followers = [];
    for (const wake of followers) wake();
  }

  /** Resolves when the next record is whole, or at the signal. */
  async next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#followers.push(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** How many records behind this sequence were lost: evicted, not cleared. */
  droppedAfter(after: number): number {
    return Math.max(0, this.ring.first - 1 - Math.max(after, this.#clearedTo)) + this.lostAfter(after);
  }

  /** So many requests were answered by somebody whose record of them is gone. */
  lose(count: number): void {
    if (count > 0) this.#lost.push({ at: this.ring.last, count });
  }

  /** How many of them may have come behind this sequence. */
  lostAfter(after: number): number {
    return this.#lost.reduce((sum, { at, count }) => (at >= after ? sum + count : sum), 0);
  }

  /** Forgets every record; sequences go on. Answers how many there were. */
  clear(): number {
    this.rejected.clear();
    this.#clearedTo = this.ring.last;
    this.#lost = [];
    return this.ring.clear();
  }

  /** Ends what follows. */
  close(): void {
    this.#ended.abort();
  }
}
