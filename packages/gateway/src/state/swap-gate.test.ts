import { describe, expect, it } from '@jest/globals';

import { SwapGate } from './swap-gate.ts';

/** A piece of work that ends when it is told to. */
function work() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { run: () => promise, end: resolve };
}

/** Lets everything go on that can. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

describe('a swap gate', () => {
  it('lets work through, and its outcome back', async () => {
    const gate = new SwapGate();
    expect(await gate.pass(async () => 7)).toBe(7);
    await expect(
      gate.pass(async () => {
        throw new Error('mine');
      }),
    ).rejects.toThrow('mine');
    expect(await gate.swap(async () => 'swapped')).toBe('swapped');
  });

  it('waits for what is inside, and keeps out what comes later', async () => {
    const gate = new SwapGate(60_000);
    const log: string[] = [];
    const [first, second, swap] = [work(), work(), work()];
    const inside = [
      gate.pass(first.run).then(() => log.push('first')),
      gate.pass(second.run).then(() => log.push('second')),
    ];
    const swapped = gate.swap(async () => {
      log.push('swap begins');
      await swap.run();
      log.push('swap ends');
    });
    const late = gate.pass(async () => log.push('late'));
    await settle();
    first.end('');
    await settle();
    expect(log).toEqual(['first']);
    second.end('');
    await settle();
    expect(log).toContain('swap begins');
    expect(log).not.toContain('late');
    swap.end('');
    await Promise.all([...inside, swapped, late]);
    expect(log.slice(-2)).toEqual(['swap ends', 'late']);
  });

  it('does one swap after the other', async () => {
    const gate = new SwapGate();
    let under = 0;
    await Promise.all(
      Array.from({ length: 5 }, () =>
        gate.swap(async () => {
          under += 1;
          expect(under).toBe(1);
          await settle();
          under -= 1;
        }),
      ),
    );
  });

  it('opens again after a swap that failed', async () => {
    const gate = new SwapGate();
    await expect(
      gate.swap(async () => {
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    expect(await gate.pass(async () => 'through')).toBe('through');
    expect(await gate.swap(async () => 'again')).toBe('again');
  });

  it('loses its patience with what does not end, and counts it no less afterwards', async () => {
    const gate = new SwapGate(1);
    const endless = work();
    const inside = gate.pass(endless.run);
    await gate.swap(async () => undefined);
    expect(await gate.pass(async () => 'through')).toBe('through');
    endless.end('at last');
    expect(await inside).toBe('at last');
    expect(await gate.swap(async () => 'swapped')).toBe('swapped');
  });
});
