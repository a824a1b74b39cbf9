import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canaryOf, type CanarySource } from '../../src/values/canary.ts';
import { SHORTEST_VALUE, ValueSearch } from '../../src/leaks/value-search.ts';

const source: CanarySource = {
  text: (length) => 'c'.repeat(length),
  bytes: (length) => new Uint8Array(length).fill(99),
};
const TEXT = 'c'.repeat(24);

it.each([
  ['a text', 'hunter2', TEXT, [null]],
  ['a long text, at most 64 characters', 'x'.repeat(500), 'c'.repeat(64), [null]],
  ['the password of a URL', 'postgres://app:hunter2@db:5432/x', `postgres://app:${TEXT}@db:5432/x`, [null]],
  [
    'the secret members of JSON alone',
    '{"host":"db","port":5432,"login":{"user":"app","password":"hunter2"},"api_keys":["a","b"]}',
    `{"host":"db","port":5432,"login":{"user":"app","password":"${TEXT}"},"api_keys":["${TEXT}","${TEXT}"]}`,
    ['login.password', 'api_keys.0', 'api_keys.1'],
  ],
  ['nothing of JSON that has no secret member', '{"host":"db"}', '{"host":"db"}', [null]],
  ['a text that only begins as JSON', '{hunter2', TEXT, [null]],
  ['nothing of a private key', '-----BEGIN PRIVATE KEY-----\nMII', '-----BEGIN PRIVATE KEY-----\nMII', [null]],
])('makes up %s', (_, value, made, members) => {
  const canary = canaryOf(value, source);
  expect(canary.value).toBe(made);
  expect(canary.searched.map(({ member }) => member)).toEqual(members);
});

it('makes bytes up, but for what is a certificate or a key', () => {
  expect(canaryOf(new Uint8Array([1, 2]), source).value).toEqual(new Uint8Array(24).fill(99));
  expect(canaryOf(new Uint8Array([0x30, 2]), source).value).toEqual(new Uint8Array([0x30, 2]));
});

it('is found in what holds its value, whatever the value was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.webUrl(), fc.uint8Array()), (value) => {
      const canary = canaryOf(value, source);
      const long = canary.searched.filter(({ value: part }) => part.length >= 2 * SHORTEST_VALUE);
      const search = new ValueSearch(long.map((part) => ({ name: part.member ?? '', value: part.value })));
      const names = new Set(search.findIn(Buffer.from(canary.value as string)).map(({ name }) => name));
      const [searched] = [long.filter(({ member }) => !search.tooShort.includes(member ?? ''))];
      expect(names).toEqual(new Set(searched.map(({ member }) => member ?? '')));
    }),
  );
});
