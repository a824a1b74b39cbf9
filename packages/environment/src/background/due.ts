/** Something that falls due. */
export interface Due {
  /** Unix milliseconds. */
  readonly at: number;
  /** What it is, such as `secret-rotation`. */
  readonly what: string;
}

/** Something that falls due, and what it happens to. */
export interface DueItem extends Due {
  /** The name of a secret, the id of a key or of a record. */
  readonly subject: string;
  readonly vault: string;
}

/** So many things of a kind that were done at one time. */
export interface Happened extends Due {
  readonly count: number;
}

/** How much of what was done, by what it is. */
export type Done = Readonly<Record<string, number>>;

/** One run of a source. */
export interface Batch {
  /** What fell due by this time is to be done, Unix milliseconds. */
  readonly at: number;
  /** No earlier than `at`: nothing of any other source falls due before. */
  readonly until: number;
  /**
   * Advances the clock to a time no later than `until`, for what may be done along with the rest; does nothing where
   * that time has passed already.
   */
  advanceTo(time: number): void;
}

/** One kind of thing that falls due. */
export interface DueSource {
  readonly name: string;
  /** The first of it; `null` when none will fall due. */
  next(): Promise<Due | null>;
  /** The first of what falls due, in its order; each secret, key or record once. @param limit how many at most */
  upcoming(limit: number): Promise<readonly DueItem[]>;
  /** Does some or all of what fell due, the longest due first. An empty answer means that nothing could be done. */
  run(batch: Batch): Promise<readonly Happened[]>;
}
