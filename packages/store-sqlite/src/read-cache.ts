/** How many rows of a kind are remembered. */
const LIMIT = 1_000;

/**
 * Remembers what reads by key found, until something is written. Only a database that nobody else can write may
 * be remembered; for any other the cache is made with `enabled: false` and remembers nothing.
 * What it answers is shared between callers, who must not change it.
 */
export class ReadCache<Row extends object> {
  /** By scope, then by key: no text is put together to look one up. */
  readonly #rows = new Map<string, Map<string, Row>>();
  #size = 0;
  readonly #enabled: boolean;
  readonly #keeps: (row: Row) => boolean;

  /** @param options.keeps which rows are small enough to remember; all, unless it is given */
  constructor({ enabled, keeps = () => true }: { readonly enabled: boolean; readonly keeps?: (row: Row) => boolean }) {
    this.#enabled = enabled;
    this.#keeps = keeps;
  }

  /** The row under the two-part key, read where it is not remembered; a row that does not exist is not remembered. */
  get(scope: string, key: string, read: () => Row | null): Row | null {
    if (!this.#enabled) return read();
    const known = this.#rows.get(scope)?.get(key);
    if (known !== undefined) return known;
    const row = read();
    if (row !== null && this.#keeps(row)) this.#remember(scope, key, row);
    return row;
  }

  /** After every write. */
  forget(): void {
    this.#rows.clear();
    this.#size = 0;
  }

  #remember(scope: string, key: string, row: Row): void {
    if (this.#size >= LIMIT) this.forget();
    const rows = this.#rows.get(scope);
    if (rows === undefined) this.#rows.set(scope, new Map([[key, row]]));
    else rows.set(key, row);
    this.#size += 1;
  }
}

/** Everything that the stores over one database remember. */
export class ReadCaches {
  readonly #enabled: boolean;
  readonly #made: { forget(): void }[] = [];

  /** @param enabled whether nobody else can write the database */
  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  /** @param keeps which rows are small enough to remember; all, unless it is given */
  make<Row extends object>(keeps?: (row: Row) => boolean): ReadCache<Row> {
    const cache = new ReadCache<Row>({ enabled: this.#enabled, ...(keeps === undefined ? {} : { keeps }) });
    this.#made.push(cache);
    return cache;
  }

  forget(): void {
    for (const cache of this.#made) cache.forget();
  }
}
