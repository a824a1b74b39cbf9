import type { Attempt } from './attempts.ts';

/** Refuses the first connections of a program, and knows when each was tried. */
export class ConnectionGate {
  readonly #failures: number;
  readonly #now: () => number;
  readonly #attempts: Attempt[] = [];

  /** @param failures how many are refused @param now milliseconds of a clock that does not go back */
  constructor(failures: number, now: () => number = () => performance.now()) {
    this.#failures = failures;
    this.#now = now;
  }

  /** Decides about one more connection. Those behind the first that is let through are no further tries. */
  readonly admit = (): boolean => {
    const last = this.#attempts.at(-1);
    if (last?.isAnswered === true) return true;
    const isAnswered = this.#attempts.length >= this.#failures;
    const at = this.#now();
    this.#attempts.push({ startedAt: at, endedAt: at, isAnswered });
    return isAnswered;
  };

  /** The connections, up to the first that was let through. */
  attempts(): readonly Attempt[] {
    return this.#attempts;
  }
}
