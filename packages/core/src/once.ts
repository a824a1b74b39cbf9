import type { Awaitable } from './awaitable.ts';

/** What `make` makes, made when it is first asked for. */
export function once<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}

/**
 * The same of what may take its time: who asks while it comes waits for it, and from then on it is there at once. Where
 * it did not come, the next who asks has it made anew.
 */
export function onceThere<Made extends object>(make: () => Awaitable<Made>): () => Awaitable<Made> {
  let made: Awaitable<Made> | undefined;
  return () => {
    if (made !== undefined) return made;
    made = make();
    if (made instanceof Promise)
      made.then(
        (there) => (made = there),
        () => (made = undefined),
      );
    return made;
  };
}
