import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CHARACTERS, type CharacterClass, type PasswordRules, generatePassword } from './password.ts';

const ALL: readonly CharacterClass[] = ['lowercase', 'uppercase', 'digits', 'punctuation'];
const RULES: PasswordRules = { length: 32, classes: ALL, exclude: '', requireEachClass: false };

function made(changes: Partial<PasswordRules>): string | null {
  return generatePassword({ ...RULES, ...changes }, randomBytes);
}

describe('a generated password', () => {
  it('is made of what its rules allow, at its length', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 128 }),
        fc.uniqueArray(fc.constantFrom(...ALL, 'space' as const), { minLength: 1 }),
        fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
        fc.boolean(),
        (length, classes, exclude, requireEachClass) => {
          const password = made({ length, classes, exclude, requireEachClass });
          const alphabets = classes.map((name) =>
            Array.from(CHARACTERS[name]).filter((character) => !exclude.includes(character)),
          );
          if (password === null) {
            const filled = alphabets.filter((alphabet) => alphabet.length > 0).length;
            expect(filled === 0 || filled > length).toBe(true);
            return;
          }
          expect(password.length).toBe(length);
          for (const character of password) expect(alphabets.flat()).toContain(character);
          if (!requireEachClass) return;
          for (const alphabet of alphabets.filter((left) => left.length > 0))
            expect(alphabet.some((one) => password.includes(one))).toBe(true);
        },
      ),
    );
  });

  it('has every class that it must have, even at the shortest length', () => {
    for (let count = 0; count < 50; count += 1) {
      const password = made({ length: 4, requireEachClass: true }) ?? '';
      for (const name of ALL)
        expect(Array.from(password).filter((character) => CHARACTERS[name].includes(character)).length).toBe(1);
    }
    expect(made({ length: 3, requireEachClass: true })).toBe(null);
  });

  it('is none where no character is left', () => {
    expect(made({ classes: [] })).toBe(null);
    expect(made({ classes: ['digits'], exclude: '9876543210' })).toBe(null);
    expect(made({ classes: ['digits'], exclude: '987654321', length: 5 })).toBe('00000');
  });

  it('prefers no character: of all bytes each stands for as many as any other', () => {
    let next = 0;
    const everyByte = (length: number): Uint8Array => Uint8Array.from({ length }, () => next++ % 256);
    const alphabet = 26 + 26 + 10;
    const password =
      generatePassword({ ...RULES, classes: ['lowercase', 'uppercase', 'digits'], length: alphabet * 4 }, everyByte) ??
      '';
    for (const character of new Set(password)) expect(password.split(character).length - 1).toBe(4);
    expect(new Set(password).size).toBe(alphabet);
  });

  it('holds the printable ASCII characters and no other', () => {
    const all = [...ALL, 'space' as const].map((name) => CHARACTERS[name]).join('');
    expect(Array.from(all).toSorted().join('')).toBe(
      Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join(''),
    );
  });
});
