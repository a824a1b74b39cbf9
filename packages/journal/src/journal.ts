import type { Services } from '@dragoman/core';
import type { GivenRejection, Outcome, PresentedCredential, RequestHead, WireRequest } from '@dragoman/protocol-kit';

import { CredentialOwners } from './credential-owners.ts';
import { entryOf, type JournalEntry } from './entry.ts';
import { type Filter, isWanted, type ResolvedFilter, wantedBy } from './filter.ts';
import { identityNames } from './identity-names.ts';
import { type JournalRecord, NOTHING_SHOWN, type RequestOutcome } from './journal-record.ts';
import { RejectedRequests } from './rejected-requests.ts';
import { Ring } from './ring.ts';
import type { SecretRedactor } from './secret-redactor.ts';
import type { JournalSettings } from './settings.ts';
import { StringPool } from './string-pool.ts';

/** What a journal is made of. */
export interface JournalParts {
  readonly settings: JournalSettings;
  readonly services: Pick<Services, 'identities' | 'sealer'>;
  readonly values: SecretRedactor;
  /** What a request to a door shows to be found by. */
  readonly presentedTo: (door: string, request: WireRequest) => readonly PresentedCredential[];
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

/** A refused request as it came in, secrets and all, and what the journal says of it. */
export interface RejectedRequest {
  readonly request: WireRequest;
  /** What was said of it. */
  readonly rejection: GivenRejection;
  readonly entry: JournalRecord;
}

/** Paths and names that are longer are cut off. */
const LONGEST_TEXT = 2_048;
/** How many entries a follower is given at a time. */
const BATCH = 256;

/** The requests of one world, as many as its bounds let it remember. Recording looks at nothing but the outcome. */
export class Journal {
  readonly isEnabled: boolean;
  readonly #parts: JournalParts;
  readonly #ring: Ring;
  readonly #rejected: RejectedRequests;
  readonly #texts = new StringPool();
  readonly #holders: CredentialOwners;
  /** Who is being looked up. */
  readonly #open = new Set<Promise<void>>();
  readonly #ended = new AbortController();
  #waiting: (() => void)[] = [];
  #clearedTo = 0;

  constructor(parts: JournalParts) {
    const { enabled, entries, bytes } = parts.settings;
    this.isEnabled = enabled;
    this.#parts = parts;
    this.#holders = new CredentialOwners(parts.services);
    this.#rejected = new RejectedRequests(bytes / 2);
    this.#ring = new Ring({ entries, bytes: bytes / 2 }, (sequence) => {
      this.#rejected.drop(sequence);
    });
  }

  /** How many entries made room for others since the start. */
  get lost(): number {
    return this.#ring.lost;
  }

  /** The sequence of the last request; 0 before the first. */
  get last(): number {
    return this.#ring.last;
  }

  record(outcome: Outcome, request: WireRequest): void {
    if (!this.isEnabled) return;
    const record = this.#ring.next();
    const { identity, operation, rejection } = outcome;
    record.requestId = outcome.requestId;
    record.receivedAt = outcome.receivedAt;
    record.door = outcome.door;
    record.operation = operation;
    record.method = outcome.method;
    record.path = operation === null ? this.#own(outcome.path) : null;
    record.identityId = identity === null ? null : this.#own(identity.id);
    record.identityName = identity === null ? null : this.#own(identity.name);
    record.presented = NOTHING_SHOWN;
    record.claim = null;
    record.resource = outcome.resource === null ? null : this.#own(outcome.resource);
    record.outcome = endingOf(outcome);
    record.code = rejection === null ? null : String(rejection.code);
    record.status = outcome.status;
    record.durationMs = outcome.durationMs;
    record.injected = outcome.injected;
    if (rejection !== null) this.#keepRejected(record, request, rejection);
    this.#added(record);
  }

  /** Records a request that no door claims. */
  recordUnclaimed(head: RequestHead, receivedAt: number): void {
    if (!this.isEnabled) return;
    const record = this.#ring.next();
    Object.assign(
      record,
      {
        requestId: `no-door-${record.sequence}`,
        receivedAt,
        method: head.method,
        path: this.#own(head.path),
        presented: NOTHING_SHOWN,
        outcome: 'rejected',
        code: 'no-door',
        status: 404,
        durationMs: 0,
        injected: false,
      } satisfies Partial<JournalRecord>,
      NOBODY,
    );
    this.#rejected.keep(record.sequence, { ...head, body: Buffer.alloc(0) }, UNCLAIMED);
    this.#added(record);
  }

  /** The refused request of this id as it came in, while it is remembered. Never to be shown whole. */
  requestOf(requestId: string): RejectedRequest | null {
    const entry = this.#find(requestId);
    const kept = entry === null ? null : this.#rejected.get(entry.sequence);
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
      if (record.receivedAt < since || record.receivedAt >= until || !isWanted(record, resolvedFilter)) continue;
      more = found.length === limit;
      if (more) break;
      found.push({ ...record });
    }
    if (page.newest === true) found.reverse();
    const last = more && page.newest !== true ? (found.at(-1)?.sequence ?? after) : Math.max(after, this.#ring.last);
    const dropped = this.droppedAfter(after);
    return { entries: await this.#shownAll(found), dropped, last, more };
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
    const until = AbortSignal.any([signal, this.#ended.signal]);
    let last = after ?? this.#ring.last;
    while (!until.aborted) {
      const page = await this.list({ filter, after: last, limit: BATCH });
      last = page.last;
      if (page.dropped > 0) yield { dropped: page.dropped };
      for (const entry of page.entries) yield { entry };
      if (this.#ring.last <= last) await this.#next(until);
    }
  }

  /** Forgets every entry; sequences go on. Answers how many there were. */
  clear(): number {
    this.#rejected.clear();
    this.#clearedTo = this.#ring.last;
    return this.#ring.clear();
  }

  /** Ends what follows. */
  close(): void {
    this.#ended.abort();
  }

  /** The filter with all names that an identity has in this world. */
  async resolvedFilter(filter: Filter): Promise<ResolvedFilter> {
    return wantedBy(filter, (text) => identityNames(this.#parts.services, text));
  }

  /** Once it is known of every refused request whom it says it is from. */
  async settled(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }

  /** The ring's own records, which are written anew when it comes round. */
  *recordsAfter(after: number, backwards = false): Generator<JournalRecord> {
    const [first, last] = [Math.max(after + 1, this.#ring.first), this.#ring.last];
    for (let count = 0; count <= last - first; count += 1) {
      const record = this.#ring.at(backwards ? last - count : first + count);
      if (record !== undefined) yield record;
    }
  }

  /** How many entries behind this sequence were lost. */
  droppedAfter(after: number): number {
    return Math.max(0, this.#ring.first - 1 - Math.max(after, this.#clearedTo));
  }

  /** A record as it may be shown to anybody. */
  async entryFor(record: JournalRecord): Promise<JournalEntry> {
    return entryOf({ ...record }, (text) => this.redact(text));
  }

  async #shownAll(records: readonly JournalRecord[]): Promise<JournalEntry[]> {
    const redacted = new Map<string, Promise<string>>();
    const redact = (text: string): Promise<string> => {
      const known = redacted.get(text) ?? this.redact(text);
      redacted.set(text, known);
      return known;
    };
    return Promise.all(records.map((record) => entryOf(record, redact)));
  }

  /** A text without the secrets that are known. */
  async redact(text: string): Promise<string> {
    return this.#holders.withoutTokens(this.#parts.values.redact(text));
  }

  #own(text: string): string {
    return this.#texts.of(text, LONGEST_TEXT);
  }

  #added(record: JournalRecord): void {
    this.#ring.added(record);
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #keepRejected(record: JournalRecord, request: WireRequest, rejection: GivenRejection): void {
    this.#rejected.keep(record.sequence, request, rejection);
    if (record.identityId !== null || record.door === null) return;
    const presented = this.#parts.presentedTo(record.door, request).map((accessCredential): PresentedCredential => ({
      kind: accessCredential.kind,
      presented: this.#own(accessCredential.presented),
    }));
    if (presented.length === 0) return;
    record.presented = presented;
    const { sequence } = record;
    const looked = this.#holders.claim(presented).then((claim) => {
      if (record.sequence === sequence) record.claim = claim;
      this.#open.delete(looked);
    });
    this.#open.add(looked);
  }

  #find(requestId: string): JournalRecord | null {
    const resolvedFilter = bare(requestId);
    for (const record of this.recordsAfter(0, true)) if (bare(record.requestId) === resolvedFilter) return record;
    return null;
  }

  async #next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.push(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

const UNCLAIMED: GivenRejection = { summary: 'no door claims a request like this', help: null };

const NOBODY = {
  door: null,
  operation: null,
  identityId: null,
  identityName: null,
  claim: null,
  resource: null,
} as const;

/** A broken connection has no status. */
function endingOf({ rejection, internalError, status }: Outcome): RequestOutcome {
  if (internalError !== null || status === 0) return 'error';
  return rejection === null ? 'success' : 'rejected';
}

/** Vendors show the same id with and without dashes. */
function bare(requestId: string): string {
  return requestId.replaceAll('-', '').toLowerCase();
}
