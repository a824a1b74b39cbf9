/** How many rows of a kind are remembered. */
const LIMIT = 1_000;

/**
 * Remembers what reads by key found, until something is written. Only a database that nobody else can write may
 * be remembered; for any other the cache is made with `enabled: false` and remembers nothing.
 * What it answers is shared between callers, who must not change it.
 */
export class ReadCache<Row extends object> {
  readonly #rows = new Map<string, Row>();
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
    // With its length in front no scope can run into a key.
    const text = `${scope.length}:${scope}${key}`;
    const known = this.#rows.get(text);
    if (known !== undefined) return known;
    const row = read();
    if (row !== null && this.#keeps(row)) this.#remember(text, row);
    return row;
  }

  /** After every write. */
  forget(): void {
    this.#rows.clear();
  }

  #remember(text: string, row: Row): void {
    if (this.#rows.size >= LIMIT) this.#rows.clear();
    this.#rows.set(text, row);
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
    const cache = new ReadCache<Row>({ enabled: this.#enabled, ...keeps === undefined ? {} : { keeps } });
    this.#made.push(cache);
    return cache;
  }

  forget(): void {
    for (const cache of this.#made) cache.forget();
  }
}
