import { expect, it } from '@jest/globals';

import { LoginLimit } from './login-limit.ts';

const ADDRESS = '127.0.0.1';

it('lets an address fail ten times in a minute', () => {
  let now = 0;
  const limit = new LoginLimit({ now: () => now });
  for (let n = 0; n < 9; n += 1) limit.countFailure(ADDRESS);
  expect(limit.waitSeconds(ADDRESS)).toBe(0);
  limit.countFailure(ADDRESS);
  expect(limit.waitSeconds(ADDRESS)).toBe(60);
  expect(limit.waitSeconds('127.0.0.2')).toBe(0);
  now = 59_999;
  expect(limit.waitSeconds(ADDRESS)).toBe(1);
  now = 60_000;
  expect(limit.waitSeconds(ADDRESS)).toBe(0);
});

it('remembers a thousand addresses', () => {
  const limit = new LoginLimit({ now: () => 0 });
  for (let n = 0; n < 10; n += 1) limit.countFailure(ADDRESS);
  for (let n = 1; n < 1_000; n += 1) limit.countFailure(`10.0.${n >> 8}.${n & 255}`);
  expect(limit.waitSeconds(ADDRESS)).toBe(60);
  limit.countFailure('10.1.0.0');
  expect(limit.waitSeconds(ADDRESS)).toBe(0);
});
