import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

import type { Services } from '@dragoman/core';
import type { GivenRejection, WireRequest } from '@dragoman/protocol-kit';

import type { CredentialOwners } from './credential-owners.ts';
import { entryOf, type JournalEntry } from './entry.ts';
import { type Filter, matchesFilter, type ResolvedFilter, resolveFilter } from './filter.ts';
import { identityNames } from './identity-names.ts';
import type { JournalMemory } from './journal-memory.ts';
import type { JournalRecord } from './journal-record.ts';
import type { SecretRedactor } from './secret-redactor.ts';

/** What a journal's reader goes by. */
export interface ReaderParts {
  readonly services: Pick<Services, 'identities' | 'sealer'>;
  readonly owners: CredentialOwners;
  readonly redactor: SecretRedactor;
}

/** Which entries to list. */
export interface Page {
  readonly filter: Filter;
  /** Unix milliseconds; from `since` on, before `until`. */
  readonly since?: number;
  readonly until?: number;
  /** Only those behind this sequence. */
  readonly after: number;
  readonly limit: number;
  /** The newest of them in place of the oldest. */
  readonly newest?: boolean;
}

/** Entries in their order. */
export interface JournalPage {
  readonly entries: JournalEntry[];
  /** How many behind `after` were lost: the journal is bounded. */
  readonly dropped: number;
  /** The sequence up to which was read. */
  readonly last: number;
  readonly more: boolean;
}

/** A rejected request as it came in, secrets and all, and what the journal says of it. */
export interface RejectedRequest {
  readonly request: WireRequest;
  /** What was said of it. */
  readonly rejection: GivenRejection;
  readonly entry: JournalRecord;
}

/** How many entries a follower is given at a time. */
const BATCH = 256;

/** How much is redacted without a break, in UTF-16 units. */
const YIELD_CHARACTERS = 64 * 1_024;

/** Shows what a journal remembers, without secrets. */
export class JournalReader {
  readonly #parts: ReaderParts;
  readonly #memory: JournalMemory;

  constructor(memory: JournalMemory, parts: ReaderParts) {
    this.#memory = memory;
    this.#parts = parts;
  }

  /** How many entries were evicted since the start. */
  get evicted(): number {
    return this.#memory.ring.evicted;
  }

  /** The sequence of the last request; 0 before the first. */
  get last(): number {
    return this.#memory.ring.last;
  }

  /** How many are remembered. */
  get size(): number {
    return this.#memory.ring.last - this.#memory.ring.first + 1;
  }

  /** The rejected request of this id as it came in, while it is remembered. Never to be shown whole. */
  requestOf(requestId: string): RejectedRequest | null {
    const entry = this.#find(requestId);
    const kept = entry === null ? null : this.#memory.rejected.get(entry.sequence);
    return entry === null || kept === null
      ? null
      : { request: kept.request, rejection: kept.rejection, entry: { ...entry } };
  }

  /** The latest entry of this request id, with or without dashes. */
  async get(requestId: string): Promise<JournalEntry | null> {
    await this.settled();
    const record = this.#find(requestId);
    return record === null ? null : this.entryFor(record);
  }

  async list(page: Page): Promise<JournalPage> {
    await this.settled();
    const resolvedFilter = await this.resolvedFilter(page.filter);
    const { since = -Infinity, until = Infinity, after, limit } = page;
    const found: JournalRecord[] = [];
    let more = false;
    for (const record of this.recordsAfter(after, page.newest)) {
      if (record.receivedAt < since || record.receivedAt >= until || !matchesFilter(record, resolvedFilter)) continue;
      more = found.length === limit;
      if (more) break;
      found.push({ ...record });
    }
    if (page.newest === true) found.reverse();
    const last =
      more && page.newest !== true ? (found.at(-1)?.sequence ?? after) : Math.max(after, this.#memory.ring.last);
    const dropped = this.#memory.droppedAfter(after);
    return { entries: await this.#entriesFor(found), dropped, last, more };
  }

  /**
   * Entries as they come, until the signal, and what was lost where its reader is too slow: nothing is kept for readers
   * but the journal itself.
   */
  async *follow(
    filter: Filter,
    after: number | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<{ entry: JournalEntry } | { dropped: number }> {
    const until = AbortSignal.any([signal, this.#memory.ended]);
    let last = after ?? this.#memory.ring.last;
    while (!until.aborted) {
      const page = await this.list({ filter, after: last, limit: BATCH });
      last = page.last;
      if (page.dropped > 0) yield { dropped: page.dropped };
      for (const entry of page.entries) yield { entry };
      if (this.#memory.ring.last <= last) await this.#memory.next(until);
    }
  }

  /** The filter with all names that an identity has in this environment. */
  async resolvedFilter(filter: Filter): Promise<ResolvedFilter> {
    return resolveFilter(filter, (text) => identityNames(this.#parts.services, text));
  }

  /** Once it is known of every rejected request whom it says it is from. */
  async settled(): Promise<void> {
    while (this.#memory.pendingClaims.size > 0) await Promise.all(this.#memory.pendingClaims);
  }

  /** The ring's own records, which are written anew when it comes round. */
  *recordsAfter(after: number, backwards = false): Generator<JournalRecord> {
    const [first, last] = [Math.max(after + 1, this.#memory.ring.first), this.#memory.ring.last];
    for (let count = 0; count <= last - first; count += 1) {
      const record = this.#memory.ring.at(backwards ? last - count : first + count);
      if (record !== undefined) yield record;
    }
  }

  /** How many entries behind this sequence were lost. */
  droppedAfter(after: number): number {
    return this.#memory.droppedAfter(after);
  }

  /** How many of those went with a gateway that ended. */
  lostAfter(after: number): number {
    return this.#memory.lostAfter(after);
  }

  /** A record as it may be shown to anybody. */
  async entryFor(record: JournalRecord): Promise<JournalEntry> {
    return entryOf({ ...record }, (text) => this.redact(text));
  }

  async #entriesFor(records: readonly JournalRecord[]): Promise<JournalEntry[]> {
    const redacted = new Map<string, Promise<string>>();
    let characters = 0;
    const redact = (text: string): Promise<string> => {
      const known = redacted.get(text);
      if (known !== undefined) return known;
      characters += text.length;
      const safe = this.redact(text);
      redacted.set(text, safe);
      return safe;
    };
    const entries: JournalEntry[] = [];
    for (const record of records) {
      entries.push(await entryOf(record, redact));
      // Long texts take their time, and others are to be answered meanwhile.
      if (characters < YIELD_CHARACTERS) continue;
      characters = 0;
      await yieldToEventLoop();
    }
    return entries;
  }

  /** A string without the secrets that are known. */
  async redact(text: string): Promise<string> {
    return this.#parts.owners.withoutTokens(this.#parts.redactor.redact(text));
  }

  #find(requestId: string): JournalRecord | null {
    const target = bare(requestId);
    for (const record of this.recordsAfter(0, true)) if (bare(record.requestId) === target) return record;
    return null;
  }
}

/** Vendors show the same id with and without dashes. */
function bare(requestId: string): string {
  return requestId.replaceAll('-', '').toLowerCase();
}
