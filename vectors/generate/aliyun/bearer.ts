/** Requests with a bearer token in make of a signature. */
import { type Pair, encodePairs, formEncode, percentEncode } from '../encoding.ts';
import { choicesFrom } from '../random.ts';
import { ENCODED_NAMES, QUERIES } from '../request-parts.ts';
import { type Family, type Request, type Vector, distinct } from '../vector-file.ts';
import { BEARER_TOKEN, NOW } from './keys.ts';
import { NOTES } from './notes.ts';
import { errorOf } from './errors.ts';

const HOST: Pair = ['host', 'kms.cn-hangzhou.aliyuncs.com'];
const FORM: Pair = ['content-type', 'application/x-www-form-urlencoded'];

/** What a request says of who sends it; `null` leaves it out. */
interface Stated {
  readonly token: string | null;
  readonly time: string | null;
}

const GOOD: Stated = { token: BEARER_TOKEN, time: NOW };

/** Where the token stands. */
type Placement = (stated: Stated, pairs: readonly Pair[], encode?: (text: string) => string) => Request;

const pair = (name: string, value: string | null): Pair[] => (value === null ? [] : [[name, value]]);

/** As the SDKs of signature version 3 and the legacy ones send it, and what services read besides. */
const PLACEMENTS: Readonly<Record<string, Placement>> = {
  'in the header': ({ token, time }, pairs, encode) => ({
    method: 'POST',
    target: `/?${encodePairs([...pairs, ['SignatureType', 'BEARERTOKEN']], encode)}`,
    headers: [
      HOST,
      ['x-acs-action', 'ListSecrets'],
      ['x-acs-version', '2016-01-20'],
      ...pair('x-acs-date', time),
      ...pair('x-acs-bearer-token', token),
    ],
  }),
  'in the query': (stated, pairs, encode) => ({
    method: 'GET',
    target: `/?${encodePairs([...paramsOf(stated), ...pairs], encode)}`,
    headers: [HOST],
  }),
  'in a form': (stated, pairs, encode) => ({
    method: 'POST',
    target: '/',
    headers: [HOST, FORM],
    body: encodePairs([...paramsOf(stated), ...pairs], encode),
  }),
  'in the query, with a form': (stated, pairs, encode) => ({
    method: 'POST',
    target: `/?${encodePairs(paramsOf(stated), encode)}`,
    headers: [HOST, FORM],
    body: encodePairs([...pairs, ['PageSize', '50']], encode),
  }),
};

function paramsOf({ token, time }: Stated): Pair[] {
  const named: Pair[] = [
    ['Action', 'ListSecrets'],
    ['Version', '2016-01-20'],
    ['SignatureType', 'BEARERTOKEN'],
  ];
  return [...named, ...pair('BearerToken', token), ...pair('Timestamp', time)];
}

/** Tokens that are none. */
const WRONG_TOKENS: Readonly<Record<string, (token: string) => string>> = {
  'another one': () => 'bearer-token-that-nobody-has-0001',
  'its last character is missing': (token) => token.slice(0, -1),
  'its first character is missing': (token) => token.slice(1),
  'a character more': (token) => `${token}0`,
  'a character more in front': (token) => `0${token}`,
  'its first half': (token) => token.slice(0, token.length / 2),
  'it stands twice': (token) => token + token,
  'it stands twice with a blank between': (token) => `${token} ${token}`,
  'it stands twice with a comma between': (token) => `${token},${token}`,
  'in capitals': (token) => token.toUpperCase(),
  'its first letter in capitals': (token) => token.charAt(0).toUpperCase() + token.slice(1),
  backwards: (token) => Array.from(token).reverse().join(''),
  'one character is another': (token) => token.replace('0001', '0002'),
  'a hyphen is missing': (token) => token.replace('-', ''),
  'underscores in make of hyphens': (token) => token.replaceAll('-', '_'),
  'in Base64': (token) => Buffer.from(token).toString('base64'),
  'in hexadecimal': (token) => Buffer.from(token).toString('hex'),
  'between quotation marks': (token) => `"${token}"`,
  'with Bearer in front': (token) => `Bearer ${token}`,
  'with token= in front': (token) => `token=${token}`,
  'as an object in JSON': (token) => JSON.stringify({ token }),
  'encoded for a URL twice': (token) => percentEncode(token.replaceAll('-', '%2D')),
  'a full stop at its end': (token) => `${token}.`,
  'a semicolon at its end': (token) => `${token};`,
  'a slash at its end': (token) => `${token}/`,
  'a wildcard': () => '*',
  null: () => 'null',
  undefined: () => 'undefined',
  zero: () => '0',
  'the id of the access key': () => 'LTAIVECTORTEST000001',
  'the secret of the access key': () => 'aliyunTestSecretKeyForVectors0001',
  'a token of RFC 7519 that is not signed': () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ2ZWN0b3JzIn0.',
  'a security token of STS': () => 'CAISvectors',
  'the same letters with a quotation mark': (token) => `${token}' OR '1'='1`,
  'a long one': (token) => token.repeat(20),
  'a full-width digit in it': (token) => token.replace('1', '１'),
};

const TIMES: Readonly<Record<string, string | null>> = {
  'is not stated': null,
  'is empty': '',
  'fifteen minutes and a second ago': '2026-01-02T02:49:04Z',
  'in fifteen minutes and a second': '2026-01-02T03:19:06Z',
  'the day before': '2026-01-01T03:04:05Z',
  'a year later': '2027-01-02T03:04:05Z',
  'as Huawei Cloud states it': '20260102T030405Z',
  'without its Z': '2026-01-02T03:04:05',
  'in another zone': '2026-01-02T11:04:05+08:00',
  'in seconds since 1970': '1767323045',
  'as RFC 1123': 'Fri, 02 Jan 2026 03:04:05 GMT',
};

/** Two requests for each placement, which wrong tokens and times are tried with. */
const BASES: readonly (readonly [string, readonly Pair[]])[] = [
  ['a list', []],
  [
    'a list with more parameters',
    [
      ['Xname', 'a b~*数'],
      ['PageNumber', '1'],
    ],
  ],
];

export const BEARER_FAMILY: Family = {
  name: 'aliyun-bearertoken',
  algorithm: 'BEARERTOKEN',
  schema: 'signed_request_schema.json',
  header: ['Requests to KMS of Alibaba Cloud with a bearer token. Nothing is signed: who has the token is let in.'],
  notes: NOTES,
  groups: [
    {
      type: 'SignedRequest',
      service: 'aliyun',
      key: { bearerToken: BEARER_TOKEN },
      now: NOW,
      tests: [...distinct([...named(), ...encoded(), ...timely(), ...mixed(30)]), ...distinct(invalid())],
    },
  ],
};

function valid(comment: string, flags: readonly string[], request: Request): Vector {
  return { comment, flags, request, result: 'valid' };
}

function everywhere<Made>(each: (placement: Placement, name: string) => Made): Made[] {
  return Object.entries(PLACEMENTS).map(([name, placement]) => each(placement, name));
}

function named(): Vector[] {
  const queries = [...QUERIES, ...ENCODED_NAMES].filter(({ flag }) => flag !== 'Long');
  return everywhere((make, name) => [
    valid(`token ${name}`, ['Token'], make(GOOD, [])),
    ...queries.map(({ comment, flag, pairs }) =>
      valid(`token ${name}: ${comment}`, ['Token', flag], make(GOOD, renamed(pairs))),
    ),
  ]).flat();
}

function renamed(pairs: readonly Pair[]): Pair[] {
  return pairs.map(([name, value]) => [`X${name}`, value]);
}

function encoded(): Vector[] {
  const pairs: readonly Pair[] = [['Xname', "a b+c~*!'()/数"]];
  return everywhere((make, name) =>
    [formEncode, encodeURIComponent].map((encode, at) =>
      valid(`token ${name}: encoded otherwise, ${at + 1}`, ['Token', 'Blank'], make(GOOD, pairs, encode)),
    ),
  ).flat();
}

function timely(): Vector[] {
  const times = ['2026-01-02T02:49:05Z', '2026-01-02T03:19:05Z', '2026-01-02T03:04:04Z'];
  return everywhere((make, name) =>
    times.map((time) => valid(`token ${name}: at ${time}`, ['ClockSkew'], make({ ...GOOD, time }, []))),
  ).flat();
}

function mixed(count: number): Vector[] {
  const choices = choicesFrom('aliyun-bearertoken');
  return Array.from({ length: count }, (_, at) => {
    const make = choices.pick(Object.values(PLACEMENTS));
    const pairs = Array.from({ length: 2 + choices.below(5) }, (__, index): Pair => {
      const [, value] = choices.pick(choices.pick(QUERIES).pairs);
      return [`X${choices.text(3)}${index}`, value];
    });
    return valid(`parameters put together at random, ${at + 1}`, ['PseudoRandom'], make(GOOD, pairs));
  });
}

function invalid(): Vector[] {
  return BASES.flatMap(([what, pairs]) =>
    everywhere((make, name) => [
      ...Object.entries(WRONG_TOKENS).map(([comment, spoil]): Vector => {
        const request = make({ ...GOOD, token: spoil(BEARER_TOKEN) }, pairs);
        return rejected(`token ${name} (${what}): ${comment}`, 'WrongToken', request, 'unknownKey');
      }),
      ...(name === 'in the header' ? [''] : ['', null]).map((token) =>
        rejected(
          `token ${name} (${what}): ${token === null ? 'is not sent' : 'is empty'}`,
          'Missing',
          make({ ...GOOD, token }, pairs),
          'missing:BearerToken',
        ),
      ),
      ...Object.entries(TIMES).map(([comment, time]) =>
        rejected(
          `time ${name} (${what}): ${comment}`,
          time === null || time === '' ? 'Missing' : /:\d\dZ$/.test(time) ? 'ClockSkew' : 'MalformedTime',
          make({ ...GOOD, time }, pairs),
          'time',
        ),
      ),
    ]).flat(),
  );
}

function rejected(comment: string, flag: string, request: Request, error: string): Vector {
  return { comment, flags: [flag], request, result: 'invalid', error: errorOf(error) };
}
