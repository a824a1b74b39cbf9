/**
 * What is there already, or comes. A store in the process answers at once and one behind a network does not: what
 * works with either waits only where it has to, as each promise costs a read some tenths of a microsecond.
 */
export type Awaitable<T> = T | Promise<T>;

/** Goes on with a value: at once where it is there, else when it comes. */
export function andThen<T, R>(value: Awaitable<T>, next: (value: T) => Awaitable<R>): Awaitable<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Does a piece of work and, where it throws or rejects, what answers the error. */
export function attempt<T>(work: () => Awaitable<T>, onError: (error: unknown) => Awaitable<T>): Awaitable<T> {
  try {
    const outcome = work();
    return outcome instanceof Promise ? outcome.catch(onError) : outcome;
  } catch (error) {
    return onError(error);
  }
}
