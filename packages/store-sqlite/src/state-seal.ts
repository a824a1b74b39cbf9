import type { RowSigner } from '@dragoman/core';

/** The tables whose rows are signed, in the order in which a seal counts them. */
export const SIGNED_TABLES = ['secret', 'customer_key', 'key_alias', 'identity', 'proof', 'resource'] as const;
export type SignedTable = (typeof SIGNED_TABLES)[number];

const NUMBER_BYTES = 6;
const DIGEST_BYTES = 32;
const NUMBERS_END = NUMBER_BYTES * (1 + SIGNED_TABLES.length);
const DIGEST_END = NUMBERS_END + DIGEST_BYTES;
export const SEAL_BYTES = DIGEST_END + DIGEST_BYTES;

/**
 * What all signed rows are together, in {@link SEAL_BYTES} bytes: how many rows were ever added or taken away, how many
 * each table has, the signatures of all of them put together by XOR, and a signature over these. A row that is gone, or
 * that is there as it once was, does not fit it.
 */
export class StateSeal {
  readonly #bytes: Buffer;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** That of no rows. */
  static empty(): StateSeal {
    return new StateSeal(Buffer.alloc(SEAL_BYTES));
  }

  /** The seal in these bytes; `null` where they were not signed here. */
  static read(rows: RowSigner, bytes: Uint8Array): StateSeal | null {
    if (bytes.length !== SEAL_BYTES) return null;
    const seal = new StateSeal(Buffer.from(bytes));
    return seal.#mac(rows).equals(seal.#bytes.subarray(DIGEST_END)) ? seal : null;
  }

  /** The seal in these bytes, whoever signed them: what is wrong with them stays wrong. */
  static unchecked(bytes: Uint8Array): StateSeal {
    return new StateSeal(Buffer.from(bytes));
  }

  /** How many rows were ever added, changed or taken away: a later seal has more. */
  get changes(): number {
    return this.#bytes.readUIntBE(0, NUMBER_BYTES);
  }

  /** How many rows the table has. */
  count(table: SignedTable): number {
    return this.#bytes.readUIntBE(countAt(table), NUMBER_BYTES);
  }

  /** Whether the rows are the same, however they came to be. */
  fits(other: StateSeal): boolean {
    return this.#bytes.subarray(NUMBER_BYTES, DIGEST_END).equals(other.#bytes.subarray(NUMBER_BYTES, DIGEST_END));
  }

  /** The seal with these changes; it is unsigned until {@link signed}. */
  with(pending: PendingChanges): this {
    this.#bytes.writeUIntBE(this.changes + pending.changes, 0, NUMBER_BYTES);
    for (const [at, table] of SIGNED_TABLES.entries())
      this.#bytes.writeUIntBE(Math.max(0, this.count(table) + (pending.counts[at] ?? 0)), countAt(table), NUMBER_BYTES);
    foldInto(this.#bytes.subarray(NUMBERS_END, DIGEST_END), pending.digest);
    return this;
  }

  /** What was changed in all, from the number that it was before. */
  after(changes: number): this {
    this.#bytes.writeUIntBE(changes, 0, NUMBER_BYTES);
    return this;
  }

  /** The bytes, signed. */
  signed(rows: RowSigner): Buffer {
    this.#bytes.set(this.#mac(rows), DIGEST_END);
    return this.#bytes;
  }

  #mac(rows: RowSigner): Buffer {
    return Buffer.from(rows.sign('state_seal', [this.#bytes.subarray(0, DIGEST_END)]) ?? []);
  }
}

/** Rows that came, took another's place, or went, since the seal was written. */
export class PendingChanges {
  changes = 0;
  /** By how many rows each table grew. */
  readonly counts: number[] = SIGNED_TABLES.map(() => 0);
  readonly digest = Buffer.alloc(DIGEST_BYTES);

  /** @param at of the table, in {@link SIGNED_TABLES} */
  add(at: number, added: Uint8Array | null, removed: Uint8Array | null): void {
    this.changes += 1;
    this.counts[at] = (this.counts[at] ?? 0) + (added === null ? 0 : 1) - (removed === null ? 0 : 1);
    for (const mac of [added, removed]) if (mac !== null) foldInto(this.digest, mac);
  }

  clear(): void {
    this.changes = 0;
    this.counts.fill(0);
    this.digest.fill(0);
  }
}

function foldInto(digest: Buffer, mac: Uint8Array): void {
  for (let at = 0; at < DIGEST_BYTES; at += 1) digest[at] = (digest[at] ?? 0) ^ (mac[at] ?? 0);
}

function countAt(table: SignedTable): number {
  return NUMBER_BYTES * (1 + SIGNED_TABLES.indexOf(table));
}
