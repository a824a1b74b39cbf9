import { createHash } from 'node:crypto';

import { type Explanation } from '@dragoman/protocol-kit';

import { type Params, KEY_ID } from './environment.ts';
import { type InEnglish } from '../../../test/in-english.ts';

export const SECRET = 'testSK';

export const ELSE = 'the secret key of somebody else';

export const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

export const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

export const named = ({ signature }: InEnglish<Explanation>): string[] =>
  (signature?.rightIf ?? []).map(({ mistake }) => mistake);

export type Pairs = [string, string][];

/** A V1 signer with every step open to a mistake. */
export interface V1Signer {
  method: string;
  slash: string;
  pairs: (pairs: Pairs) => Pairs;
  write: (pairs: Pairs) => string;
  outer: (canonical: string) => string;
  key: string;
  digest: string;
  signature: (signature: string) => string;
  form: 'hex' | 'base64';
  given: Params;
  body: Params;
  target: string;
}

export const V1: V1Signer = {
  method: 'POST',
  slash: '%2F',
  pairs: (pairs) => pairs,
  write: (pairs) =>
    pairs
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, value]) => `${strict(name)}=${strict(value)}`)
      .join('&'),
  outer: strict,
  key: `${SECRET}&`,
  digest: 'sha1',
  signature: (signature) => signature,
  form: 'base64',
  given: {},
  body: {},
  target: '',
};

const loose = (text: string): string =>
  strict(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E');

export const writing =
  (encode: (text: string) => string) =>
  (pairs: Pairs): string =>
    pairs
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map((pair) => pair.map(encode).join('='))
      .join('&');

export const V1_MISTAKES: [string, Partial<V1Signer>][] = [
  ['key-no-ampersand', { key: SECRET }],
  ['key-line-end', { key: `${SECRET}\n&` }],
  ['key-blank', { key: `${SECRET} &` }],
  ['key-is-id', { key: `${KEY_ID}&` }],
  ['hmac-sha256', { digest: 'sha256' }],
  ['hmac-sha1', { given: { SignatureMethod: 'HMAC-SHA256' } }],
  ['plus-for-blank', { write: writing((text) => strict(text).replaceAll('%20', '+')) }],
  ['tilde-encoded', { write: writing((text) => strict(text).replaceAll('~', '%7E')) }],
  ['marks-bare', { write: writing(encodeURIComponent) }],
  ['marks-bare', { write: writing(encodeURIComponent), outer: encodeURIComponent }],
  ['form-encoding', { write: writing(loose), outer: loose }],
  ['query-order', { write: (pairs) => pairs.map((pair) => pair.map(strict).join('=')).join('&') }],
  [
    'query-caseless-order',
    {
      write: (pairs) =>
        pairs
          .toSorted(([left], [right]) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1))
          .map((pair) => pair.map(strict).join('='))
          .join('&'),
    },
  ],
  ['query-decoded', { write: writing((text) => text) }],
  ['query-double-encoded', { write: writing((text) => strict(strict(text))) }],
  ['lower-hex', { write: writing((text) => strict(text).replace(/%../g, (escape) => escape.toLowerCase())) }],
  ['empty-left-out', { pairs: (pairs) => pairs.filter(([, value]) => value !== '') }],
  ['encoded-once', { outer: (text) => text }],
  ['encoded-thrice', { outer: (text) => strict(strict(text)) }],
  ['slash-bare', { slash: '/' }],
  ['method', { method: 'GET' }],
  ['method-lower-case', { method: 'post' }],
  ['signature-included', { pairs: (pairs) => [...pairs, ['Signature', '']] }],
  ['parameter-unsigned', { pairs: (pairs) => pairs.filter(([name]) => name !== 'Zeta') }],
  [
    'form-unsigned',
    {
      body: { PageSize: '1', Extra: 'x' },
      pairs: (pairs) => pairs.filter(([name]) => name !== 'PageSize' && name !== 'Extra'),
    },
  ],
  ['query-unsigned', { body: { PageSize: '1' }, pairs: (pairs) => pairs.filter(([name]) => name === 'PageSize') }],
  [
    'duplicates-last',
    { target: '&Zeta=2', pairs: (pairs) => pairs.map(([name, value]) => [name, name === 'Zeta' ? '2' : value]) },
  ],
  ['query-encoded', { target: '&Zeta=2', pairs: (pairs) => [...pairs, ['Zeta', '2']] }],
  ['signature-form', { form: 'hex' }],
  ['signature-encoding', { signature: (signature) => strict(signature) }],
  ['wrong-identity', { key: `${ELSE}&` }],
];

/** An ACS3 signer with every step open to a mistake. */
export interface Acs3Signer {
  method: string;
  path: string;
  query: (pairs: Pairs) => string;
  line: (name: string, value: string) => string;
  order: (names: string[]) => string[];
  list: (names: string[]) => string;
  gap: string;
  hash: (body: string) => string;
  text: (canonical: string) => string;
  key: string;
  keyId: string;
  digest: string;
  sent: Partial<{ host: string; stated: string; list: string[]; date: string }>;
}

export const ACS3: Acs3Signer = {
  method: 'POST',
  path: '/',
  query: (pairs) =>
    pairs
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map((pair) => pair.map(strict).join('='))
      .join('&'),
  line: (name, value) => `${name}:${value}`,
  order: (names) => names,
  list: (names) => names.join(';'),
  gap: '\n',
  hash: sha,
  text: sha,
  key: SECRET,
  keyId: KEY_ID,
  digest: 'sha256',
  sent: {},
};

const cased = (name: string): string => name.replace(/(^|-)[a-z]/g, (first) => first.toUpperCase());

const NAMES = ['x-acs-date', 'host', 'x-acs-action', 'x-acs-content-sha256'];

export const ACS3_MISTAKES: [string, Partial<Acs3Signer>][] = [
  ['key-ampersand', { key: `${SECRET}&` }],
  ['key-line-end', { key: `${SECRET}\n` }],
  ['hmac-sha1', { digest: 'sha1' }],
  ['host-without-port', { line: (name, value) => ACS3.line(name, name === 'host' ? '127.0.0.1' : value) }],
  [
    'host-with-port',
    { line: (name, value) => ACS3.line(name, name === 'host' ? `${value}:443` : value), sent: { host: 'kms.example' } },
  ],
  ['plus-for-blank', { query: (pairs) => ACS3.query(pairs).replaceAll('%20', '+') }],
  ['tilde-encoded', { query: (pairs) => ACS3.query(pairs).replaceAll('~', '%7E') }],
  ['marks-bare', { query: writing(encodeURIComponent) }],
  ['query-order', { query: (pairs) => pairs.map((pair) => pair.map(strict).join('=')).join('&') }],
  ['query-decoded', { query: writing((text) => text) }],
  ['query-double-encoded', { query: writing((text) => strict(strict(text))) }],
  ['query-left-out', { query: () => '' }],
  ['header-order', { order: (names) => names.toSorted(), sent: { list: NAMES } }],
  [
    'header-order',
    { order: (names) => names.toSorted(), list: (names) => names.toSorted().join(';'), sent: { list: NAMES } },
  ],
  ['header-case', { order: (names) => names.map(cased), list: (names) => names.map(cased).join(';') }],
  ['list-case', { order: (names) => names.map((name) => name.toLowerCase()), sent: { list: NAMES.map(cased) } }],
  ['header-gap', { gap: '' }],
  ['body-as-empty', { hash: () => sha('') }],
  ['body-as-braces', { hash: () => sha('{}') }],
  ['body-unsigned', { hash: () => 'UNSIGNED-PAYLOAD' }],
  ['body-hash-stated', { hash: () => sha('another body'), sent: { stated: sha('another body') } }],
  ['body-hash-left-out', { hash: () => '' }],
  ['body-itself', { hash: (body) => body }],
  ['method', { method: 'GET' }],
  ['unhashed', { text: (canonical) => canonical }],
  ['wrong-identity', { key: ELSE }],
];
