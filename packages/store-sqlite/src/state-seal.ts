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

  /** A row came, or took another's place, or went; it is unsigned until {@link signed}. */
  change(table: SignedTable, added: Uint8Array | null, removed: Uint8Array | null): this {
    this.#bytes.writeUIntBE(this.changes + 1, 0, NUMBER_BYTES);
    const count = this.count(table) + (added === null ? 0 : 1) - (removed === null ? 0 : 1);
    this.#bytes.writeUIntBE(Math.max(0, count), countAt(table), NUMBER_BYTES);
    for (const mac of [added, removed]) if (mac !== null) this.#fold(mac);
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

  #fold(mac: Uint8Array): void {
    for (let at = 0; at < DIGEST_BYTES; at += 1)
      this.#bytes[NUMBERS_END + at] = (this.#bytes[NUMBERS_END + at] ?? 0) ^ (mac[at] ?? 0);
  }

  #mac(rows: RowSigner): Buffer {
    return Buffer.from(rows.sign('state_seal', [this.#bytes.subarray(0, DIGEST_END)]) ?? []);
  }
}

function countAt(table: SignedTable): number {
  return NUMBER_BYTES * (1 + SIGNED_TABLES.indexOf(table));
}
