import { AlteredRowError, type RowAuthenticator } from '@dragoman/core';

import { storable } from './database.ts';

/** A whole aggregate as JSON, with what shows that it was written here. */
export interface DocumentRow {
  readonly doc: string;
  readonly mac: Uint8Array;
}

/** The documents of one table. */
export class Documents<Content extends object> {
  readonly #rows: RowAuthenticator;
  readonly #table: string;

  constructor(rows: RowAuthenticator, table: string) {
    this.#rows = rows;
    this.#table = table;
  }

  write(content: Content): DocumentRow {
    const doc = JSON.stringify(content);
    return { doc, mac: this.#rows.sign(this.#table, [doc]) };
  }

  /** @throws AlteredRowError when the document was not written here */
  read({ doc, mac }: DocumentRow): Content {
    this.#rows.check(this.#table, [doc], mac);
    return JSON.parse(doc) as Content;
  }

  /**
   * The first row's document; `null` where there is none.
   * @param wanted the texts it was looked for by, which its columns repeat
   * @throws AlteredRowError as above, and where it is not what was looked for
   */
  first(rows: readonly DocumentRow[], wanted: Readonly<Record<string, string>>): Content | null {
    const [row] = rows;
    if (row === undefined) return null;
    const content = this.read(row);
    for (const [field, value] of Object.entries<string>(wanted)) {
      const held = content[field as keyof Content] as string;
      if (held !== value && storable(held) === storable(value)) return null;
      if (held !== value) throw this.altered();
    }
    return content;
  }

  /** What is thrown where a document and its columns do not agree. */
  altered(): AlteredRowError {
    return new AlteredRowError(this.#table);
  }
}
