/** How many requests a page keeps. */
export const MAX_KEPT = 2_000;

interface Sequenced {
  readonly sequence: number;
}

/**
 * The latest requests, the newest first, as they stream in. While it is held, what is displayed stays as it is and what
 * comes is counted.
 */
export class JournalFeed<Entry extends Sequenced> {
  #displayed: readonly Entry[] = [];
  /** What came since it was displayed last, the oldest first. */
  #pending: Entry[] = [];
  #pendingCount = 0;
  #dropped = 0;
  isHeld = false;

  get displayed(): readonly Entry[] {
    return this.#displayed;
  }

  /** How many came that are not displayed yet. */
  get pending(): number {
    return this.#pendingCount;
  }

  /** How many the gateway forgot before they could be read. */
  get dropped(): number {
    return this.#dropped;
  }

  push(entry: Entry): void {
    this.#pending.push(entry);
    this.#pendingCount += 1;
    // Cut off seldom, so that a burst moves nothing about.
    if (this.#pending.length > 2 * MAX_KEPT) this.#pending = this.#pending.slice(-MAX_KEPT);
  }

  drop(count: number): void {
    this.#dropped += count;
  }

  /** Shows what came. @returns whether anything changed */
  flush(): boolean {
    if (this.isHeld || this.#pending.length === 0) return false;
    const fresh = this.#pending.slice(-MAX_KEPT).reverse();
    this.#displayed = fresh.concat(this.#displayed.slice(0, MAX_KEPT - fresh.length));
    this.#pending = [];
    this.#pendingCount = 0;
    return true;
  }

  clear(): void {
    this.#displayed = [];
    this.#pending = [];
    this.#pendingCount = 0;
    this.#dropped = 0;
  }
}
