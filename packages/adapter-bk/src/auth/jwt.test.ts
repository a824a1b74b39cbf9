import { describe, expect, it } from '@jest/globals';

import { openJwt } from './jwt.ts';

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;

function token(claims: object): string {
  return [{ alg: 'none' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('')
    .join('.');
}

describe('a JSON web token', () => {
  const claims = { nbf: NOW / 1000 - 10, exp: NOW / 1000 + 10 };

  it.each([
    [[NOW], true],
    [[NOW + 10_000], false],
    [[NOW - 10_001], false],
    [[NOW + DAY, NOW], true],
    [[NOW + DAY, NOW - DAY], false],
  ])('at %j holds: %j', (times, holds) => {
    expect(openJwt(token(claims), null, times)).toEqual(holds ? claims : null);
  });
});
