/** Requests to JOB's own path, with the token that BlueKing's gateways sign. */
import { createHmac, createPublicKey, sign as signWith } from 'node:crypto';

import { CLIENT_KEY } from '../aliyun/client-key.ts';
import { COMMON_NOTES } from '../notes.ts';
import { choicesFrom } from '../random.ts';
import { type ExpectedError, type Family, type Request, type Vector, distinct } from '../vector-file.ts';
import { NOW, readRequest } from './requests.ts';

type Json = Readonly<Record<string, unknown>>;

const { privateKey, otherPrivateKey } = CLIENT_KEY;
const PUBLIC_KEY = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
const SECONDS = Date.parse(NOW) / 1000;
const DIGESTS: Readonly<Record<string, string>> = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };

const APP: Json = { version: 1, app_code: 'vectors', bk_app_code: 'vectors', verified: true };
const USER: Json = { version: 1, username: 'admin', bk_username: 'admin', verified: true };
const CLAIMS: Json = { iss: 'APIGW', nbf: SECONDS - 300, exp: SECONDS + 1500, app: APP, user: USER };

const OPERATIONS = ['get_credential_detail', 'get_account_list', 'create_credential', 'update_credential'];

/** The three parts of a token. */
interface Parts {
  readonly header: string;
  readonly payload: string;
  readonly signature: string;
}

function encode(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function partsOf(claims: Json, alg = 'RS512', key = privateKey, more: Json = {}): Parts {
  const header = encode({ typ: 'JWT', alg, kid: 'bk-job', ...more });
  const payload = encode(claims);
  return { header, payload, signature: signed(`${header}.${payload}`, alg, key) };
}

function signed(text: string, alg: string, key = privateKey): string {
  return signWith(DIGESTS[alg] ?? 'sha256', Buffer.from(text), key).toString('base64url');
}

const join = ({ header, payload, signature }: Parts): string => `${header}.${payload}.${signature}`;

function requestWith(operation: string, token: string | null): Request {
  const request = readRequest(operation, '/api/job/v3/job-manage');
  return token === null ? request : { ...request, headers: [...request.headers, ['X-Bkapi-JWT', token]] };
}

/** Claims that are let in. */
function goodClaims(): (readonly [comment: string, flag: string, claims: Json])[] {
  const withoutNbf = Object.fromEntries(Object.entries(CLAIMS).filter(([name]) => name !== 'nbf'));
  return [
    ['as the gateways make them', 'Plain', CLAIMS],
    ['no time from which it counts', 'EmptyValue', withoutNbf],
    ['expires in a second', 'ClockSkew', { ...CLAIMS, exp: SECONDS + 1 }],
    ['counts from this second', 'ClockSkew', { ...CLAIMS, nbf: SECONDS }],
    ['counts since 1970', 'ClockSkew', { ...CLAIMS, nbf: 0 }],
    ['the user is not verified', 'Plain', { ...CLAIMS, user: { ...USER, verified: false } }],
    ['claims that nobody knows', 'Plain', { ...CLAIMS, more: { a: [1, null] } }],
    ['a Chinese user', 'Unicode', { ...CLAIMS, user: { ...USER, username: '管理员', bk_username: '管理员' } }],
    ['an emoji in a claim', 'Astral', { ...CLAIMS, more: '🔑' }],
    ['claims in another order', 'WireOrder', Object.fromEntries(Object.entries(CLAIMS).reverse())],
    ['a long claim', 'Long', { ...CLAIMS, more: 'x'.repeat(400) }],
    [
      'the old names alone',
      'Plain',
      { ...CLAIMS, app: { app_code: 'vectors', verified: true }, user: { username: 'admin' } },
    ],
    [
      'the new names alone',
      'Plain',
      { ...CLAIMS, app: { bk_app_code: 'vectors', verified: true }, user: { bk_username: 'admin' } },
    ],
  ];
}

function validVector(comment: string, flag: string, operation: string, parts: Parts): Vector {
  const stringToSign = `${parts.header}.${parts.payload}`;
  const request = requestWith(operation, join(parts));
  return { comment, flags: [flag], request, stringToSign, signature: parts.signature, result: 'valid' };
}

function valid(): Vector[] {
  const named = OPERATIONS.flatMap((operation) =>
    Object.keys(DIGESTS).flatMap((alg) =>
      goodClaims().map(([comment, flag, claims]) =>
        validVector(`${operation}, ${alg}: ${comment}`, flag, operation, partsOf(claims, alg)),
      ),
    ),
  );
  const choices = choicesFrom('blueking-jwt');
  const mixed = Array.from({ length: 20 }, (_, at) => {
    const claims = { ...CLAIMS, jti: choices.text(20), exp: SECONDS + 1 + choices.below(3600) };
    const parts = partsOf(claims, choices.pick(Object.keys(DIGESTS)));
    return validVector(`parts put together at random, ${at + 1}`, 'PseudoRandom', choices.pick(OPERATIONS), parts);
  });
  return [...named.filter(({ comment }) => !/RS384.*(order|long)/.test(comment)), ...mixed];
}

const BROKEN: ExpectedError = { status: 500, code: 500, message: 'Internal Server Error' };
/** Without a body. */
const NO_TOKEN: ExpectedError = { status: 401, code: '', message: '' };

type Wrong = readonly [comment: string, flag: string, token: string | null, error?: ExpectedError];

/** A signature that is not the one. */
const SPOILS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'the first bit is flipped': (bytes) => flip(bytes, 0),
  'the last bit is flipped': (bytes) => flip(bytes, bytes.length - 1),
  'a bit in the middle is flipped': (bytes) => flip(bytes, bytes.length >> 1),
  'the first byte is gone': (bytes) => bytes.subarray(1),
  'the last byte is gone': (bytes) => bytes.subarray(0, -1),
  'the first half alone': (bytes) => bytes.subarray(0, bytes.length >> 1),
  'a zero byte in front': (bytes) => Buffer.concat([Buffer.alloc(1), bytes]),
  'a zero byte at the end': (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]),
  'its bytes backwards': (bytes) => Buffer.from(bytes).reverse(),
  'it stands twice': (bytes) => Buffer.concat([bytes, bytes]),
  'all zeros': (bytes) => Buffer.alloc(bytes.length),
  'all ones': (bytes) => Buffer.alloc(bytes.length, 255),
  'it is empty': () => Buffer.alloc(0),
};

function flip(bytes: Buffer, at: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ 1;
  return flipped;
}

function wrongTokens(alg: string): Wrong[] {
  const good = partsOf(CLAIMS, alg);
  const withClaims = (claims: Json): string => join({ ...good, payload: encode(claims) });
  const code = (key: string): string =>
    createHmac('sha256', key)
      .update(`${encode({ typ: 'JWT', alg: 'HS256', kid: 'bk-job' })}.${good.payload}`)
      .digest('base64url');
  const hs256 = (key: string): string =>
    `${encode({ typ: 'JWT', alg: 'HS256', kid: 'bk-job' })}.${good.payload}.${code(key)}`;
  const none = (name: string): string => `${encode({ typ: 'JWT', alg: name, kid: 'bk-job' })}.${good.payload}.`;
  const others = Object.keys(DIGESTS).filter((name) => name !== alg);
  return [
    ...Object.entries(SPOILS).map(([comment, spoil]): Wrong => {
      const signature = spoil(Buffer.from(good.signature, 'base64url')).toString('base64url');
      return [`signature: ${comment}`, 'WrongSignature', join({ ...good, signature })];
    }),
    ['signature: of another key', 'WrongKey', join(partsOf(CLAIMS, alg, otherPrivateKey))],
    ['signature: of the claims alone', 'WrongSignature', join({ ...good, signature: signed(good.payload, alg) })],
    [
      'signature: of the texts without the point',
      'WrongSignature',
      join({ ...good, signature: signed(good.header + good.payload, alg) }),
    ],
    [
      'signature: of the same an hour later',
      'WrongSignature',
      join({ ...good, signature: partsOf({ ...CLAIMS, exp: SECONDS + 5100 }, alg).signature }),
    ],
    ...['none', 'None', 'NONE', 'nOnE'].map((name): Wrong => [
      `algorithm: ${name}, not signed`,
      'WrongAlgorithm',
      none(name),
    ]),
    ['algorithm: HS256 with the public key as its secret', 'WrongAlgorithm', hs256(PUBLIC_KEY)],
    ['algorithm: HS256 with an empty secret', 'WrongAlgorithm', hs256('')],
    ...others.map((name): Wrong => [
      `algorithm: says ${name}`,
      'WrongAlgorithm',
      join({ ...good, header: encode({ typ: 'JWT', alg: name, kid: 'bk-job' }) }),
    ]),
    ['algorithm: in small letters', 'WrongAlgorithm', join(partsOf(CLAIMS, alg.toLowerCase()))],
    [
      'algorithm: PS256',
      'WrongAlgorithm',
      join({ ...good, header: encode({ typ: 'JWT', alg: 'PS256', kid: 'bk-job' }) }),
    ],
    ['altered: another app', 'Altered', withClaims({ ...CLAIMS, app: { ...APP, app_code: 'other' } })],
    ['altered: another user', 'Altered', withClaims({ ...CLAIMS, user: { ...USER, username: 'other' } })],
    ['altered: expires later', 'Altered', withClaims({ ...CLAIMS, exp: SECONDS + 99_999 })],
    [
      'altered: the app is verified',
      'Altered',
      join({ ...partsOf({ ...CLAIMS, app: { ...APP, verified: false } }, alg), payload: good.payload }),
    ],
    [
      'altered: the header has a field more',
      'Altered',
      join({ ...good, header: encode({ typ: 'JWT', alg, kid: 'bk-job', more: 1 }) }),
    ],
    ['time: expired this second', 'ClockSkew', join(partsOf({ ...CLAIMS, exp: SECONDS }, alg))],
    ['time: expired a second ago', 'ClockSkew', join(partsOf({ ...CLAIMS, exp: SECONDS - 1 }, alg))],
    ['time: expired a year ago', 'ClockSkew', join(partsOf({ ...CLAIMS, exp: SECONDS - 31_536_000 }, alg))],
    ['time: counts from the next second', 'ClockSkew', join(partsOf({ ...CLAIMS, nbf: SECONDS + 1 }, alg))],
    ['time: counts from tomorrow', 'ClockSkew', join(partsOf({ ...CLAIMS, nbf: SECONDS + 86_400 }, alg))],
    ['time: expires at a text', 'MalformedTime', join(partsOf({ ...CLAIMS, exp: String(SECONDS + 1500) }, alg))],
    ['time: expires at null', 'MalformedTime', join(partsOf({ ...CLAIMS, exp: null }, alg))],
    ['claims: the app is not verified', 'Missing', join(partsOf({ ...CLAIMS, app: { ...APP, verified: false } }, alg))],
    [
      'claims: the app is verified by a text',
      'Missing',
      join(partsOf({ ...CLAIMS, app: { ...APP, verified: 'true' } }, alg)),
    ],
    ...malformed(good),
  ];
}

function malformed({ header, payload, signature }: Parts): Wrong[] {
  const of = (comment: string, token: string): Wrong => [`form: ${comment}`, 'MalformedAuthorization', token];
  return [
    of('two parts', `${header}.${payload}`),
    of('one part', header),
    of('four parts', `${header}.${payload}.${signature}.${signature}`),
    of('no header', `.${payload}.${signature}`),
    of('no claims', `${header}..${signature}`),
    of('the parts in another order', `${payload}.${header}.${signature}`),
    of('commas in place of points', [header, payload, signature].join(',')),
    of('Bearer in front', `Bearer ${header}.${payload}.${signature}`),
    of('claims that are no JSON', `${header}.${Buffer.from('claims').toString('base64url')}.${signature}`),
    of('a text', 'token'),
    of('between quotation marks', `"${header}.${payload}.${signature}"`),
  ];
}

function invalid(): Vector[] {
  const algorithms = [
    ['RS256', ['get_credential_detail', 'create_credential']],
    ['RS512', ['get_account_list', 'update_credential']],
    ['RS384', ['get_credential_detail', 'update_credential']],
  ] as const;
  const wrong = algorithms.flatMap(([alg, operations]) =>
    operations.flatMap((operation) =>
      wrongTokens(alg).map(([comment, flag, token, error = BROKEN]): Vector => {
        const request = requestWith(operation, token);
        return { comment: `${operation}, ${alg}: ${comment}`, flags: [flag], request, result: 'invalid', error };
      }),
    ),
  );
  const without = OPERATIONS.flatMap((operation) =>
    [null, ''].map((token): Vector => {
      const comment = `${operation}: ${token === null ? 'no token' : 'an empty token'}`;
      return {
        comment,
        flags: ['Missing'],
        request: requestWith(operation, token),
        result: 'invalid',
        error: NO_TOKEN,
      };
    }),
  );
  return [...wrong, ...without];
}

export const JWT_FAMILY: Family = {
  name: 'blueking-jwt',
  algorithm: 'JWT',
  schema: 'signed_request_schema.json',
  header: ["Requests to JOB's own path, with the token that BlueKing's gateways sign (RFC 7519; RS256, RS384, RS512)."],
  notes: COMMON_NOTES,
  groups: [
    {
      type: 'SignedRequest',
      service: 'blueking',
      key: { privateKey, publicKey: PUBLIC_KEY },
      now: NOW,
      tests: [...distinct(valid()), ...distinct(invalid())],
    },
  ],
};
