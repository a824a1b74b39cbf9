/**
 * What is there already, or comes. A store in the process answers at once and one behind a network does not: what
 * works with either waits only where it has to, as each promise costs a read some tenths of a microsecond.
 */
export type Awaitable<T> = T | Promise<T>;

/**
 * Goes on with a value: at once where it is there, else when it comes.
 * @param given what the next step takes beside the value: a step that is no closure leaves nothing behind
 */
export function andThen<T, R, Extra extends [unknown?, unknown?, unknown?] = []>(
  value: Awaitable<T>,
  next: (value: T, ...given: Extra) => Awaitable<R>,
  ...given: Extra
): Awaitable<R>;
export function andThen(value: unknown, next: Step, one?: unknown, two?: unknown, three?: unknown): unknown {
  return value instanceof Promise ? whenItComes(value, next, [one, two, three]) : next(value, one, two, three);
}

type Step = (value: unknown, one: unknown, two: unknown, three: unknown) => unknown;

/** Apart, as it alone needs what is given for longer than a call. */
function whenItComes(value: Promise<unknown>, next: Step, given: [unknown, unknown, unknown]): Promise<unknown> {
  return value.then((settled) => next(settled, ...given));
}

/**
 * Does a piece of work and, where it throws or rejects, what answers the error.
 * @param given what both take, as in {@link andThen}
 */
export function attempt<T, Extra extends [unknown?, unknown?, unknown?] = []>(
  work: (...given: Extra) => Awaitable<T>,
  onError: (error: unknown, ...given: Extra) => Awaitable<T>,
  ...given: Extra
): Awaitable<T>;
export function attempt(
  work: (one: unknown, two: unknown, three: unknown) => unknown,
  onError: Step,
  one?: unknown,
  two?: unknown,
  three?: unknown,
): unknown {
  try {
    const outcome = work(one, two, three);
    return outcome instanceof Promise ? whenItFails(outcome, onError, [one, two, three]) : outcome;
  } catch (error) {
    return onError(error, one, two, three);
  }
}

function whenItFails(outcome: Promise<unknown>, onError: Step, given: [unknown, unknown, unknown]): Promise<unknown> {
  return outcome.catch((error: unknown) => onError(error, ...given));
}
