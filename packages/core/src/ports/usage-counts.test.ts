import { expect, it } from '@jest/globals';

import { memoryUsageCounts, SINCE_EVER } from './usage-counts.ts';

const window = (now: number, since = 0, until = 99) => ({ now, since, until });

it('counts the uses of a key in the window that the first of them began', () => {
  const counts = memoryUsageCounts();
  expect([counts.add('a', window(0)), counts.add('a', window(99, 90, 900)), counts.add('b', window(1))]).toEqual([
    1, 2, 1,
  ]);
  expect([counts.add('a', window(100, 100, 199)), counts.add('a', window(100, 100, 199))]).toEqual([1, 2]);
  expect(counts.add('a', window(50))).toBe(1);
  expect([counts.add('c', window(5, SINCE_EVER)), counts.add('c', window(-5, SINCE_EVER))]).toEqual([1, 2]);
});

it('forgets the oldest first, when there are very many', async () => {
  const counts = memoryUsageCounts();
  for (let at = 0; at < 100_001; at += 1) await counts.add(String(at), window(0));
  expect([counts.add('100000', window(0)), counts.add('0', window(0))]).toEqual([2, 1]);
});
