import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { meanWait, shapeOf, totalOf, waitsBetween } from '../src/retry/waits.ts';

/** What a busy machine adds. */
const lateness = fc.integer({ min: 0, max: 60 });

const late = (waits: readonly number[], late: readonly number[]): number[] =>
  waits.map((wait, at) => wait + (late[at] ?? 0));

describe('shapeOf', () => {
  it('knows a fixed wait on a machine that is late', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 10_000 }),
        fc.array(lateness, { minLength: 2, maxLength: 12 }),
        (wait, by) => {
          expect(
            shapeOf(
              late(
                by.map(() => wait),
                by,
              ),
              null,
            ),
          ).toBe('fixed');
        },
      ),
    );
  });

  it('knows a wait that grows by a factor, with a limit or none, after an immediate attempt or none', () => {
    const parts = fc.record({
      first: fc.integer({ min: 200, max: 1_000 }),
      factor: fc.constantFrom(1.6, 2, 3),
      count: fc.integer({ min: 3, max: 8 }),
      limit: fc.constantFrom(Infinity, 60_000),
      isEager: fc.boolean(),
      by: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 9, maxLength: 9 }),
    });
    fc.assert(
      fc.property(parts, ({ first, factor, count, limit, isEager, by }) => {
        const grown = Array.from({ length: count }, (_, at) => Math.min(limit, first * factor ** at));
        expect(shapeOf(late([...(isEager ? [0] : []), ...grown], by), null)).toBe('exponential');
      }),
    );
  });

  it('knows a hint that is kept, and that nothing was waited for', () => {
    fc.assert(
      fc.property(fc.array(lateness, { minLength: 1, maxLength: 5 }), (by) => {
        expect(
          shapeOf(
            late(
              by.map(() => 1_000),
              by,
            ),
            1_000,
          ),
        ).toBe('hint');
        expect(
          shapeOf(
            by.map((one) => one % 40),
            1_000,
          ),
        ).toBe('immediate');
      }),
    );
  });

  it.each([
    [[], 'none'],
    [[0, 3, 1], 'immediate'],
    [[700], 'single'],
    [[130, 1_900, 260, 900, 3_000], 'jitter'],
    [[900, 200, 100], 'jitter'],
  ])('%j is %s', (waits, shape) => {
    expect(shapeOf(waits, null)).toBe(shape);
  });
});

describe('waitsBetween', () => {
  it('has the waits from which attempts are made, and their sum', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(waits, fc.integer({ min: 0, max: 5_000 }), (given, duration) => {
        let at = 1_000_000;
        const attempts = [0, ...given].map((wait) => {
          const startedAt = at + wait;
          at = startedAt + duration;
          return { startedAt, endedAt: at, isAnswered: false };
        });
        expect(waitsBetween(attempts)).toEqual(given);
        expect(totalOf(waitsBetween(attempts))).toBe(given.reduce((sum, wait) => sum + wait, 0));
      }),
    );
  });
});

describe('meanWait', () => {
  it('leaves the first of several out, and says nothing of one', () => {
    expect(meanWait([0, 100, 300])).toBe(200);
    expect(meanWait([5])).toBeNull();
  });
});
