import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';

import { KEY_BYTES } from './aead.ts';

/** A row that was not written with this root key: somebody changed it by hand, or put it in another place. */
export class AlteredRowError extends Error {
  override readonly name = 'AlteredRowError';
  readonly table: string;

  constructor(table: string) {
    super(`a row of the table ${table} was not written by this Dragoman, or was changed by hand`);
    this.table = table;
  }
}

/** What a column holds. */
export type ColumnValue = string | number | null | Uint8Array;

/** Signs rows of a store, and tells by that which ones were written here. */
export interface RowSigner {
  /** `null` where rows are not signed. */
  sign(table: string, columns: readonly ColumnValue[]): Uint8Array | null;
  /** @throws AlteredRowError when the columns are not those that were signed */
  check(table: string, columns: readonly ColumnValue[], mac: Uint8Array | null): void;
}

/** For a store that nobody else can write, as one in memory. */
export const UNSIGNED_ROWS: RowSigner = { sign: () => null, check: () => undefined };

/**
 * Tells rows that were written with the root key from all others. What is secret in a row is sealed; this is for the
 * rest, which stores keep in the clear to search it. A row that was put back as it once was is not found out.
 */
export class RowAuthenticator implements RowSigner {
  readonly #key: KeyObject;

  /** @param rootKey 32 bytes */
  constructor(rootKey: Uint8Array) {
    this.#key = createSecretKey(new Uint8Array(hkdfSync('sha256', rootKey, '', 'row', KEY_BYTES)));
  }

  /** HMAC-SHA-256 over the table and the columns. */
  sign(table: string, columns: readonly ColumnValue[]): Buffer {
    const mac = createHmac('sha256', this.#key).update(table);
    // Lengths and kinds go before the bytes: no two lists of columns read alike.
    for (const column of columns) {
      const bytes = typeof column === 'string' || column instanceof Uint8Array ? column : String(column);
      mac.update(`\n${column === null ? 'null' : typeof column} ${Buffer.byteLength(bytes)} `).update(bytes);
    }
    return mac.digest();
  }

  /** @throws AlteredRowError when the columns are not those that were signed */
  check(table: string, columns: readonly ColumnValue[], mac: Uint8Array | null): void {
    const expected = this.sign(table, columns);
    if (mac?.length !== expected.length || !timingSafeEqual(expected, mac)) throw new AlteredRowError(table);
  }
}
