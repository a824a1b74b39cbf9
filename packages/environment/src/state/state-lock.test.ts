import { describe, expect, it } from '@jest/globals';

import { StateLock } from './state-lock.ts';

/** A piece of work that ends when it is told to. */
function work() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { run: () => promise, end: resolve };
}

/** Lets everything go on that can. */
async function flush(): Promise<void> {
  for (let batch = 0; batch < 20; batch += 1) await Promise.resolve();
}

describe('a swap gate', () => {
  it('lets work through, and its outcome back', async () => {
    const stateLock = new StateLock();
    expect(await stateLock.withShared(async () => 7)).toBe(7);
    await expect(
      stateLock.withShared(async () => {
        throw new Error('mine');
      }),
    ).rejects.toThrow('mine');
    expect(await stateLock.withExclusive(async () => 'swapped')).toBe('swapped');
  });

  it('waits for what is inside, and keeps out what comes later', async () => {
    const stateLock = new StateLock(60_000);
    const log: string[] = [];
    const [first, second, withExclusive] = [work(), work(), work()];
    const inside = [
      stateLock.withShared(first.run).then(() => log.push('first')),
      stateLock.withShared(second.run).then(() => log.push('second')),
    ];
    const onReplaced = stateLock.withExclusive(async () => {
      log.push('swap begins');
      await withExclusive.run();
      log.push('swap ends');
    });
    const late = stateLock.withShared(async () => log.push('late'));
    await flush();
    first.end('');
    await flush();
    expect(log).toEqual(['first']);
    second.end('');
    await flush();
    expect(log).toContain('swap begins');
    expect(log).not.toContain('late');
    withExclusive.end('');
    await Promise.all([...inside, onReplaced, late]);
    expect(log.slice(-2)).toEqual(['swap ends', 'late']);
  });

  it('does one swap after the other', async () => {
    const stateLock = new StateLock();
    let under = 0;
    await Promise.all(
      Array.from({ length: 5 }, () =>
        stateLock.withExclusive(async () => {
          under += 1;
          expect(under).toBe(1);
          await flush();
          under -= 1;
        }),
      ),
    );
  });

  it('opens again after a swap that failed', async () => {
    const stateLock = new StateLock();
    await expect(
      stateLock.withExclusive(async () => {
        throw new Error('rejected');
      }),
    ).rejects.toThrow('rejected');
    expect(await stateLock.withShared(async () => 'through')).toBe('through');
    expect(await stateLock.withExclusive(async () => 'again')).toBe('again');
  });

  it('loses its patience with what does not end, and counts it no less afterwards', async () => {
    const stateLock = new StateLock(1);
    const endless = work();
    const inside = stateLock.withShared(endless.run);
    await stateLock.withExclusive(async () => undefined);
    expect(await stateLock.withShared(async () => 'through')).toBe('through');
    endless.end('at last');
    expect(await inside).toBe('at last');
    expect(await stateLock.withExclusive(async () => 'swapped')).toBe('swapped');
  });
});
