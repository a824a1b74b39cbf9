import type { Outcome } from '@dragoman/protocol-kit';

/** Requests that a gateway answered itself, for the journal of the one that leads. */
export interface AnsweredBatch {
  readonly outcomes: readonly Outcome[];
  /** Up to which they were handed over. */
  readonly last: number;
  /** How many were forgotten before anybody asked for them. */
  readonly dropped: number;
}

/** Keeps what became of requests until the gateway that leads has it: nothing is written for each of them. */
export class AnsweredReads {
  readonly #limit: number;
  #outcomes: Outcome[] = [];
  #last = 0;
  #dropped = 0;

  /** @param limit how many are kept at most */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many nobody else has. */
  get size(): number {
    return this.#outcomes.length + this.#dropped;
  }

  add(outcome: Outcome): void {
    if (this.#limit === 0) return;
    this.#last += 1;
    this.#outcomes.push(outcome);
    if (this.#outcomes.length < 2 * this.#limit) return;
    this.#outcomes = this.#outcomes.slice(-this.#limit);
    this.#dropped += this.#limit;
  }

  /** Hands over what is kept. @param after up to where the caller has it; what was handed over until then is let go */
  takeAfter(after: number): AnsweredBatch {
    const handedOver = Math.max(0, Math.min(this.#outcomes.length, after - (this.#last - this.#outcomes.length)));
    if (handedOver > 0) this.#outcomes = this.#outcomes.slice(handedOver);
    const dropped = this.#dropped;
    this.#dropped = 0;
    const outcomes = this.#outcomes.map(({ identity, ...outcome }) => ({
      ...outcome,
      // The journal wants no more of it.
      identity: identity && { ...identity, attributes: {} },
    }));
    return { outcomes, last: this.#last, dropped };
  }
}
