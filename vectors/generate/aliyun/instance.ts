/** Requests to a KMS instance's own gateway, signed with a client key. */
import { createHash, sign as signWith } from 'node:crypto';

import { type Pair, byBytes } from '../encoding.ts';
import { choicesFrom } from '../random.ts';
import { QUERIES, SEGMENTS } from '../request-parts.ts';
import { type Family, type Request, type Vector, distinct } from '../vector-file.ts';
import { CLIENT_KEY } from './client-key.ts';
import { type InstanceDraft, type Steps, instanceChanges } from './instance-changes.ts';
import { INSTANCE_NOTES } from './instance-notes.ts';
import { NOW } from './keys.ts';

const DATE = 'Fri, 02 Jan 2026 03:04:05 GMT';

const STEPS: Steps = {
  text: ({ method, headers }) => {
    const of = (name: string): string => headers.find(([other]) => other.toLowerCase() === name)?.[1].trim() ?? '';
    const lines = ['content-sha256', 'content-type', 'date'].map(of);
    const kms = headers
      .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
      .filter(([name]) => name.startsWith('x-kms-'))
      .sort(([left], [right]) => byBytes(left, right))
      .map(([name, value]) => `${name}:${value}\n`);
    return `${[method, ...lines].join('\n')}\n${kms.join('')}/`;
  },
  sign: (text) => signWith('sha256', Buffer.from(text), CLIENT_KEY.privateKey).toString('base64'),
};

/** GetSecretValue of a name, as a message of protobuf. */
function messageOf(name: string): string {
  return `\n${String.fromCharCode(Buffer.byteLength(name))}${name} \u0001`;
}

/** With the hash of its body. */
function draftOf(body: string, more: readonly Pair[] = []): InstanceDraft {
  const headers: readonly Pair[] = [
    ['host', 'kst-vectors.cryptoservice.kms.aliyuncs.com'],
    ['accept', 'application/x-protobuf'],
    ['date', DATE],
    ['x-kms-apiversion', 'dkms-gcs-0.2'],
    ['x-kms-apiname', 'GetSecretValue'],
    ['x-kms-signaturemethod', 'RSA_PKCS1_SHA_256'],
    ['x-kms-acccesskeyid', CLIENT_KEY.id],
    ['content-type', 'application/x-protobuf'],
    ['content-sha256', createHash('sha256').update(body).digest('hex').toUpperCase()],
  ];
  return more.reduce((draft, [name, value]) => withHeader(draft, name, value), { method: 'POST', headers, body });
}

function withHeader(draft: InstanceDraft, name: string, value: string): InstanceDraft {
  const others = draft.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...draft, headers: [...others, [name, value]] };
}

function requestOf({ method, headers, body }: InstanceDraft, authorization: string | null): Request {
  const all = authorization === null ? headers : [...headers, ['authorization', authorization] as const];
  return { method, target: '/', headers: all, ...(body === '' ? {} : { body }) };
}

function valid(comment: string, flag: string, draft: InstanceDraft, scheme = 'Bearer'): Vector {
  const stringToSign = STEPS.text(draft);
  const signature = STEPS.sign(stringToSign);
  const request = requestOf(draft, `${scheme} ${signature}`);
  const result = scheme === 'Bearer' ? 'valid' : 'acceptable';
  return { comment, flags: [flag], request, stringToSign, signature, result };
}

function named(): Vector[] {
  const names = [
    ...SEGMENTS.map(({ comment, flag, segment }) => [comment, flag, decodeURIComponent(segment)] as const),
    ...QUERIES.flatMap(({ comment, flag, pairs }) => {
      const value = pairs[0]?.[1] ?? '';
      return value === '' || pairs.length > 1 ? [] : [[`${comment}, value`, flag, value] as const];
    }),
  ].filter(([, , name]) => Buffer.byteLength(name) < 128);
  return names.map(([comment, flag, name]) => valid(`body: ${comment}`, flag, draftOf(messageOf(name))));
}

function headed(): Vector[] {
  const body = messageOf('demo');
  const one = (comment: string, flag: string, ...more: Pair[]): Vector =>
    valid(`headers: ${comment}`, flag, draftOf(body, more));
  const backwards = draftOf(body);
  return [
    one('those that clients send', 'Plain'),
    one('a user agent, which is not signed', 'UnsignedHeader', ['user-agent', 'kms-gcs-python-sdk-version/1.0.2']),
    one('another header of the scheme', 'Plain', ['x-kms-more', 'value']),
    one('another header of the scheme in capitals', 'HeaderCase', ['X-KMS-MORE', 'Value']),
    one('blanks around a value', 'HeaderBlanks', ['x-kms-more', '  a b  ']),
    one('blanks within a value stay', 'HeaderBlanks', ['x-kms-more', 'a   b']),
    one('an empty value', 'EmptyValue', ['x-kms-more', '']),
    one('names that a hyphen tells apart', 'HeaderOrder', ['x-kms-ab', '1'], ['x-kms-a-b', '2']),
    one('a port after the host', 'HostPort', ['host', 'kst-vectors.cryptoservice.kms.aliyuncs.com:443']),
    one('the hash in small letters', 'LetterCase', ['content-sha256', createHash('sha256').update(body).digest('hex')]),
    valid('headers: in another order', 'WireOrder', { ...backwards, headers: [...backwards.headers].reverse() }),
    one('fifteen minutes ago to the second', 'ClockSkew', ['date', 'Fri, 02 Jan 2026 02:49:05 GMT']),
    one('in fifteen minutes to the second', 'ClockSkew', ['date', 'Fri, 02 Jan 2026 03:19:05 GMT']),
    one('a second ago', 'ClockSkew', ['date', 'Fri, 02 Jan 2026 03:04:04 GMT']),
    valid('authorization: TOKEN, as a page of the vendor has it', 'TokenWord', draftOf(body), 'TOKEN'),
  ];
}

function mixed(count: number): Vector[] {
  const choices = choicesFrom('aliyun-kms-instance');
  return Array.from({ length: count }, (_, at) => {
    const more = Array.from({ length: choices.below(4) }, (__, index): Pair => [
      `x-kms-${choices.text(4).toLowerCase()}${index}`,
      choices.text(1 + choices.below(20)),
    ]);
    const draft = draftOf(messageOf(choices.text(1 + choices.below(60))), more);
    return valid(`parts put together at random, ${at + 1}`, 'PseudoRandom', draft);
  });
}

function invalid(): Vector[] {
  return ['demo', 'a b+c~*数', 'orders/db', 'n', '据'].flatMap((name) => {
    const draft = draftOf(messageOf(name), name === 'demo' ? [['x-kms-more', 'value']] : []);
    return instanceChanges(STEPS).flatMap(({ comment, flag, error, apply }): Vector[] => {
      const spoilt = apply(draft, STEPS.sign(STEPS.text(draft)));
      if (spoilt === null) return [];
      const request = requestOf(spoilt.draft, spoilt.authorization);
      return [{ comment: `${comment} (${name})`, flags: [flag], request, result: 'invalid', error }];
    });
  });
}

export const INSTANCE_FAMILY: Family = {
  name: 'aliyun-kms-instance',
  algorithm: 'RSA_PKCS1_SHA_256',
  schema: 'signed_request_schema.json',
  header: ['Requests to the gateway of a KMS instance of Alibaba Cloud (dkms-gcs-0.2), signed with a client key.'],
  notes: INSTANCE_NOTES,
  groups: [
    {
      type: 'SignedRequest',
      service: 'aliyun-instance',
      key: { clientKeyId: CLIENT_KEY.id, privateKey: CLIENT_KEY.privateKey, certificate: CLIENT_KEY.certificate },
      now: NOW,
      tests: [...distinct([...named(), ...headed(), ...mixed(105)]), ...distinct(invalid())],
    },
  ],
};
