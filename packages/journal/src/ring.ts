import type { DecidedCheck } from '@dragoman/core';

import { type JournalRecord, newRecord } from './journal-record.ts';

/** What a record takes without its texts, in bytes; a generous guess. */
const RECORD_BYTES = 320;

/** Records in their order, the oldest of which are evicted for new ones. */
export class Ring {
  readonly #limits: { readonly entries: number; readonly bytes: number };
  readonly #onEvict: (sequence: number) => void;
  readonly #records: JournalRecord[] = [];
  #first = 1;
  #last = 0;
  #bytes = 0;
  #evicted = 0;

  /** @param onEvict hears of each record that is evicted */
  constructor(limits: { readonly entries: number; readonly bytes: number }, onEvict: (sequence: number) => void) {
    this.#limits = limits;
    this.#onEvict = onEvict;
  }

  /** The sequence of the oldest record; past the last when there is none. */
  get first(): number {
    return this.#first;
  }

  get last(): number {
    return this.#last;
  }

  /** How many records were evicted since the start. */
  get evicted(): number {
    return this.#evicted;
  }

  /** The next record to be written, with its sequence; `added` follows when it is. */
  next(): JournalRecord {
    const { entries } = this.#limits;
    if (this.#last - this.#first + 1 >= entries) this.#evict();
    this.#last += 1;
    const record = (this.#records[this.#last % entries] ??= newRecord());
    record.sequence = this.#last;
    return record;
  }

  added(record: JournalRecord): void {
    record.bytes = bytesOf(record);
    this.#bytes += record.bytes;
    while (this.#bytes > this.#limits.bytes && this.#first < this.#last) this.#evict();
  }

  /** The very record, which will be written anew. */
  at(sequence: number): JournalRecord | undefined {
    return sequence < this.#first || sequence > this.#last ? undefined : this.#records[sequence % this.#limits.entries];
  }

  /** Forgets every record; sequences go on. Answers how many there were. */
  clear(): number {
    const count = this.#last - this.#first + 1;
    this.#records.length = 0;
    this.#first = this.#last + 1;
    this.#bytes = 0;
    return count;
  }

  #evict(): void {
    this.#bytes -= this.at(this.#first)?.bytes ?? 0;
    this.#onEvict(this.#first);
    this.#first += 1;
    this.#evicted += 1;
  }
}

/** What a check takes without its resource, in bytes. */
const CHECK_BYTES = 160;

function bytesOf({
  path,
  identityId,
  identityName,
  resource,
  shape,
  unread,
  presented,
  checks,
}: JournalRecord): number {
  let texts = lengthOf(path) + lengthOf(identityId) + lengthOf(identityName) + lengthOf(resource);
  for (let at = 0; at < presented.length; at += 1) texts += presented[at]?.presented.length ?? 0;
  for (let at = 0; at < unread.length; at += 1) texts += lengthOf(unread[at] ?? null);
  if (shape !== null) for (const name of shape.names) texts += name.length;
  return RECORD_BYTES + 2 * texts + (checks === null ? 0 : bytesOfChecks(checks));
}

function bytesOfChecks(checks: readonly DecidedCheck[]): number {
  return checks.reduce((sum, { check }) => sum + CHECK_BYTES + 2 * check.resource.length, 0);
}

function lengthOf(text: string | null): number {
  return text === null ? 0 : text.length;
}
