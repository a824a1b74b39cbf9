const SECOND_MS = 1_000;

/** Counts the requests of each user in the second that is running; nothing of an earlier second is kept. */
export class Throttle {
  readonly #limit: number;
  readonly #counts = new Map<string, number>();
  #second: number | null = null;

  /** @param limit how many requests of a user pass in one second */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether one more request passes; one that does not is not counted. @param now Unix milliseconds */
  admits(user: string, now: number): boolean {
    const second = Math.floor(now / SECOND_MS);
    if (second !== this.#second) this.#counts.clear();
    this.#second = second;
    const count = this.#counts.get(user) ?? 0;
    if (count >= this.#limit) return false;
    this.#counts.set(user, count + 1);
    return true;
  }
}
