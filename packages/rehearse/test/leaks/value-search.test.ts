import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ENCODINGS, spellingsOf } from '../../src/leaks/encodings.ts';
import { ValueSearch } from '../../src/leaks/value-search.ts';
import { plantedText, seededRandom } from './support/planted.ts';

const found = (value: string, text: string | Uint8Array): unknown[] =>
  new ValueSearch([{ name: 'app/db', value }]).findIn(Buffer.from(text as string));

const VALUE = 'Tr0ub4dor<&>"é/3 x';
const BASE64 = Buffer.from(`user:${VALUE}`).toString('base64');

it.each([
  ['plain', `password=${VALUE}\n`],
  ['json', JSON.stringify({ password: VALUE })],
  ['json', JSON.stringify({ text: JSON.stringify({ password: VALUE }) })],
  ['json', '{"password":"Tr0ub4dor\\u003c\\u0026\\u003e\\"\\u00e9/3 x"}'],
  ['percent', `/login?password=${encodeURIComponent(VALUE)}`],
  ['percent', 'password=Tr0ub4dor%3c%26%3e%22%c3%a9%2f3+x'],
  ['percent', Buffer.from(VALUE).toString('hex').replaceAll(/../g, '%$&')],
  ['xml', '<password>Tr0ub4dor&lt;&amp;&gt;&quot;é/3 x</password>'],
  ['base64', `Authorization: Basic ${BASE64}`],
  ['base64', BASE64.replaceAll(/.{16}/g, '$&\r\n')],
  ['base64url', Buffer.from('??????>>>>>>').toString('base64url'), '??????>>>>>>'],
  ['hex', Buffer.from(VALUE).toString('hex')],
  ['hex', Buffer.from(VALUE).toString('hex').toUpperCase()],
  ['utf-16', Buffer.from(`password=${VALUE}`, 'utf16le')],
  ['utf-16', Buffer.from(`password=${VALUE}`, 'utf16le').swap16()],
  ['utf-16', Buffer.from('password=a-long-password', 'utf16le'), 'a-long-password'],
])('finds a value as %s in %j', (encoding, text, value = VALUE) => {
  expect(found(value, text)).toEqual([expect.objectContaining({ name: 'app/db', encoding })]);
});

it('tells where a value begins, in bytes and lines, whatever chunks it came in', () => {
  const text = Buffer.from('é\none two\nkey: a-long-\n  password\n');
  for (let cut = 0; cut <= text.length; cut++) {
    const { push, end } = new ValueSearch([{ name: 'app/db', value: 'a-long-password' }]).open();
    const findings = [...push(text.subarray(0, cut)), ...push(text.subarray(cut)), ...end()];
    expect(findings).toEqual([{ name: 'app/db', encoding: 'plain', offset: 16, line: 3 }]);
  }
});

it('finds each of values that begin alike, and all that a text holds', () => {
  const search = new ValueSearch([
    { name: 'one', value: 'the-same-start-1' },
    { name: 'two', value: 'the-same-start-2' },
  ]);
  const names = search.findIn(Buffer.from('the-same-start-2 the-same-start-1the-same-start-2')).map(({ name }) => name);
  expect(names).toEqual(['two', 'one', 'two']);
});

it('finds a value of bytes, as it is and encoded', () => {
  const value = Buffer.from([0, 1, 2, 250, 251, 0, 92, 34, 7, 8, 9, 10, 11, 12, 200, 201, 202]);
  const search = new ValueSearch([{ name: 'blob', value }]);
  for (const encoding of ['plain', 'base64', 'hex'] as const) {
    const text = encoding === 'plain' ? value : Buffer.from(value.toString(encoding));
    expect(search.findIn(text)).toEqual([expect.objectContaining({ name: 'blob', encoding })]);
  }
});

it('finds the first 256 bytes of a value: who has those has it', () => {
  const value = 'abcdefghijklmnop'.repeat(100).replaceAll('p', () => 'q');
  expect(found(value, value.slice(0, 300))).not.toEqual([]);
});

it('names values that are too short to be told from chance, and looks for none of them', () => {
  const search = new ValueSearch([
    { name: 'pin', value: '1234' },
    { name: 'spaces', value: ' a b c d ' },
    { name: 'empty', value: '' },
  ]);
  expect(search.tooShort).toEqual(['pin', 'spaces', 'empty']);
  expect(search.findIn(Buffer.from('1234 abcd'))).toEqual([]);
});

it('finds nothing in what holds no value', () => {
  const search = new ValueSearch([{ name: 'app/db', value: 'a-long-password' }]);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => search.findIn(bytes).length === 0));
});

it('finds the same in whatever chunks', () => {
  const search = new ValueSearch([{ name: 'app/db', value: 'a-long-password' }]);
  const parts = fc.array(fc.oneof(fc.constant('a-long-password'), fc.string({ maxLength: 40 })), { maxLength: 8 });
  const cuts = fc.array(fc.nat(200), { maxLength: 6 });
  fc.assert(
    fc.property(parts, cuts, (texts, positions) => {
      const bytes = Buffer.from(texts.join(''));
      const ends = [...positions.filter((location) => location < bytes.length).toSorted((a, b) => a - b), bytes.length];
      const { push, end } = search.open();
      const chunks = ends.map((to, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], to));
      expect([...chunks.flatMap(push), ...end()]).toEqual(search.findIn(bytes));
    }),
  );
});

it('misses none of 10,000 planted values, and takes nothing else for one', () => {
  const random = seededRandom(20);
  const values = Array.from({ length: 100 }, (_, index) => ({ name: `secret-${index}`, value: random.value(index) }));
  const search = new ValueSearch(values);
  const encodings = new Set<string>();
  for (let count = 0; count < 10_000; count++) {
    const { name, value } = random.oneOf(values);
    const spelling = random.oneOf(spellingsOf(value));
    const { push, end } = search.open();
    const findings = [...plantedText(random, spelling.bytes).flatMap(push), ...end()];
    expect([...new Set(findings.map((finding) => finding.name))]).toEqual([name]);
    encodings.add(findings[0]?.encoding ?? '');
  }
  expect([...encodings].toSorted()).toEqual([...ENCODINGS].toSorted());
});
