import { describe, expect, it } from '@jest/globals';

import { SecretRedactor } from './secret-redactor.ts';

const KEY = Uint8Array.from([9, 201, 33, 140, 77, 5, 60, 181]);
const VALUE = 'Correct-Horse-Battery';

function knowing(...values: readonly string[]): SecretRedactor {
  const known = new SecretRedactor(KEY);
  for (const value of values) known.add(value);
  return known;
}

describe('known values', () => {
  it.each([
    ['a value alone', VALUE, '[secret]'],
    ['a value within', `/v1/p/secrets/${VALUE}/versions`, '/v1/p/secrets/[secret]/versions'],
    ['a value twice', `${VALUE} and ${VALUE}`, '[secret] and [secret]'],
    ['a value in percent-encoding', `/${Buffer.from(VALUE).toString('hex').replaceAll(/../g, '%$&')}`, '/[secret]'],
    ['a value in percent-encoding twice', '/x%2520y%252Fz-0123', '/[secret]'],
    ['no value', 'an-ordinary-name', 'an-ordinary-name'],
    ['most of a value', VALUE.slice(1), VALUE.slice(1)],
    ['percent signs that encode nothing', '100%', '100%'],
    ['a short value alone', 's3cr', '[secret]'],
    ['a short value as a part of a path', '/v1/s3cr/x', '/v1/[secret]/x'],
    ['a short value in a longer name', 's3cret-things', 's3cret-things'],
  ])('hide %s', (_what, text, visible) => {
    expect(knowing(VALUE, 's3cr', 'x y/z-0123').redact(text)).toBe(visible);
  });

  it('hide texts within a value that is JSON, but not what type it is of', () => {
    const known = knowing(
      '{"type":"USERNAME_PASSWORD","username":"user-of-mine","list":[{"password":"word-of-mine"}]}',
    );
    expect(known.redact('user-of-mine word-of-mine USERNAME_PASSWORD')).toBe('[secret] [secret] USERNAME_PASSWORD');
  });

  it('leave 8,192 characters of a text whole, and show the beginning of a longer one', () => {
    const text = 'a'.repeat(8_192);
    expect(knowing(VALUE).redact(text)).toBe(text);
    expect(knowing(VALUE).redact(`${text}a`)).toBe(`${text}…`);
  });

  it('hide a value in all that is shown of a long text', () => {
    for (let before = 8_080; before < 8_200; before += 1) {
      const visible = knowing(VALUE).redact(`${'a'.repeat(before)}${VALUE}${VALUE}${'b'.repeat(20)}`);
      expect(visible.replace(/^a+/, '')).toMatch(/^(\[secret\])?b*…?$/);
      expect(visible.length).toBeLessThan(8_192 + '[secret]…'.length);
    }
    const long = Array.from({ length: 50 }, (_none, at) => `part ${at};`).join('');
    expect(knowing(long).redact('a'.repeat(8_100) + long)).toBe('[secret]');
  });

  it('hide what holds either end of a long value', () => {
    const long = Array.from({ length: 500 }, (_none, at) => `part ${at};`).join('');
    for (const part of [long, long.slice(0, 40), `name-${long.slice(-32)}`])
      expect(knowing(long).redact(part)).toBe('[secret]');
  });

  it('hide every value of any length wherever it stands, and nothing of a string without one', () => {
    for (let length = 8; length < 200; length += 1) {
      const value = Array.from({ length }, (_none, at) => String.fromCharCode(0x30 + ((at * at * 7 + length) % 900)))
        .join('')
        .replaceAll('%', '_');
      for (const [before, after] of [
        ['', ''],
        ['a', 'bb'],
        [value.slice(1), value.slice(0, -1)],
        ['aaaa', value],
      ] as const) {
        expect(knowing(value).redact(before + value + after)).not.toContain(value);
        expect(knowing(`-${value}-`).redact(before + after)).toBe(before + after);
      }
    }
  });

  it('forget what they learned long ago and remember what they learned last', () => {
    const known = knowing(VALUE);
    for (let count = 0; count < 40_000; count += 1) known.add(`another value ${count}`);
    expect(known.redact(VALUE)).toBe(VALUE);
    expect(known.redact('another value 20001')).toBe('[secret]');
  });
});
