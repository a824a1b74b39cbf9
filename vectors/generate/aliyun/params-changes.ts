/** What goes wrong with requests of signature version 1.0. */
import type { Pair } from '../encoding.ts';
import type { Spoil } from '../changes.ts';
import type { Request } from '../vector-file.ts';
import { BASE64_SPOILS, SPELLINGS } from './base64-spoils.ts';
import { mistakesOf } from './params-mistakes.ts';
import { type Draft, type Scheme, type Signed, requestOf, sign, withParam, withoutParam } from './params-scheme.ts';

/** A way to spoil a signed request. */
export interface Change {
  readonly comment: string;
  readonly flag: string;
  /** Which of the errors it leads to; with a name after a colon, of that parameter. */
  readonly error: string;
  readonly apply: (good: Signed) => Request | null;
}

/** Ways to spoil a request. @param otherKey what signs as well, and is not known to the service */
export function changesOf(scheme: Scheme, otherSecrets: Readonly<Record<string, Spoil>>): Change[] {
  const isHmac = scheme.type === null;
  return [
    ...spoilt(isHmac ? { ...BASE64_SPOILS, ...SPELLINGS } : BASE64_SPOILS),
    ...Object.entries(otherSecrets).map(([comment, spoil]) => bySecret(comment, spoil)),
    ...ids(),
    ...alterations(),
    ...mistakes(mistakesOf(scheme)),
    ...missing(),
    ...methods(scheme),
    ...times(),
  ];
}

function spoilt(spoils: Readonly<Record<string, Spoil>>): Change[] {
  return Object.entries(spoils).map(([comment, spoil]) => ({
    comment: `signature: ${comment}`,
    flag: 'WrongSignature',
    error: 'mismatch',
    apply: (good) => {
      const signature = spoil(good.signature);
      return signature === good.signature ? null : requestOf(good, signature);
    },
  }));
}

function bySecret(comment: string, spoil: Spoil): Change {
  return {
    comment: `secret: ${comment}`,
    flag: 'WrongKey',
    error: 'mismatch',
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, draft, { ...key, secret: spoil(key.secret) })),
  };
}

function ids(): Change[] {
  const of = (comment: string, error: string, spoil: Spoil): Change => ({
    comment: `key: ${comment}`,
    flag: 'UnknownKey',
    error,
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, withParam(draft, 'AccessKeyId', spoil(key.id)), key)),
  });
  return [
    of('one that nobody has', 'unknownKey', () => 'LTAINOBODYHASTHIS001'),
    of('its id in small letters', 'unknownKey', (id) => id.toLowerCase()),
    of('a character of its id is missing', 'unknownKey', (id) => id.slice(0, -1)),
    of('a blank at the end of its id', 'invalid:AccessKeyId', (id) => `${id} `),
    of('a line break at the end of its id', 'invalid:AccessKeyId', (id) => `${id}\n`),
    of('an empty id', 'missing:AccessKeyId', () => ''),
  ];
}

function alterations(): Change[] {
  const of = (comment: string, change: (draft: Draft) => Draft): Change => ({
    comment: `altered: ${comment}`,
    flag: 'Altered',
    error: 'mismatch',
    apply: (good) => requestOf({ ...good, draft: change(good.draft) }),
  });
  const first = (draft: Draft): Pair => draft.params.find(([name]) => name.startsWith('X')) ?? ['Format', 'JSON'];
  return [
    of('a parameter has another value', (draft) => withParam(draft, first(draft)[0], `${first(draft)[1]}0`)),
    of('a parameter lost its value', (draft) => withParam(draft, first(draft)[0], '')),
    of('a parameter is gone', (draft) => withoutParam(draft, first(draft)[0])),
    of('the name of a parameter is in capitals', (draft) => ({
      ...draft,
      params: draft.params.map(([name, value]) => [name === first(draft)[0] ? name.toUpperCase() + 'Q' : name, value]),
    })),
    of('a parameter more', (draft) => withParam(draft, 'Zone', '1')),
    of('an empty parameter more', (draft) => withParam(draft, 'Zone', '')),
    of('another nonce', (draft) => withParam(draft, 'SignatureNonce', 'another')),
    of('another time', (draft) => withParam(draft, 'Timestamp', '2026-01-02T03:04:06Z')),
    of('GET became POST, or POST became PUT', (draft) => ({
      ...draft,
      method: draft.method === 'GET' ? 'POST' : 'GET',
      inForm: [],
    })),
    of('a blank more at the end of a value', (draft) => withParam(draft, first(draft)[0], `${first(draft)[1]} `)),
    of('another region', (draft) => withParam(draft, 'RegionId', 'cn-beijing')),
    of('a security token more', (draft) => withParam(draft, 'X-SecurityToken', 'CAISabc')),
    {
      comment: 'altered: a parameter stands twice, the first with another value',
      flag: 'RepeatedName',
      error: 'mismatch',
      apply: (good) => {
        const [name, value] = first(good.draft);
        return requestOf({ ...good, draft: { ...good.draft, params: [[name, `${value}1`], ...good.draft.params] } });
      },
    },
    {
      comment: 'signature: of the same request with another nonce',
      flag: 'WrongSignature',
      error: 'mismatch',
      apply: (good) =>
        requestOf(good, sign(good.scheme, withParam(good.draft, 'SignatureNonce', 'another'), good.key).signature),
    },
  ];
}

function mistakes(all: ReturnType<typeof mistakesOf>): Change[] {
  return Object.entries(all).map(([comment, mistake]) => ({
    comment: `canonical: ${comment}`,
    flag: 'WrongCanonicalRequest',
    error: 'mismatch',
    apply({ scheme, draft, key, signature }) {
      const wrong = sign({ ...scheme, ...mistake(scheme) }, draft, key);
      return wrong.signature === signature ? null : requestOf(wrong);
    },
  }));
}

function missing(): Change[] {
  const without = (name: string): Change => ({
    comment: `missing: ${name}`,
    flag: 'Missing',
    error: name === 'Timestamp' ? 'time' : `missing:${name}`,
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, withoutParam(draft, name), key)),
  });
  const empty = (name: string): Change => ({
    comment: `missing: ${name} is empty`,
    flag: 'EmptyValue',
    error: name === 'Timestamp' ? 'time' : `missing:${name}`,
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, withParam(draft, name, ''), key)),
  });
  const names = ['AccessKeyId', 'SignatureMethod', 'SignatureVersion', 'Timestamp'];
  return [
    ...names.map(without),
    ...names.map(empty),
    {
      comment: 'missing: Signature',
      flag: 'Missing',
      error: 'missing:Signature',
      apply: (good) => requestOf(good, null),
    },
    {
      comment: 'missing: Signature is empty',
      flag: 'EmptyValue',
      error: 'missing:Signature',
      apply: (good) => requestOf(good, ''),
    },
  ];
}

function methods({ method, type }: Scheme): Change[] {
  const says = (comment: string, error: string, name: string, value: string): Change => ({
    comment: `method: ${comment}`,
    flag: 'WrongAlgorithm',
    error,
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, withParam(draft, name, value), key)),
  });
  const others = ['HMAC-SHA1', 'HMAC-SHA256'].filter((name) => name !== method && type === null);
  return [
    says('HMAC-MD5', 'invalid:SignatureMethod', 'SignatureMethod', 'HMAC-MD5'),
    says('HMAC-SHA512', 'invalid:SignatureMethod', 'SignatureMethod', 'HMAC-SHA512'),
    says('its name in small letters', 'invalid:SignatureMethod', 'SignatureMethod', method.toLowerCase()),
    ...others.map((name) => says(`says ${name}`, 'mismatch', 'SignatureMethod', name)),
    says('version 2.0', 'invalid:SignatureVersion', 'SignatureVersion', '2.0'),
    says('version 1', 'invalid:SignatureVersion', 'SignatureVersion', '1'),
    ...(type === null
      ? [says('of a key pair that is none', 'invalid:SignatureMethod', 'SignatureType', 'PRIVATEKEY')]
      : [says('without its type', 'invalid:SignatureMethod', 'SignatureType', '')]),
  ];
}

function times(): Change[] {
  const at = (comment: string, time: string): Change => ({
    comment: `time: ${comment}`,
    flag: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time) ? 'ClockSkew' : 'MalformedTime',
    error: 'time',
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, withParam(draft, 'Timestamp', time), key)),
  });
  return [
    at('fifteen minutes and a second ago', '2026-01-02T02:49:04Z'),
    at('in fifteen minutes and a second', '2026-01-02T03:19:06Z'),
    at('the day before', '2026-01-01T03:04:05Z'),
    at('a year later', '2027-01-02T03:04:05Z'),
    at('as Huawei Cloud states it', '20260102T030405Z'),
    at('without its Z', '2026-01-02T03:04:05'),
    at('in another zone', '2026-01-02T11:04:05+08:00'),
    at('a blank in place of the T', '2026-01-02 03:04:05Z'),
    at('in seconds since 1970', '1767323045'),
    at('as RFC 1123', 'Fri, 02 Jan 2026 03:04:05 GMT'),
    at('a day that there is not', '2026-02-30T03:04:05Z'),
  ];
}
