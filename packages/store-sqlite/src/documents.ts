import { AlteredRowError, type RowSigner } from '@dragoman/core';

/** A whole aggregate as JSON, with what shows that it was written here. */
export interface DocumentRow {
  readonly doc: string;
  readonly mac: Uint8Array | null;
}

/** The documents of one table. */
export class Documents<Content extends object> {
  readonly #rows: RowSigner;
  readonly #table: string;

  constructor(rows: RowSigner, table: string) {
    this.#rows = rows;
    this.#table = table;
  }

  /** As the columns `doc` and `mac`. */
  write(content: Content): [doc: string, mac: Uint8Array | null] {
    const doc = JSON.stringify(content);
    return [doc, this.#rows.sign(this.#table, [doc])];
  }

  /** @throws AlteredRowError when the document was not written here */
  read({ doc, mac }: DocumentRow): Content {
    this.#rows.check(this.#table, [doc], mac);
    return JSON.parse(doc) as Content;
  }

  /**
   * @param wanted what the row was looked for by, which its columns repeat
   * @throws AlteredRowError as above, and where it is not what was looked for
   */
  find(row: DocumentRow | undefined, wanted: Partial<Content>): Content | null {
    if (row === undefined) return null;
    const content = this.read(row);
    for (const [field, value] of Object.entries(wanted))
      if (content[field as keyof Content] !== value) throw new AlteredRowError(this.#table);
    return content;
  }
}
