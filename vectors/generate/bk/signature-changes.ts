/** What goes wrong with requests that bear `bk_signature`. */
import { createHash, createHmac } from 'node:crypto';

import { BASE64_SPOILS, SPELLINGS } from '../aliyun/base64-spoils.ts';
import type { Spoil } from '../changes.ts';
import { byCodeUnits, encodePairs, formEncode, percentEncode } from '../encoding.ts';
import type { Request } from '../vector-file.ts';
import { APP } from './requests.ts';
import { NOW_SECONDS } from './signature-drafts.ts';
import {
  type Draft,
  SCHEME,
  type Scheme,
  type Signed,
  requestOf,
  sign,
  withFields,
  withParam,
  withoutParam,
} from './signature-scheme.ts';

/** Of which kind ESB's rejection is. */
export type Rejection =
  'mismatch' | 'unknownApp' | 'noApp' | 'nothing' | 'noNonce' | 'nonce' | 'nonceSign' | 'noTime' | 'time' | 'expired';

/** A way to spoil a signed request. */
export interface Change {
  readonly comment: string;
  readonly flag: string;
  readonly error: Rejection;
  /** The spoilt request; `null` where it cannot be told from the good one. */
  readonly apply: (good: Signed) => Request | null;
}

/** Ways to spoil a request. */
export function changes(): Change[] {
  return [
    ...Object.entries({ ...BASE64_SPOILS, ...SPELLINGS }).map(([comment, spoil]) => bySignature(comment, spoil)),
    ...Object.entries(OTHER_SECRETS).map(([comment, spoil]) => bySecret(comment, spoil)),
    ...Object.entries(ALTERATIONS).map(([comment, alter]) => altered(comment, alter)),
    ...Object.entries(MISTAKES).map(([comment, mistake]) => mistaken(comment, mistake)),
    ...appCodes(),
    ...stamps(),
  ];
}

function bySignature(comment: string, spoil: Spoil): Change {
  return {
    comment: `signature: ${comment}`,
    flag: 'WrongSignature',
    error: 'mismatch',
    apply(good) {
      const signature = spoil(good.signature);
      return signature === good.signature ? null : requestOf(good, signature);
    },
  };
}

const OTHER_SECRETS: Readonly<Record<string, Spoil>> = {
  'another one': () => 'another-app-secret-of-vectors-001',
  'the last character is missing': (secret) => secret.slice(0, -1),
  'a line break at its end': (secret) => `${secret}\n`,
  'a blank in front': (secret) => ` ${secret}`,
  'in capitals': (secret) => secret.toUpperCase(),
  'in Base64': (secret) => Buffer.from(secret).toString('base64'),
  'an ampersand at its end': (secret) => `${secret}&`,
  'an empty one': () => '',
  'between quotation marks': (secret) => `"${secret}"`,
  'the code of the app in its place': () => APP.code,
};

function bySecret(comment: string, spoil: Spoil): Change {
  return {
    comment: `secret: ${comment}`,
    flag: 'WrongKey',
    error: 'mismatch',
    apply: ({ draft }) => requestOf(sign(draft, SCHEME, spoil(APP.secret))),
  };
}

const onBody = (change: (fields: Readonly<Record<string, unknown>>) => object) => (draft: Draft) =>
  draft.body === '' ? draft : withFields(draft, change);

const ALTERATIONS: Readonly<Record<string, (draft: Draft) => Draft>> = {
  'a parameter more': (draft) => withParam(draft, 'more', '1'),
  'an empty parameter more': (draft) => withParam(draft, 'more', ''),
  'another nonce': (draft) => withParam(draft, 'bk_nonce', '7654321'),
  'a later time': (draft) => withParam(draft, 'bk_timestamp', String(NOW_SECONDS + 1)),
  'another credential': (draft) => (draft.method === 'GET' ? withParam(draft, 'id', 'other') : draft),
  'another scope': (draft) => (draft.method === 'GET' ? withParam(draft, 'bk_scope_id', '3') : draft),
  'a parameter is gone': (draft) => (draft.method === 'GET' ? withoutParam(draft, 'id') : draft),
  'another operation': (draft) => ({
    ...draft,
    path: draft.path.replace('get_credential_detail', 'get_account_list').replace('update_', 'create_'),
  }),
  'the body has another value': onBody((fields) => ({ ...fields, id: 'other' })),
  'the body has a field more': onBody((fields) => ({ ...fields, more: 1 })),
  'the body has its fields backwards': onBody((fields) => Object.fromEntries(Object.entries(fields).reverse())),
  'the body was written anew with other blanks': (draft) =>
    draft.body === '' ? draft : { ...draft, body: JSON.stringify(JSON.parse(draft.body), null, 1) },
  'the body has a line break at its end': (draft) =>
    draft.body === '' ? draft : { ...draft, body: `${draft.body}\n` },
};

function altered(comment: string, alter: (draft: Draft) => Draft): Change {
  return {
    comment: `altered: ${comment}`,
    flag: 'Altered',
    error: 'mismatch',
    apply(good) {
      const draft = alter(good.draft);
      return draft === good.draft ? null : requestOf({ ...good, draft });
    },
  };
}

const hmac = (digest: string, secret: string, text: string): string =>
  createHmac(digest, secret).update(text).digest('base64');

/** What those who write a signer get wrong. */
const MISTAKES: Readonly<Record<string, Partial<Scheme>>> = {
  'not sorted': { pairs: (pairs) => pairs },
  'sorted backwards': { pairs: (pairs) => [...SCHEME.pairs(pairs)].reverse() },
  'sorted without a difference between capitals and small letters': {
    pairs: (pairs) => [...pairs].sort(([a], [b]) => byCodeUnits(a.toLowerCase(), b.toLowerCase())),
  },
  'values encoded': { query: (pairs) => encodePairs(pairs, percentEncode) },
  'values encoded as a form is': { query: (pairs) => encodePairs(pairs, formEncode) },
  'empty parameters are left out': { pairs: (pairs) => SCHEME.pairs(pairs.filter(([, value]) => value !== '')) },
  'the signature is among what is signed': { pairs: (pairs) => SCHEME.pairs([...pairs, ['bk_signature', '']]) },
  'the nonce is left out': { pairs: (pairs) => SCHEME.pairs(pairs.filter(([name]) => name !== 'bk_nonce')) },
  'the time is left out': { pairs: (pairs) => SCHEME.pairs(pairs.filter(([name]) => name !== 'bk_timestamp')) },
  'the body is left out': { pairs: (pairs) => SCHEME.pairs(pairs.filter(([name]) => name !== 'data')) },
  'the body under another name': {
    pairs: (pairs) => SCHEME.pairs(pairs.map(([name, value]) => [name === 'data' ? 'body' : name, value])),
  },
  'an empty body where there is none': { pairs: (pairs) => SCHEME.pairs([['data', ''], ...pairs]) },
  'semicolons between parameters': { query: (pairs) => SCHEME.query(pairs).replaceAll('&', ';') },
  'no question mark': { textToSign: (method, path, query) => `${method}${path}${query}` },
  'an ampersand in place of the question mark': { textToSign: (method, path, query) => `${method}${path}&${query}` },
  'a line break behind the method': { textToSign: (method, path, query) => `${method}\n${path}?${query}` },
  'a blank behind the method': { textToSign: (method, path, query) => `${method} ${path}?${query}` },
  'the method in small letters': { textToSign: (method, path, query) => `${method.toLowerCase()}${path}?${query}` },
  'the method is left out': { textToSign: (_, path, query) => `${path}?${query}` },
  'the path is left out': { textToSign: (method, _, query) => `${method}?${query}` },
  'the path without its last slash': {
    textToSign: (method, path, query) => `${method}${path.replace(/\/$/, '')}?${query}`,
  },
  'the host before the path': { textToSign: (method, path, query) => `${method}paas.example.com${path}?${query}` },
  'the whole URL in place of the path': {
    textToSign: (method, path, query) => `${method}http://paas.example.com${path}?${query}`,
  },
  'a line break at the end': { textToSign: (method, path, query) => `${method}${path}?${query}\n` },
  'by SHA-256': { signature: (secret, text) => hmac('sha256', secret, text) },
  'by MD5': { signature: (secret, text) => hmac('md5', secret, text) },
  'key and text are swapped': { signature: (secret, text) => hmac('sha1', text, secret) },
  'a hash without a key': {
    signature: (secret, text) =>
      createHash('sha1')
        .update(secret + text)
        .digest('base64'),
  },
  'the code in hexadecimal, in Base64': {
    signature: (secret, text) => Buffer.from(createHmac('sha1', secret).update(text).digest('hex')).toString('base64'),
  },
};

function mistaken(comment: string, mistake: Partial<Scheme>): Change {
  return {
    comment: `canonical: ${comment}`,
    flag: 'WrongCanonicalRequest',
    error: 'mismatch',
    apply({ draft, signature }) {
      const wrong = sign(draft, { ...SCHEME, ...mistake });
      return wrong.signature === signature ? null : requestOf(wrong);
    },
  };
}

function appCodes(): Change[] {
  const of = (comment: string, flag: string, error: Rejection, code: string): Change => ({
    comment: `app: ${comment}`,
    flag,
    error,
    apply: ({ draft }) =>
      requestOf(
        sign(
          draft.method === 'GET'
            ? withParam(draft, 'bk_app_code', code)
            : withFields(draft, (fields) => ({ ...fields, bk_app_code: code })),
        ),
      ),
  });
  return [
    of('one that nobody has', 'UnknownKey', 'unknownApp', 'nobody-has-this'),
    of('its code in capitals', 'UnknownKey', 'unknownApp', APP.code.toUpperCase()),
    of('a blank at the end of its code', 'UnknownKey', 'unknownApp', `${APP.code} `),
    of('no code', 'Missing', 'noApp', ''),
    {
      comment: 'signature: none, and no secret',
      flag: 'Missing',
      error: 'nothing',
      apply: (good) => requestOf(good, null),
    },
    {
      comment: 'signature: empty, and no secret',
      flag: 'EmptyValue',
      error: 'nothing',
      apply: (good) => requestOf(good, ''),
    },
  ];
}

function stamps(): Change[] {
  const set = (comment: string, flag: string, error: Rejection, change: (draft: Draft) => Draft): Change => ({
    comment,
    flag,
    error,
    apply: ({ draft }) => requestOf(sign(change(draft))),
  });
  const nonce = (comment: string, error: Rejection, value: string): Change =>
    set(`nonce: ${comment}`, 'MalformedNonce', error, (draft) => withParam(draft, 'bk_nonce', value));
  const time = (comment: string, flag: string, error: Rejection, value: string): Change =>
    set(`time: ${comment}`, flag, error, (draft) => withParam(draft, 'bk_timestamp', value));
  return [
    set('nonce: missing', 'Missing', 'noNonce', (draft) => withoutParam(draft, 'bk_nonce')),
    nonce('empty', 'noNonce', ''),
    nonce('letters', 'nonce', 'abc'),
    nonce('a fraction', 'nonce', '1.5'),
    nonce('hexadecimal', 'nonce', '0x7f'),
    nonce('zero', 'nonceSign', '0'),
    nonce('negative', 'nonceSign', '-7'),
    set('time: missing', 'Missing', 'noTime', (draft) => withoutParam(draft, 'bk_timestamp')),
    time('empty', 'MalformedTime', 'noTime', ''),
    time('in ISO 8601', 'MalformedTime', 'time', '2026-01-02T03:04:05Z'),
    time('a fraction', 'MalformedTime', 'time', `${NOW_SECONDS}.5`),
    time('letters', 'MalformedTime', 'time', 'now'),
    time('five minutes and a second ago', 'ClockSkew', 'expired', String(NOW_SECONDS - 301)),
    time('the day before', 'ClockSkew', 'expired', String(NOW_SECONDS - 86_400)),
    time('zero', 'ClockSkew', 'expired', '0'),
    time('negative', 'ClockSkew', 'expired', '-1767323045'),
  ];
}
