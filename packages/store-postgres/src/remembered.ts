import type { Awaitable } from '@dragoman/core';

/** How many things are remembered at once; above, all are forgotten. */
const MAX_COUNT = 10_000;

/**
 * What was found by texts, for as long as it cannot have changed.
 * @template Found never changed by anybody
 */
export class Remembered<Found extends object> {
  readonly #epoch: () => number | null;
  readonly #found = new Map<string, Found>();
  #foundIn: number | null = null;
  #forgotten = 0;

  /**
   * @param epoch what is remembered of one is forgotten in another; in `null` nothing is remembered. Throws where
   * nothing may be told
   */
  constructor(epoch: () => number | null) {
    this.#epoch = epoch;
  }

  /** What is remembered, or else found now; what is not there is not remembered. */
  get(key: string, find: () => Awaitable<Found | null>): Awaitable<Found | null> {
    const epoch = this.#epoch();
    if (epoch === null) return find();
    if (epoch !== this.#foundIn) this.forget();
    this.#foundIn = epoch;
    return this.#found.get(key) ?? this.#find(key, epoch, find);
  }

  async #find(key: string, epoch: number, find: () => Awaitable<Found | null>): Promise<Found | null> {
    const before = this.#forgotten;
    const found = await find();
    if (found !== null && this.#forgotten === before && this.#epoch() === epoch) this.#keep(key, found);
    return found;
  }

  /** Forgets what a write may change, before and after it. */
  async during<Result>(write: () => Promise<Result>): Promise<Result> {
    this.forget();
    try {
      return await write();
    } finally {
      this.forget();
    }
  }

  forget(): void {
    this.#forgotten += 1;
    this.#found.clear();
  }

  #keep(key: string, found: Found): void {
    if (this.#found.size >= MAX_COUNT) this.#found.clear();
    this.#found.set(key, found);
  }
}
