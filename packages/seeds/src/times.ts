import { ControlError, durationFrom, timeFrom } from '@dragoman/input';

import { type SeedPath, SeedError, type SeedSource } from './source.ts';

/**
 * Reads a time: a duration with its sign, from now, or a time as control calls take it.
 * @param now Unix milliseconds
 * @returns Unix milliseconds
 * @throws SeedError
 */
export function seedTime(
  given: string | number,
  { source, path, now }: { readonly source: SeedSource; readonly path: SeedPath; readonly now: number },
): number {
  return withSeedErrors(source, path, () => {
    const text = String(given).trim();
    const sign = { '+': 1, '-': -1 }[text.slice(0, 1)];
    return timeFrom(sign === undefined ? given : now + sign * durationFrom(text.slice(1), '', 'positive'), '');
  });
}

/** Reads a duration in milliseconds, which must be longer than none. @throws SeedError */
export function seedDuration(given: string, source: SeedSource, path: SeedPath): number {
  const duration = withSeedErrors(source, path, () => durationFrom(given, '', 'positive'));
  if (duration === 0) throw new SeedError(source, path, 'is no time at all: give a longer duration');
  return duration;
}

function withSeedErrors(source: SeedSource, path: SeedPath, read: () => number): number {
  try {
    return read();
  } catch (error) {
    if (error instanceof ControlError) throw new SeedError(source, path, error.message.trimStart(), { cause: error });
    throw error;
  }
}
