import type { HandedOutValue } from '@dragoman/protocol-kit';

/** How many are kept: a loop would fill the memory. */
const MOST = 10_000;

/**
 * The secret values that the answers of a sandbox handed out beside those of secrets, in their order. They are in
 * memory alone, and go with the sandbox.
 */
export class HandedOutValues {
  readonly #values: HandedOutValue[] = [];
  #isFull = false;

  add(value: HandedOutValue): void {
    if (this.#values.length < MOST) this.#values.push(value);
    else this.#isFull = true;
  }

  list(): readonly HandedOutValue[] {
    return this.#values;
  }

  /** Whether some were not kept. */
  get isFull(): boolean {
    return this.#isFull;
  }
}
