/** Parts of requests that are easily signed otherwise than they are verified, by what they are about. */
import type { Pair } from './encoding.ts';

/** A path segment as it stands on the wire. */
export interface SegmentCase {
  readonly comment: string;
  readonly flag: string;
  readonly segment: string;
}

/** A query, decoded, in the order of the wire. */
export interface QueryCase {
  readonly comment: string;
  readonly flag: string;
  readonly pairs: readonly Pair[];
  /** How it stands on the wire where that is not the plain way. */
  readonly wire?: string;
}

export const SEGMENTS: readonly SegmentCase[] = [
  { comment: 'letters and digits', flag: 'Plain', segment: 'orders123' },
  { comment: 'unreserved characters stay as they are', flag: 'Unreserved', segment: 'a-b_c.d~e' },
  { comment: 'capitals stay capitals', flag: 'LetterCase', segment: 'OrdersDB' },
  { comment: 'a tilde', flag: 'Tilde', segment: '~' },
  { comment: 'a tilde that the wire encodes', flag: 'Tilde', segment: 'a%7Eb' },
  { comment: 'a blank', flag: 'Blank', segment: 'a%20b' },
  { comment: 'two blanks', flag: 'Blank', segment: 'a%20%20b' },
  { comment: 'a plus sign is no blank in a path', flag: 'PlusSign', segment: 'a%2Bb' },
  { comment: 'a percent sign', flag: 'PercentSign', segment: '100%25' },
  { comment: 'text that looks encoded', flag: 'PercentSign', segment: 'a%2520b' },
  { comment: 'a colon', flag: 'SubDelimiter', segment: 'a%3Ab' },
  { comment: 'an at sign', flag: 'SubDelimiter', segment: 'a%40b' },
  { comment: 'an exclamation mark', flag: 'SubDelimiter', segment: 'a%21b' },
  { comment: 'an apostrophe', flag: 'SubDelimiter', segment: 'it%27s' },
  { comment: 'round brackets', flag: 'SubDelimiter', segment: '%28a%29' },
  { comment: 'an asterisk', flag: 'Asterisk', segment: 'a%2Ab' },
  { comment: 'a comma and a semicolon', flag: 'SubDelimiter', segment: 'a%2Cb%3Bc' },
  { comment: 'an equals sign and an ampersand', flag: 'SubDelimiter', segment: 'a%3D1%26b' },
  { comment: 'a dollar sign', flag: 'SubDelimiter', segment: '%24HOME' },
  { comment: 'square brackets', flag: 'SubDelimiter', segment: '%5B0%5D' },
  { comment: 'an umlaut, two bytes', flag: 'Unicode', segment: 'z%C3%BCrich' },
  { comment: 'Chinese, three bytes', flag: 'Unicode', segment: '%E6%95%B0%E6%8D%AE%E5%BA%93' },
  { comment: 'an emoji, four bytes', flag: 'Astral', segment: '%F0%9F%94%91' },
  { comment: 'a letter and its accent apart', flag: 'Unicode', segment: 'e%CC%81' },
  { comment: 'Arabic', flag: 'Unicode', segment: '%D8%B3%D8%B1' },
  { comment: 'small hexadecimal digits on the wire', flag: 'SmallHex', segment: '%e6%95%b0%c3%bc' },
  { comment: 'two dots within a name', flag: 'Unreserved', segment: 'a..b' },
  { comment: 'a long name', flag: 'Long', segment: 'n'.repeat(200) },
];

const MANY: readonly Pair[] = Array.from({ length: 24 }, (_, at) => [`p${(at * 7) % 24}`, String(at)] as const);

export const QUERIES: readonly QueryCase[] = [
  { comment: 'one parameter', flag: 'Plain', pairs: [['limit', '50']] },
  {
    comment: 'parameters in order',
    flag: 'Plain',
    pairs: [
      ['limit', '50'],
      ['marker', 'a.b'],
    ],
  },
  {
    comment: 'parameters out of order',
    flag: 'WireOrder',
    pairs: [
      ['marker', 'm'],
      ['limit', '1'],
    ],
  },
  {
    comment: 'capitals sort before small letters',
    flag: 'WireOrder',
    pairs: [
      ['b', '1'],
      ['B', '2'],
      ['a', '3'],
      ['A', '4'],
    ],
  },
  {
    comment: 'a name that begins as another does',
    flag: 'WireOrder',
    pairs: [
      ['ab', '1'],
      ['a', '2'],
      ['a-b', '3'],
      ['a1', '4'],
    ],
  },
  {
    comment: 'numbers sort as text',
    flag: 'WireOrder',
    pairs: [
      ['p10', '1'],
      ['p9', '2'],
      ['p1', '3'],
    ],
  },
  { comment: 'many parameters', flag: 'WireOrder', pairs: MANY },
  {
    comment: 'an underscore sorts between capitals and small letters',
    flag: 'WireOrder',
    pairs: [
      ['a_b', '1'],
      ['aAb', '2'],
      ['aab', '3'],
    ],
  },
  { comment: 'an empty value', flag: 'EmptyValue', pairs: [['marker', '']] },
  { comment: 'a name without an equals sign', flag: 'EmptyValue', pairs: [['marker', '']], wire: 'marker' },
  {
    comment: 'an empty value beside a full one',
    flag: 'EmptyValue',
    pairs: [
      ['marker', ''],
      ['limit', '3'],
    ],
  },
  { comment: 'a blank as %20', flag: 'Blank', pairs: [['name', 'a b']] },
  { comment: 'a blank as + on the wire is signed as %20', flag: 'Blank', pairs: [['name', 'a b']], wire: 'name=a+b' },
  { comment: 'blanks at both ends of a value stay', flag: 'Blank', pairs: [['name', ' a ']] },
  { comment: 'a plus sign', flag: 'PlusSign', pairs: [['name', 'a+b']] },
  { comment: 'a blank and a plus sign', flag: 'PlusSign', pairs: [['name', 'a b+c']], wire: 'name=a+b%2Bc' },
  { comment: 'a tilde', flag: 'Tilde', pairs: [['name', '~a~']] },
  { comment: 'a tilde that the wire encodes', flag: 'Tilde', pairs: [['name', '~a~']], wire: 'name=%7Ea%7E' },
  { comment: 'an asterisk', flag: 'Asterisk', pairs: [['name', 'a*']] },
  { comment: 'an asterisk that the wire does not encode', flag: 'Asterisk', pairs: [['name', 'a*']], wire: 'name=a*' },
  { comment: 'slashes', flag: 'SubDelimiter', pairs: [['name', 'a/b/c']] },
  {
    comment: 'slashes that the wire does not encode',
    flag: 'SubDelimiter',
    pairs: [['name', 'a/b']],
    wire: 'name=a/b',
  },
  { comment: 'an equals sign within a value', flag: 'SubDelimiter', pairs: [['name', 'a=b=']] },
  {
    comment: 'an equals sign that the wire does not encode',
    flag: 'SubDelimiter',
    pairs: [['name', 'a=b']],
    wire: 'name=a=b',
  },
  { comment: 'an ampersand within a value', flag: 'SubDelimiter', pairs: [['name', 'a&b=c']] },
  { comment: 'marks that some encoders leave', flag: 'SubDelimiter', pairs: [['name', "!'()"]], wire: "name=!'()" },
  { comment: 'marks that some encoders leave, encoded', flag: 'SubDelimiter', pairs: [['name', "!'(),;:@$[]?"]] },
  { comment: 'quotation marks, a backslash and braces', flag: 'SubDelimiter', pairs: [['name', '{"a":"\\\\"}']] },
  { comment: 'a percent sign', flag: 'PercentSign', pairs: [['name', '100%']] },
  { comment: 'text that looks encoded', flag: 'PercentSign', pairs: [['name', 'a%20b']] },
  {
    comment: 'small hexadecimal digits on the wire',
    flag: 'SmallHex',
    pairs: [['name', 'ü/']],
    wire: 'name=%c3%bc%2f',
  },
  { comment: 'an umlaut', flag: 'Unicode', pairs: [['name', 'zürich']] },
  { comment: 'Chinese', flag: 'Unicode', pairs: [['name', '数据库密码']] },
  { comment: 'an emoji', flag: 'Astral', pairs: [['name', 'key🔑']] },
  { comment: 'a letter and its accent apart are not joined', flag: 'Unicode', pairs: [['name', 'e\u0301']] },
  { comment: 'a line break', flag: 'ControlCharacter', pairs: [['name', 'a\nb']] },
  { comment: 'a carriage return and a tab', flag: 'ControlCharacter', pairs: [['name', 'a\r\tb']] },
  { comment: 'a long value', flag: 'Long', pairs: [['name', 'v'.repeat(600)]] },
];

/** Names that need to be encoded, which some signers do not do. */
export const ENCODED_NAMES: readonly QueryCase[] = [
  { comment: 'a name with a blank', flag: 'EncodedName', pairs: [['a b', '1']] },
  { comment: 'a Chinese name', flag: 'EncodedName', pairs: [['名', '1']] },
  {
    comment: 'a name with square brackets',
    flag: 'EncodedName',
    pairs: [
      ['tags[0]', 'x'],
      ['tags[1]', 'y'],
    ],
  },
  {
    comment: 'names sort by their text, not by its encoding',
    flag: 'EncodedName',
    pairs: [
      ['é', '1'],
      ['~', '2'],
    ],
  },
  {
    comment: 'names beyond the 16 bits sort after all others',
    flag: 'AstralOrder',
    pairs: [
      ['𝄞', '1'],
      ['ｚ', '2'],
    ],
  },
];

/** Names that stand more than once: a list to schemes that sign pairs. */
export const REPEATED: readonly QueryCase[] = [
  {
    comment: 'a name twice, values out of order',
    flag: 'RepeatedName',
    pairs: [
      ['tag', 'b'],
      ['tag', 'a'],
    ],
  },
  {
    comment: 'a name twice with the same value',
    flag: 'RepeatedName',
    pairs: [
      ['tag', 'a'],
      ['tag', 'a'],
    ],
  },
  {
    comment: 'a name three times among others',
    flag: 'RepeatedName',
    pairs: [
      ['z', '1'],
      ['tag', 'c'],
      ['tag', 'a'],
      ['a', '2'],
      ['tag', 'b'],
    ],
  },
  {
    comment: 'a name with an empty value and a full one',
    flag: 'RepeatedName',
    pairs: [
      ['tag', 'a'],
      ['tag', ''],
    ],
  },
  {
    comment: 'repeated numbers sort as text',
    flag: 'RepeatedName',
    pairs: [
      ['n', '9'],
      ['n', '10'],
    ],
  },
];

/** Bodies in JSON, each as it is sent. */
export const BODIES: readonly { readonly comment: string; readonly flag: string; readonly body: string }[] = [
  { comment: 'a small object', flag: 'Body', body: '{"name":"demo","secret_string":"v"}' },
  { comment: 'an empty object', flag: 'Body', body: '{}' },
  { comment: 'Chinese', flag: 'Unicode', body: '{"name":"demo","description":"数据库"}' },
  { comment: 'Chinese as escapes', flag: 'Body', body: '{"name":"demo","description":"\\u6570\\u636e"}' },
  { comment: 'an emoji', flag: 'Astral', body: '{"name":"demo","secret_string":"🔑"}' },
  { comment: 'blanks between its tokens', flag: 'BodyBlanks', body: '{ "name": "demo", "secret_string": "v" }' },
  { comment: 'line breaks between its tokens', flag: 'BodyBlanks', body: '{\n  "name": "demo"\n}\n' },
  { comment: 'carriage returns', flag: 'BodyBlanks', body: '{\r\n"name":"demo"}\r\n' },
  { comment: 'a slash that is escaped', flag: 'Body', body: '{"name":"a\\/b"}' },
  { comment: 'an array', flag: 'Body', body: '[1,2,3]' },
  { comment: 'a long string', flag: 'Long', body: `{"name":"demo","secret_string":"${'x'.repeat(900)}"}` },
  { comment: 'a plus sign, a percent sign and an ampersand', flag: 'Body', body: '{"secret_string":"a+b%20c&d=e"}' },
];
