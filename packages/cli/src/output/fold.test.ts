import { describe, expect, it } from '@jest/globals';

import { foldHard, foldWords } from './fold.ts';

describe('folding', () => {
  it('keeps words whole, and lines within the width', () => {
    expect(foldWords('a bb ccc dddd', 6)).toEqual(['a bb', 'ccc', 'dddd']);
    expect(foldWords('a loooooong b', 4)).toEqual(['a', 'loooooong', 'b']);
    expect(foldWords('all of it', Infinity)).toEqual(['all of it']);
  });

  it('cuts where there are no words', () => {
    expect(foldHard('abcdefg', 3)).toEqual(['abc', 'def', 'g']);
    expect(foldHard('', 3)).toEqual(['']);
    expect(foldHard('abc', Infinity)).toEqual(['abc']);
  });
});
