import type { Clock } from '@dragoman/core';

/** How often an address may fail within a minute. */
const MAX_FAILURES = 10;
const WINDOW_MS = 60_000;

/** How many addresses are remembered. */
const MAX_ADDRESSES = 1_000;

/** Slows down who guesses the control token: so many failures an address and minute. */
export class LoginLimit {
  readonly #clock: Clock;
  readonly #failures = new Map<string, { count: number; readonly since: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** After how many seconds an address may try again; 0 where it may now. */
  waitSeconds(address: string): number {
    const failed = this.#failuresOf(address);
    if (failed === undefined || failed.count < MAX_FAILURES) return 0;
    return Math.ceil((failed.since + WINDOW_MS - this.#clock.now()) / 1_000);
  }

  /** A try of an address failed. */
  countFailure(address: string): void {
    const failed = this.#failuresOf(address);
    if (failed !== undefined) {
      failed.count += 1;
      return;
    }
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined && this.#failures.size >= MAX_ADDRESSES) this.#failures.delete(oldest);
    this.#failures.set(address, { count: 1, since: this.#clock.now() });
  }

  #failuresOf(address: string): { count: number; readonly since: number } | undefined {
    const failed = this.#failures.get(address);
    if (failed === undefined || this.#clock.now() < failed.since + WINDOW_MS) return failed;
    this.#failures.delete(address);
    return undefined;
  }
}
