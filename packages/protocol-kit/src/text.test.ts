import { describe, expect, it } from '@jest/globals';

import { byCodePoint, decodePairs, percentDecode, percentEncode, percentEncodeTwice, sortedNames } from './text.ts';

describe('percentEncode', () => {
  it.each([
    ['AZaz09-_.~', 'AZaz09-_.~'],
    [' ', '%20'],
    ['+', '%2B'],
    ['*', '%2A'],
    ["!'()", '%21%27%28%29'],
    ['/?#[]@:$&,;=', '%2F%3F%23%5B%5D%40%3A%24%26%2C%3B%3D'],
    ['%20', '%2520'],
    ['"<>\\^`{|}', '%22%3C%3E%5C%5E%60%7B%7C%7D'],
    ['\u0000\n\u007f', '%00%0A%7F'],
    ['é', '%C3%A9'],
    ['密码', '%E5%AF%86%E7%A0%81'],
    ['\u{1f600}', '%F0%9F%98%80'],
    ['a\ud800b', 'a%EF%BF%BDb'],
    ['\udc00\ud800', '%EF%BF%BD%EF%BF%BD'],
    ['', ''],
  ])('encodes %j as RFC 3986 does', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
    expect(percentEncodeTwice(text)).toBe(percentEncode(encoded));
  });

  it('leaves the unreserved characters of ASCII alone, and comes back from each', () => {
    for (let code = 0; code < 128; code += 1) {
      const mark = String.fromCharCode(code);
      const plain = /[A-Za-z0-9\-_.~]/.test(mark);
      expect(percentEncode(mark)).toBe(plain ? mark : `%${code.toString(16).toUpperCase().padStart(2, '0')}`);
      expect(percentEncodeTwice(`a${mark}b`)).toBe(percentEncode(percentEncode(`a${mark}b`)));
      expect(percentDecode(percentEncode(mark))).toBe(mark);
    }
  });
});

describe('percentDecode', () => {
  it.each([
    ['%41%7a%2f', 'Az/'],
    ['%E5%AF%86', '密'],
    ['a+b', 'a+b'],
    ['', ''],
    ['%', '%'],
    ['%4', '%4'],
    ['%zz', '%zz'],
    ['%41%zz', '%41%zz'],
    ['%ff', '%ff'],
    ['%C3%28', '%C3%28'],
    ['%ED%A0%80', '%ED%A0%80'],
    ['%C0%AF', '%C0%AF'],
    ['%2541', '%41'],
    ['密%41', '密A'],
  ])('decodes %j, or leaves it when it is not well encoded', (text, decoded) => {
    expect(percentDecode(text)).toBe(decoded);
  });
});

describe('decodePairs', () => {
  it.each<[string, [string, string][]]>([
    ['', []],
    ['&&', []],
    [
      'a=1&b=2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      '&a=1&&b=2&',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a=b=c', [['a', 'b=c']]],
    ['a', [['a', '']]],
    ['a=', [['a', '']]],
    ['=a', [['', 'a']]],
    ['=', [['', '']]],
    [
      'a=1&a=2&A=3',
      [
        ['a', '1'],
        ['a', '2'],
        ['A', '3'],
      ],
    ],
    ['a+b=c+d%2B', [['a b', 'c d+']]],
    ['a%26b=%3D', [['a&b', '=']]],
    ['%E5%AF%86=%E7%A0%81', [['密', '码']]],
    [
      'a=%&%zz=%ff',
      [
        ['a', '%'],
        ['%zz', '%ff'],
      ],
    ],
    ['a=1+%zz', [['a', '1 %zz']]],
    [
      '__proto__=1&constructor=2',
      [
        ['__proto__', '1'],
        ['constructor', '2'],
      ],
    ],
    ['a=\ud800', [['a', '\ud800']]],
    ['a;b=c', [['a;b', 'c']]],
  ])('decodes %j in order', (text, pairs) => {
    expect(decodePairs(text)).toEqual(pairs);
  });

  it('takes a long query in one go', () => {
    const many = Array.from({ length: 50_000 }, (_, n) => `n${n}=${'%41'.repeat(3)}`).join('&');
    expect(decodePairs(many)).toHaveLength(10_000);
    expect(decodePairs('&'.repeat(1_000_000))).toEqual([]);
  });

  it('reads ten thousand pairs and leaves the rest', () => {
    expect(decodePairs(`${'a&'.repeat(9_999)}b=1&c=2`).at(-1)).toEqual(['b', '1']);
  });

  it.each(['+', '+é\ud800𝄞', '+%2B', '%'])('decodes a long run of %j as it does a short one', (part) => {
    const [[, short]] = decodePairs(`a=${part}`) as [readonly [string, string]];
    expect(decodePairs(`a=${part.repeat(2_000)}`)).toEqual([['a', short.repeat(2_000)]]);
  });
});

describe('byCodePoint', () => {
  const texts = [
    '',
    '\u0000',
    '-',
    'A',
    'B',
    'a',
    'a-b',
    'a.b',
    'ab',
    'abc',
    'b',
    '~',
    '\u007f',
    '\u0080',
    'é',
    '\ud7ff',
    '\ue000',
    '\uff5e',
    '\uffff',
    '\u{10000}',
    '\u{10000}a',
    '\u{1f600}',
    '\u{1f600}\u{1f601}',
    '\u{1f601}',
    '\u{10ffff}',
    'a\uffff',
    'a\u{10000}',
  ];

  it('sorts as the bytes of UTF-8 sort', () => {
    for (const left of texts) {
      for (const right of texts) {
        expect(Math.sign(byCodePoint(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
      }
    }
  });

  it('sorts upper case before lower case, and surrogates above all else', () => {
    expect(['b', 'a', 'B', '\u{1f600}', '\uff5e', '_'].toSorted(byCodePoint)).toEqual([
      'B',
      '_',
      'a',
      'b',
      '\uff5e',
      '\u{1f600}',
    ]);
    expect(texts.toReversed().toSorted(byCodePoint).join('|')).toBe(
      texts.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right))).join('|'),
    );
  });
});

describe('sortedNames', () => {
  it.each([0, 1, 2, 23, 24, 25, 200])('puts %d names in the order of code points', (count) => {
    const names = Array.from(
      { length: count },
      (_, at) => `${((at * 37) % 11).toString()}\u{1f600}\uffff.${at.toString()}`,
    );
    const sorted = sortedNames(new Map(names.map((name) => [name, 1])));
    expect(sorted).toEqual(names.toSorted(byCodePoint));
  });
});
