/** What goes wrong with requests to Huawei Cloud in particular. */
import { createHmac } from 'node:crypto';

import { COMMON_MISTAKES, canonicalizationMistakes } from '../canonicalization-mistakes.ts';
import {
  ALTERATIONS,
  type Change,
  HEX_SPOILS,
  KEY_CHANGES,
  formed,
  headerAlterations,
  signatureChanges,
} from '../changes.ts';
import { type Draft, type Scheme, requestOf, sign, withHeader, withoutHeader } from '../header-scheme.ts';
import type { ExpectedError } from '../vector-file.ts';
import { NOW } from './drafts.ts';

const PREFIX = 'Incorrect IAM authentication information: ';
const rejected = (detail: string): ExpectedError => ({ status: 401, code: 'APIGW.0301', message: PREFIX + detail });

/** What API Gateway answers (vendor's FAQ on APIGW.0301, and answers that users have reported). */
export const ERRORS: Readonly<Record<string, ExpectedError>> = {
  mismatch: rejected('verify aksk signature fail, canonicalRequest:'),
  unknownKey: rejected('ak AKNOBODYHASTHIS00001 not exist'),
  unknownKeySmall: rejected('ak akemulatortest000001 not exist'),
  expired: rejected('calc aksk signature fail:signature expired, signature time:'),
  noDate: rejected('calc aksk signature fail:X-Sdk-Date not found or not signed'),
  incomplete: rejected('Unauthorized'),
  scope: rejected('calc aksk signature fail:invalid credential scope'),
  notSigned: rejected('x-auth-token not found'),
};

/** Ways to spoil a request, for a scheme. */
export function changesOf(scheme: Scheme): Change[] {
  return [
    ...signatureChanges(HEX_SPOILS),
    ...(isDeterministic(scheme) ? signatureChanges({ 'in capitals': (text) => text.toUpperCase() }) : []),
    ...signatureOfOthers(),
    ...KEY_CHANGES,
    ...ALTERATIONS,
    ...ROUTE_ALTERATIONS,
    ...['X-Project-Id', 'Content-Type'].flatMap(headerAlterations),
    ...hostAlterations(),
    ...canonicalizationMistakes({ ...COMMON_MISTAKES, ...MISTAKES }),
    ...formChanges(scheme),
    ...timeChanges(),
  ];
}

/** Whether a scheme makes one signature alone of a request, which is compared as text. */
export function isDeterministic({ algorithm }: Scheme): boolean {
  return algorithm.includes('HMAC');
}

function signatureOfOthers(): Change[] {
  const of = (comment: string, other: (draft: Draft) => Draft): Change => ({
    comment: `signature: ${comment}`,
    flag: 'WrongSignature',
    error: 'mismatch',
    apply: (good) => {
      const { signature } = sign(good.scheme, other(good.draft), good.key);
      return requestOf({ ...good, signature });
    },
  });
  return [
    of('of the request a second later', (draft) => withHeader(draft, 'X-Sdk-Date', '20260102T030406Z')),
    of('of another path', (draft) => ({ ...draft, path: `${draft.path}/other` })),
    of('of another method', (draft) => ({ ...draft, method: 'PATCH' })),
  ];
}

function routed(comment: string, alter: (draft: Draft) => Draft): Change {
  return {
    comment: `altered: ${comment}`,
    flag: 'Altered',
    error: 'mismatch',
    apply: (good) => requestOf({ ...good, draft: alter(good.draft) }),
  };
}

/** The method or the path was changed; what is changed is an operation too. */
const ROUTE_ALTERATIONS: readonly Change[] = [
  routed('another secret in the path', (draft) => ({ ...draft, method: draft.method, path: otherPath(draft) })),
  routed('another project in the path', (draft) => ({
    ...draft,
    path: draft.path.replace('0123456789', '0123456780'),
  })),
];

function otherPath({ path }: Draft): string {
  return path.endsWith('/secrets') ? path.replace('/v1/0', '/v1/1') : `${path}2`;
}

function hostAlterations(): Change[] {
  return ['kms.cn-north-1.myhuaweicloud.com', 'kms.cn-north-4.myhuaweicloud.com:443', 'localhost'].map((host) => ({
    comment: `altered: the host is ${host}`,
    flag: 'AlteredHeader',
    error: 'mismatch',
    apply: (good) => requestOf({ ...good, draft: withHeader(good.draft, 'Host', host) }),
  }));
}

const MISTAKES: Readonly<Record<string, (scheme: Scheme) => Partial<Scheme>>> = {
  'the path has no slash at its end': ({ path }) => ({ path: (wire) => path(wire).slice(0, -1) }),
  'the path has two slashes at its end': ({ path }) => ({ path: (wire) => `${path(wire)}/` }),
  'the slashes of the path are encoded': ({ path }) => ({ path: (wire) => path(wire).replaceAll('/', '%2F') }),
  'the values of headers have two blanks in front': ({ headerValue }) => ({
    headerValue: (value) => `  ${headerValue(value)}`,
  }),
  'the string to sign without its time': ({ textToSign }) => ({
    textToSign: (date, hash) => textToSign(date, hash).replace(`${date}\n`, ''),
  }),
  'the string to sign names the time as ISO 8601': ({ textToSign }) => ({
    textToSign: (date, hash) => textToSign(date, hash).replace(NOW, '2026-01-02T03:04:05Z'),
  }),
  'the string to sign names the day alone': ({ textToSign }) => ({
    textToSign: (date, hash) => textToSign(date, hash).replace(`\n${NOW}\n`, '\n20260102\n'),
  }),
  'the string to sign names another algorithm': ({ textToSign }) => ({
    textToSign: (date, hash) => textToSign(date, hash).replace(/^\w+-/, 'HWS-'),
  }),
  'the signature is of the hash alone': () => ({ textToSign: (date, hash) => `\n${date}\n${hash}` }),
  'the signature is HMAC-SHA512': () => ({
    signature: (key, text) => createHmac('sha512', key.secret).update(text).digest('hex'),
  }),
  'the signature is HMAC-SHA1': () => ({
    signature: (key, text) => createHmac('sha1', key.secret).update(text).digest('hex'),
  }),
};

function formChanges({ algorithm }: Scheme): Change[] {
  const others = ['SDK-HMAC-SHA256', 'SDK-HMAC-SM3', 'SDK-ECDSA-P256-SHA256', 'SDK-SM2-SM3'].filter(
    (name) => name !== algorithm,
  );
  const isDerived = algorithm.startsWith('V11');
  return [
    formed('is not sent', 'notSigned', () => null, 'Missing'),
    formed('is empty', 'notSigned', () => '', 'Missing'),
    formed('of another kind', 'notSigned', () => 'Bearer abc'),
    formed('its algorithm in small letters', 'notSigned', (_, text) =>
      text.replace(algorithm, algorithm.toLowerCase()),
    ),
    formed('the algorithm alone', 'notSigned', () => algorithm),
    formed('no signature', 'incomplete', (_, text) => text.replace(/, Signature=.*/, ''), 'Missing'),
    formed(
      'no list of signed headers',
      'incomplete',
      (_, text) => text.replace(/, SignedHeaders=[^,]*/, ''),
      'Missing',
    ),
    formed('no access key', 'incomplete', (_, text) => text.replace(/(Access|Credential)=[^,]*, /, ''), 'Missing'),
    formed('an empty access key', 'incomplete', (_, text) => text.replace(/(Access|Credential)=[^,/]*/, '$1=')),
    formed('an empty signature', 'mismatch', (_, text) => text.replace(/Signature=[^=]*$/, 'Signature=')),
    formed('its names in small letters', 'incomplete', (_, text) =>
      text.replace(/\b(Access|Credential|SignedHeaders|Signature)=/g, (name) => name.toLowerCase()),
    ),
    formed('semicolons between its parts', 'incomplete', (_, text) => text.replaceAll(', ', '; ')),
    formed(
      'an algorithm that there is not',
      'incomplete',
      (_, text) => text.replace(algorithm, 'SDK-HMAC-MD5'),
      'WrongAlgorithm',
    ),
    ...others.map((name) =>
      formed(`says ${name}`, 'mismatch', (_, text) => text.replace(algorithm, name), 'WrongAlgorithm'),
    ),
    formed('the time is not among the signed headers', 'noDate', (_, text) => text.replace(/;?x-sdk-date/, '')),
    formed('an empty list of signed headers', 'noDate', (_, text) =>
      text.replace(/SignedHeaders=[^,]*/, 'SignedHeaders='),
    ),
    formed(
      'a header more in the list',
      'mismatch',
      (_, text) => text.replace('x-sdk-date', 'x-sdk-date;x-zero'),
      'WrongSignedHeaders',
    ),
    formed(
      'a header less in the list',
      'mismatch',
      (_, text) => text.replace(/(SignedHeaders=)(?!x-sdk-date)[^;]*;/, '$1'),
      'WrongSignedHeaders',
    ),
    formed(
      'the list in another order',
      'mismatch',
      (good, text) => text.replace(good.list, good.list.split(';').reverse().join(';')),
      'WrongSignedHeaders',
    ),
    formed(
      'the time twice in the list',
      'incomplete',
      (_, text) => text.replace('x-sdk-date', 'x-sdk-date;x-sdk-date'),
      'WrongSignedHeaders',
    ),
    formed(
      'commas in the list',
      'noDate',
      (good, text) => text.replace(good.list, good.list.replaceAll(';', ',')),
      'WrongSignedHeaders',
    ),
    ...(isDerived ? scopeChanges() : []),
  ];
}

function scopeChanges(): Change[] {
  const scoped = (comment: string, error: string, scope: string): Change =>
    formed(comment, error, (_, text) => text.replace('/20260102/cn-north-4/csms', scope), 'WrongScope');
  return [
    scoped('its scope is of the day before', 'scope', '/20260101/cn-north-4/csms'),
    scoped('its scope has no service', 'scope', '/20260102/cn-north-4'),
    scoped('its scope has a part more', 'scope', '/20260102/cn-north-4/csms/request'),
    scoped('it has no scope', 'scope', ''),
    scoped('its scope is of another region', 'mismatch', '/20260102/cn-north-1/csms'),
    scoped('its scope is of another service', 'mismatch', '/20260102/cn-north-4/kms'),
    scoped('its scope has its region in capitals', 'mismatch', '/20260102/CN-NORTH-4/csms'),
  ];
}

function timeChanges(): Change[] {
  const stated = (comment: string, date: string, error: string): Change => ({
    comment: `time: ${comment}`,
    flag: error === 'noDate' ? 'MalformedTime' : 'ClockSkew',
    error,
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, withHeader(draft, 'X-Sdk-Date', date), key)),
  });
  return [
    stated('fifteen minutes and a second ago', '20260102T024904Z', 'expired'),
    stated('in fifteen minutes and a second', '20260102T031906Z', 'expired'),
    stated('the day before', '20260101T030405Z', 'expired'),
    stated('the day after', '20260103T030405Z', 'expired'),
    stated('a year ago', '20250102T030405Z', 'expired'),
    stated('1970', '19700101T000000Z', 'expired'),
    stated('as ISO 8601', '2026-01-02T03:04:05Z', 'noDate'),
    stated('without its Z', '20260102T030405', 'noDate'),
    stated('with a small z', '20260102T030405z', 'noDate'),
    stated('with milliseconds', '20260102T030405.000Z', 'noDate'),
    stated('in seconds since 1970', '1767323045', 'noDate'),
    stated('as RFC 1123', 'Fri, 02 Jan 2026 03:04:05 GMT', 'noDate'),
    stated('empty', '', 'noDate'),
    {
      comment: 'time: no such header',
      flag: 'Missing',
      error: 'noDate',
      apply: ({ scheme, draft, key }) => requestOf(sign(scheme, withoutHeader(draft, 'X-Sdk-Date'), key)),
    },
    {
      comment: 'time: another one than was signed',
      flag: 'Altered',
      error: 'mismatch',
      apply: (good) => requestOf({ ...good, draft: withHeader(good.draft, 'X-Sdk-Date', '20260102T030406Z') }),
    },
  ];
}
