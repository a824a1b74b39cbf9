import { describe, expect, it } from '@jest/globals';

import { andThen, attempt, type Awaitable } from './awaitable.ts';

const WAYS: readonly (readonly [string, <T>(value: T) => Awaitable<T>])[] = [
  ['is there', (value) => value],
  ['comes', async (value) => value],
];

function thrown(): never {
  throw new Error('thrown');
}

describe.each(WAYS)('a value that %s', (way, given) => {
  const waits = way === 'comes';

  it('is gone on with, without a promise where none is needed', async () => {
    const next = andThen(given(1), (value) => value + 1);
    expect(next instanceof Promise).toBe(waits);
    expect(await next).toBe(2);
    expect(await andThen(given(1), async (value) => value + 2)).toBe(3);
  });

  it('is gone on with together with what is given beside it', async () => {
    const joined = (value: string, one: number, two: string): string => `${value} ${one} ${two}`;
    expect(await andThen(given('a'), joined, 1, 'b')).toBe('a 1 b');
    const described = (error: unknown, one: number): string => `${(error as Error).message} ${one}`;
    expect(await attempt((one: number) => given(`done ${one}`), described, 2)).toBe('done 2');
    expect(await attempt((one: number) => andThen(given(String(one)), thrown), described, 3)).toBe('thrown 3');
  });

  it('is what an attempt ends with, unless an error comes', async () => {
    const answered = attempt(
      () => given('done'),
      () => 'failed',
    );
    expect(answered instanceof Promise).toBe(waits);
    expect(await answered).toBe('done');
    const failed = attempt(
      () => andThen(given(''), thrown),
      (error) => (error as Error).message,
    );
    expect(failed instanceof Promise).toBe(waits);
    expect(await failed).toBe('thrown');
  });
});
