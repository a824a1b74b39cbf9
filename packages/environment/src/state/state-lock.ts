import { setTimeout } from 'node:timers/promises';

import type { Awaitable } from '@dragoman/core';

/**
 * How long a swap waits for what began before it, in milliseconds: longer than any request that does not wait for
 * somebody else.
 */
const MAX_WAIT_MS = 2_000;

/**
 * Lets everything through that works on a state, and keeps it out while the state is replaced: a request works on the
 * old state or on the new one, from its first look to its last write. What began before the swap is waited for, though
 * not for ever: it may itself wait for a webhook that calls back. What is still under way then finds what it decided
 * stale.
 */
export class StateLock {
  readonly #maxWaitMs: number;
  #inside = 0;
  #withExclusive: Promise<undefined> | null = null;
  #emptied: (() => void) | null = null;

  constructor(maxWaitMs = MAX_WAIT_MS) {
    this.#maxWaitMs = maxWaitMs;
  }

  /** Does a piece of work on one state. It must not swap the state itself. */
  withShared<T>(work: () => Promise<T>): Promise<T>;
  withShared<T>(work: () => Awaitable<T>): Awaitable<T>;
  withShared<T>(work: () => Awaitable<T>): Awaitable<T> {
    if (this.#withExclusive !== null) return this.#withExclusive.then(() => this.withShared(work));
    this.#inside += 1;
    let waits = false;
    try {
      const result = work();
      if (!(result instanceof Promise)) return result;
      waits = true;
      return result.finally(() => {
        this.#leave();
      });
    } finally {
      if (!waits) this.#leave();
    }
  }

  /**
   * For a piece of work that waits on purpose: no swap waits for it meanwhile, and it goes on with the state that there
   * is then.
   */
  async releaseWhile(wait: () => Promise<unknown>): Promise<void> {
    this.#leave();
    try {
      await wait();
    } finally {
      while (this.#withExclusive !== null) await this.#withExclusive;
      this.#inside += 1;
    }
  }

  /** Replaces the state while nobody is inside. One swap follows the other. */
  async withExclusive<T>(replace: () => Promise<T>): Promise<T> {
    while (this.#withExclusive !== null) await this.#withExclusive;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#withExclusive = promise;
    try {
      if (this.#inside > 0) await this.#untilEmpty();
      return await replace();
    } finally {
      this.#withExclusive = null;
      resolve(undefined);
    }
  }

  #leave(): void {
    this.#inside -= 1;
    if (this.#inside === 0) this.#emptied?.();
  }

  async #untilEmpty(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#emptied = () => {
      resolve(undefined);
    };
    const waiting = new AbortController();
    const timedOut = setTimeout(this.#maxWaitMs, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([promise, timedOut]);
    waiting.abort();
    this.#emptied = null;
  }
}
