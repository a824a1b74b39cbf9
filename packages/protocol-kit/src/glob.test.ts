import { describe, expect, it } from '@jest/globals';

import { glob } from './glob.ts';

describe('a pattern with wildcards', () => {
  it.each([
    ['prod-db', 'prod-db', true],
    ['prod-db', 'prod-db2', false],
    ['*', '', true],
    ['prod-*', 'prod-', true],
    ['prod*', 'prod/a:b', true],
    ['prod-*', 'dev-prod-', false],
    ['*-db', 'prod-db', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
    ['a**', 'a', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?*', 'a', false],
    ['**', 'x', true],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(glob(pattern)(text)).toBe(expected);
  });

  it('takes a question mark for itself where it is no wildcard', () => {
    expect(glob('a?c*', '*')('abc')).toBe(false);
    expect(glob('*a?c', '*')('xa?c')).toBe(true);
  });

  it('does not run away with many stars', () => {
    expect(glob('*a'.repeat(50))('a'.repeat(49) + 'b'.repeat(2_000))).toBe(false);
  });
});
