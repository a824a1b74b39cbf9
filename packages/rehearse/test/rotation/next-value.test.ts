import { expect, it } from '@jest/globals';

import { hasUser, loginPartsOf, nextValue } from '../../src/rotation/next-value.ts';

const source = { text: (length: number) => 'n'.repeat(length), bytes: (length: number) => new Uint8Array(length) };
const NEW = 'n'.repeat(24);

it.each([
  ['one-user', 'hunter2', NEW],
  ['two-user', 'hunter2', NEW],
  ['one-user', '{"username":"app","password":"x"}', `{"username":"app","password":"${NEW}"}`],
  ['two-user', '{"username":"app","password":"x"}', `{"username":"app_clone","password":"${NEW}"}`],
  ['two-user', '{"username":"app_clone","password":"x"}', `{"username":"app","password":"${NEW}"}`],
  ['two-user', '{"AccountName":"a","AccountPassword":"x"}', `{"AccountName":"a_clone","AccountPassword":"${NEW}"}`],
] as const)('with %s %s becomes %s', (form, value, next) => {
  expect(nextValue(value, form, source)).toBe(next);
});

it('tells what a program logs in with', () => {
  expect(loginPartsOf('hunter2')).toEqual({ user: null, password: 'hunter2' });
  expect(loginPartsOf('{"user":"app","pwd":"x"}')).toEqual({ user: 'app', password: 'x' });
  expect(loginPartsOf('{"users":[{"name":"root","password":"x"}]}')).toEqual({ user: 'root', password: 'x' });
  expect(loginPartsOf('{"host":"db"}')).toBeNull();
  expect([hasUser('hunter2'), hasUser('{"username":"app","password":"x"}')]).toEqual([false, true]);
});
