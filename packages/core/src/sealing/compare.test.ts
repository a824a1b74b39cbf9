import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { sameText } from './compare.ts';
import { tokenLookup } from './access-credentials.ts';

describe('sameText', () => {
  it('is equality, for texts of any length', () => {
    const texts = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        expect(sameText(left, right)).toBe(left === right);
        expect(sameText(left, left)).toBe(true);
        expect(sameText(left, `${left}\0`)).toBe(false);
      }),
    );
  });
});

describe('tokenLookup', () => {
  it('is the SHA-256 in hexadecimal', () => {
    expect(tokenLookup('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
