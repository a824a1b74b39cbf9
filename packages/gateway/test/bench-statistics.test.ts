import { describe, expect, test } from '@jest/globals';

import { compareRounds, tableOf } from '../bench/pairs/report.ts';
import { comparePairs, criticalRank, median } from '../bench/pairs/statistics.ts';

describe('comparing two builds by paired measurements', () => {
  // The two-sided 5 % column of the published tables of the signed-rank test (Wilcoxon and Wilcox 1964).
  test.each([
    [6, 0],
    [8, 3],
    [10, 8],
    [16, 29],
    [20, 52],
    [25, 89],
  ])('rejects a sum of ranks of %d pairs up to %d', (pairs, sum) => {
    expect(criticalRank(pairs)).toBe(sum);
  });

  test('takes the middle, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  const before = [50, 61, 55, 48, 70, 52, 58, 49, 63, 51, 57, 66, 54, 59, 62, 53];
  const noise = [0.99, 1.02, 1.01, 0.98, 1, 1.03, 0.97, 1.01, 0.99, 1, 1.02, 0.98, 1.01, 0.99, 1, 1];

  test('says of a build that it is not worse than itself, however much the rounds differ', () => {
    const { difference, interval, notWorse } = comparePairs(before, times(before, noise));
    expect(difference).toBeCloseTo(0, 2);
    expect(interval[0]).toBeLessThan(0);
    expect(interval[1]).toBeGreaterThan(0);
    expect(notWorse).toBe(true);
  });

  test.each([
    [1.1, false],
    [1.06, false],
    [1.015, true],
    [0.9, true],
  ])('of one that takes %d times as much whether it is worse', (factor, notWorse) => {
    const compared = comparePairs(before, times(before, noise, factor));
    expect(compared.difference).toBeCloseTo(factor - 1, 2);
    expect(compared.interval[0]).toBeLessThan(factor - 1);
    expect(compared.interval[1]).toBeGreaterThan(factor - 1);
    expect(compared.notWorse).toBe(notWorse);
  });

  test('gives the same turned round when the builds are exchanged', () => {
    const one = comparePairs(before, times(before, noise, 1.1));
    const other = comparePairs(times(before, noise, 1.1), before);
    expect((1 + one.difference) * (1 + other.difference)).toBeCloseTo(1, 10);
    expect((1 + one.interval[0]) * (1 + other.interval[1])).toBeCloseTo(1, 10);
  });

  test.each([
    [[1, 2, 3], [1, 2, 3], '6'],
    [before, before.slice(1), '16 and 15'],
  ])('rejects too few pairs, and what is no pairs', (first, second, message) => {
    expect(() => comparePairs(first, second)).toThrow(message);
  });

  test('shows each metric with its least, its median and a verdict', () => {
    const rounds = before.map((value, at) => {
      const later = value * 1.2 * (noise[at] ?? 1);
      return [new Map([['a read', value]]), new Map([['a read', later]])] as const;
    });
    const table = tableOf(compareRounds(rounds), ['abc', 'def']).split('\n');
    expect(table).toHaveLength(2);
    expect(table[0]).toMatch(/abc: least +median +def: least +median +difference +95 % interval$/);
    expect(table[1]).toMatch(/^a read +48\.0 +56\.0 +\S+ +\S+ +\+[12]\d\.\d % +\+1\d\.\d % … \+2\d\.\d % +WORSE$/);
  });
});

function times(values: readonly number[], factors: readonly number[], factor = 1): number[] {
  return values.map((value, at) => value * (factors[at] ?? 1) * factor);
}
