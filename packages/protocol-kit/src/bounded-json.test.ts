import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseBoundedJson } from './bounded-json.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const objects = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const items = (count: number): string => `[${Array.from({ length: count }, () => '0').join(',')}]`;
const padded = (text: string): string => text + ' '.repeat(2_001);

describe('JSON of a client', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4_000), (value, blanks) => {
        const text = `${' '.repeat(blanks)}${JSON.stringify(value)}`;
        expect(parseBoundedJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('is rejected as JSON.parse rejects it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('{}[]",:\\0 aé')) }), (text) => {
        expect(isRead(() => parseBoundedJson(padded(text)))).toBe(isRead(() => JSON.parse(padded(text))));
      }),
    );
  });

  it.each([
    ['lists within lists', nested(1_000), nested(1_001)],
    ['objects within objects', objects(1_000), objects(1_001)],
    ['items', items(50_000), items(50_001)],
  ])('may have so many %s, and no more', (_what, most, more) => {
    expect(isRead(() => parseBoundedJson(most))).toBe(true);
    expect(() => parseBoundedJson(more)).toThrow(SyntaxError);
  });

  it.each([
    ['brackets', '[{'.repeat(60_000)],
    ['commas', ','.repeat(60_000)],
    ['escapes', '\\\\\\"['.repeat(20_000)],
  ])('may have any number of %s within a text', (_what, text) => {
    expect(parseBoundedJson(JSON.stringify({ text }))).toEqual({ text });
  });

  it.each([
    ['backslashes', `"${'\\'.repeat(4_000_000)}`],
    ['quotation marks', '"'.repeat(4_000_001)],
    ['escaped quotation marks', `"${'\\"'.repeat(2_000_000)}`],
  ])('is looked at in the time of its length, also where it has %s alone', (_what, text) => {
    expect(() => parseBoundedJson(text)).toThrow(SyntaxError);
  });
});

function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return false;
  }
}
