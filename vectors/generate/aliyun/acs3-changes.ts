/** What goes wrong with requests of signature version 3. */
import { createHash, createHmac } from 'node:crypto';

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
import { type Scheme, requestOf, sign, withHeader, withoutHeader } from '../header-scheme.ts';

/** Ways to spoil a request, for a scheme. */
export function changesOf(scheme: Scheme): Change[] {
  return [
    ...signatureChanges({ ...HEX_SPOILS, 'in capitals': (text) => text.toUpperCase() }),
    ...KEY_CHANGES,
    ...ALTERATIONS.filter(({ comment }) => !/written anew|fields in another order/.test(comment)),
    ...['x-acs-signature-nonce', 'content-type'].flatMap(headerAlterations),
    ...['kms.cn-beijing.aliyuncs.com', 'kms.cn-hangzhou.aliyuncs.com:443'].map(otherHost),
    methodChanged('PUT'),
    ...canonicalizationMistakes({ ...COMMON_MISTAKES, ...MISTAKES }),
    ...formChanges(scheme),
    ...timeChanges(),
    ...hashChanges(scheme),
  ];
}

function otherHost(host: string): Change {
  return {
    comment: `altered: the host is ${host}`,
    flag: 'AlteredHeader',
    error: 'mismatch',
    apply: (good) => requestOf({ ...good, draft: withHeader(good.draft, 'host', host) }),
  };
}

function methodChanged(method: string): Change {
  return {
    comment: `altered: ${method}`,
    flag: 'Altered',
    error: 'mismatch',
    apply: ({ scheme, draft, key, ...rest }) =>
      requestOf({ ...rest, scheme, key, draft, signature: sign(scheme, { ...draft, method }, key).signature }),
  };
}

const MISTAKES: Readonly<Record<string, (scheme: Scheme) => Partial<Scheme>>> = {
  'the path is empty in place of a slash': () => ({ path: () => '' }),
  'the path has two slashes': () => ({ path: () => '//' }),
  'the string to sign has the time': ({ algorithm, textToSign }) => ({
    textToSign: (date, hash) => textToSign(date, hash).replace(algorithm, `${algorithm}\n${date}`),
  }),
  'the string to sign names another algorithm': ({ algorithm, textToSign }) => ({
    textToSign: (date, hash) => textToSign(date, hash).replace(algorithm, 'ACS4-HMAC-SHA256'),
  }),
  'the key has an ampersand at its end, as in version 1.0': ({ signature }) => ({
    signature: (key, text) => signature({ ...key, secret: `${key.secret}&` }, text),
  }),
  'the signature is HMAC-SHA1': () => ({
    signature: (key, text) => createHmac('sha1', key.secret).update(text).digest('hex'),
  }),
  'the signature is HMAC-SHA512': () => ({
    signature: (key, text) => createHmac('sha512', key.secret).update(text).digest('hex'),
  }),
  'the signature is a hash without a key': () => ({
    signature: (key, text) =>
      createHash('sha256')
        .update(key.secret + text)
        .digest('hex'),
  }),
};

function formChanges({ algorithm }: Scheme): Change[] {
  const other = algorithm === 'ACS3-HMAC-SM3' ? 'ACS3-HMAC-SHA256' : 'ACS3-HMAC-SM3';
  const says = (name: string): Change =>
    formed(`says ${name}`, 'mismatch', (_, text) => text.replace(algorithm, name), 'WrongAlgorithm');
  return [
    ...[other, 'ACS3-RSA-SHA256', 'ACS3-HMAC-MD5', 'ACS4-HMAC-SHA256'].map(says),
    formed('the algorithm alone', 'mismatch', () => `${algorithm} `),
    formed('no signature', 'mismatch', (_, text) => text.replace(/,Signature=.*/, ''), 'Missing'),
    formed('an empty signature', 'mismatch', (_, text) => text.replace(/Signature=\w*$/, 'Signature=')),
    formed('no list of signed headers', 'mismatch', (_, text) => text.replace(/,SignedHeaders=[^,]*/, ''), 'Missing'),
    formed('no access key', 'mismatch', (_, text) => text.replace(/Credential=[^,]*,/, ''), 'Missing'),
    formed('an empty access key', 'mismatch', (_, text) => text.replace(/Credential=[^,]*/, 'Credential=')),
    formed('its names in small letters', 'mismatch', (_, text) =>
      text.replace(/Credential|SignedHeaders|Signature/g, (name) => name.toLowerCase()),
    ),
    formed('semicolons between its parts', 'mismatch', (_, text) => text.replaceAll(',', ';')),
    formed('Access in place of Credential', 'mismatch', (_, text) => text.replace('Credential', 'Access')),
    formed('its parts in another order', 'mismatch', (_, text) =>
      text.replace(/^(\S+) (\S+),(S\S+),(S\S+)$/, '$1 $4,$3,$2'),
    ),
    formed(
      'a header more in the list',
      'mismatch',
      (_, text) => text.replace('host;', 'host;origin;'),
      'WrongSignedHeaders',
    ),
    formed('a header less in the list', 'mismatch', (_, text) => text.replace('host;', ''), 'WrongSignedHeaders'),
    formed(
      'the list in another order',
      'mismatch',
      (good, text) => text.replace(good.list, good.list.split(';').reverse().join(';')),
      'WrongSignedHeaders',
    ),
    formed(
      'a header twice in the list',
      'mismatch',
      (_, text) => text.replace('host;', 'host;host;'),
      'WrongSignedHeaders',
    ),
    formed(
      'the list in capitals',
      'mismatch',
      (good, text) => text.replace(good.list, good.list.toUpperCase()),
      'WrongSignedHeaders',
    ),
    formed(
      'names of no headers in the list',
      'mismatch',
      (good, text) => text.replace(good.list, 'constructor;__proto__'),
      'WrongSignedHeaders',
    ),
  ];
}

function timeChanges(): Change[] {
  const stated = (comment: string, date: string): Change => ({
    comment: `time: ${comment}`,
    flag: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date) ? 'ClockSkew' : 'MalformedTime',
    error: 'time',
    apply: ({ scheme, draft, key }) => requestOf(sign(scheme, withHeader(draft, 'x-acs-date', date), key)),
  });
  return [
    stated('fifteen minutes and a second ago', '2026-01-02T02:49:04Z'),
    stated('in fifteen minutes and a second', '2026-01-02T03:19:06Z'),
    stated('the day before', '2026-01-01T03:04:05Z'),
    stated('a year later', '2027-01-02T03:04:05Z'),
    stated('as Huawei Cloud states it', '20260102T030405Z'),
    stated('without its Z', '2026-01-02T03:04:05'),
    stated('in another zone', '2026-01-02T11:04:05+08:00'),
    stated('in seconds since 1970', '1767323045'),
    stated('as RFC 1123', 'Fri, 02 Jan 2026 03:04:05 GMT'),
    stated('empty', ''),
    {
      comment: 'time: no such header',
      flag: 'Missing',
      error: 'time',
      apply: ({ scheme, draft, key }) => requestOf(sign(scheme, withoutHeader(draft, 'x-acs-date'), key)),
    },
    {
      comment: 'time: another one than was signed',
      flag: 'AlteredHeader',
      error: 'mismatch',
      apply: (good) => requestOf({ ...good, draft: withHeader(good.draft, 'x-acs-date', '2026-01-02T03:04:06Z') }),
    },
  ];
}

/** The header with the hash of the body says another one. */
function hashChanges({ contentHeader }: Scheme): Change[] {
  const stated = (comment: string, value: (hash: string) => string): Change => ({
    comment: `content: the header says ${comment}`,
    flag: 'WrongContentHash',
    error: 'mismatch',
    apply: ({ scheme, draft, key }) => {
      const hash = scheme.bodyHash(draft);
      return requestOf(sign(scheme, withHeader(draft, contentHeader, value(hash)), key));
    },
  });
  return [
    stated('the hash of another body', () => createHash('sha256').update('other').digest('hex')),
    stated('the hash in capitals', (hash) => hash.toUpperCase()),
    stated('the first half of the hash', (hash) => hash.slice(0, 32)),
    stated('UNSIGNED-PAYLOAD', () => 'UNSIGNED-PAYLOAD'),
    stated('nothing', () => ''),
    stated('the hash by MD5', () => createHash('md5').update('').digest('hex')),
  ];
}
