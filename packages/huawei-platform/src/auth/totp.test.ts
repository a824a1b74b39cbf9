import { describe, expect, it } from '@jest/globals';

import { isPasscode } from './totp.ts';

/** `12345678901234567890`. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a passcode', () => {
  // RFC 6238, appendix B: the last six of the eight digits.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at the second %d is %s', (second, passcode) => {
    expect(isPasscode(SECRET, passcode, second * 1000)).toBe(true);
    expect(isPasscode(SECRET.toLowerCase().replace(/(....)/g, '$1 '), passcode, second * 1000)).toBe(true);
    for (const other of [
      '',
      passcode.slice(1),
      `${passcode}0`,
      `${passcode} `,
      String((Number(passcode) + 1) % 1_000_000).padStart(6, '0'),
    ]) {
      expect(isPasscode(SECRET, other, second * 1000)).toBe(false);
    }
    expect(isPasscode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR', passcode, second * 1000)).toBe(false);
  });

  it('fits one half minute before and after, and no other', () => {
    const fits = (second: number): boolean => isPasscode(SECRET, '005924', second * 1000);
    const step = Math.floor(1_234_567_890 / 30) * 30;
    expect([step - 31, step - 30, step, step + 59, step + 60].map(fits)).toEqual([false, true, true, true, false]);
  });
});
