import { createHash } from 'node:crypto';

import { KEYS, PROJECT } from './environment.ts';

export const sha = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** A signer with every step open to a mistake. */
export interface Signer {
  method: string;
  path: (path: string) => string;
  query: (pairs: [string, string][]) => string;
  headers: (names: string[]) => string[];
  line: (name: string, value: string) => string;
  gap: string;
  list: (names: string[]) => string;
  body: (body: string) => string;
  text: (canonical: string) => string;
  key: string;
  keyId: string;
  digest: string;
  form: 'hex' | 'base64';
  sent: Partial<{
    list: string[];
    date: string;
    host: string;
    body: string;
    method: string;
    target: string;
    contentType: string;
  }>;
  v11: boolean;
}

export const RIGHT: Signer = {
  method: 'PUT',
  path: (path) =>
    `${path
      .split('/')
      .map((part) => strict(decodeURIComponent(part)))
      .join('/')}/`,
  query: (pairs) =>
    pairs
      .toSorted()
      .map(([name, value]) => `${strict(name)}=${strict(value)}`)
      .join('&'),
  headers: (names) => names,
  line: (name, value) => `${name}:${value}`,
  gap: '\n',
  list: (names) => names.join(';'),
  body: (body) => sha(body),
  text: (canonical) => sha(canonical),
  key: KEYS.sk,
  keyId: KEYS.ak,
  digest: 'sha256',
  form: 'hex',
  sent: {},
  v11: false,
};

export const TARGET = `/v2/${PROJECT}/notifications/topics/a%20b(1)?marker=x%20y~(z)%2F&limit=10&b=&B=1`;

const cased = (name: string): string => name.replace(/(^|-)[a-z]/g, (first) => first.toUpperCase());

export const MISTAKES: [string, Partial<Signer>][] = [
  ['no-slash-at-end', { path: (path) => RIGHT.path(path).slice(0, -1) }],
  ['path-decoded', { path: (path) => `${decodeURIComponent(path)}/` }],
  [
    'path-marks-bare',
    {
      path: (path) =>
        `${path
          .split('/')
          .map((part) => encodeURIComponent(decodeURIComponent(part)))
          .join('/')}/`,
      sent: { target: `/v2/${PROJECT}/notifications/topics/a%20%281%29` },
    },
  ],
  ['path-undecoded', { path: (path) => `${path}/` }],
  [
    'path-double-encoded',
    {
      path: (path) =>
        `${path
          .split('/')
          .map((part) => strict(strict(decodeURIComponent(part))))
          .join('/')}/`,
    },
  ],
  ['plus-for-blank', { query: (pairs) => RIGHT.query(pairs).replaceAll('%20', '+') }],
  ['tilde-encoded', { query: (pairs) => RIGHT.query(pairs).replaceAll('~', '%7E') }],
  [
    'marks-bare',
    {
      query: (pairs) =>
        pairs
          .toSorted()
          .map((pair) => pair.map(encodeURIComponent).join('='))
          .join('&'),
    },
  ],
  ['query-order', { query: (pairs) => pairs.map((pair) => pair.map(strict).join('=')).join('&') }],
  ['query-as-sent', { query: () => TARGET.split('?')[1] ?? '' }],
  [
    'query-caseless-order',
    {
      query: (pairs) =>
        RIGHT.query(pairs.toSorted())
          .split('&')
          .toSorted((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1))
          .join('&'),
      sent: { target: `${TARGET}&Zeta=1&alpha=2` },
    },
  ],
  [
    'query-decoded',
    {
      query: (pairs) =>
        pairs
          .toSorted()
          .map((pair) => pair.join('='))
          .join('&'),
    },
  ],
  [
    'query-double-encoded',
    {
      query: (pairs) =>
        pairs
          .toSorted()
          .map((pair) => pair.map((text) => strict(strict(text))).join('='))
          .join('&'),
    },
  ],
  ['lower-hex', { query: (pairs) => RIGHT.query(pairs).replace(/%../g, (escape) => escape.toLowerCase()) }],
  ['query-left-out', { query: () => '' }],
  ['empty-left-out', { query: (pairs) => RIGHT.query(pairs.filter(([, value]) => value !== '')) }],
  ['bare-names', { query: (pairs) => RIGHT.query(pairs).replace(/=(?=&|$)/, '') }],
  [
    'duplicates-first',
    {
      query: ([first, , ...rest]) => RIGHT.query([first ?? ['', ''], ...rest]),
      sent: { target: `/v2/${PROJECT}/notifications/topics/n?limit=1&limit=2&marker=m` },
    },
  ],
  [
    'duplicates-last',
    {
      query: ([, second, ...rest]) => RIGHT.query([second ?? ['', ''], ...rest]),
      sent: { target: `/v2/${PROJECT}/notifications/topics/n?limit=1&limit=2&marker=m` },
    },
  ],
  [
    'host-without-port',
    { line: (name, value) => RIGHT.line(name, name === 'host' ? value.replace(/:\d+$/, '') : value) },
  ],
  [
    'host-with-port',
    {
      line: (name, value) => RIGHT.line(name, name === 'host' ? `${value}:443` : value),
      sent: { host: 'smn.example' },
    },
  ],
  ['host-left-out', { headers: (names) => names.filter((name) => name !== 'host') }],
  ['header-order', { headers: (names) => names.toSorted(), sent: { list: ['x-sdk-date', 'host', 'content-type'] } }],
  ['header-case', { headers: (names) => names.map(cased), list: (names) => names.map(cased).join(';') }],
  ['header-gap', { gap: '' }],
  ['header-colon', { line: (name, value) => `${name}: ${value}` }],
  [
    'content-type-changed',
    {
      line: (name, value) => RIGHT.line(name, name === 'content-type' ? 'application/json' : value),
      sent: { contentType: 'application/json;charset=UTF-8' },
    },
  ],
  ['body-as-empty', { body: () => sha('') }],
  ['body-as-braces', { body: () => sha('{}') }],
  ['body-unsigned', { body: () => 'UNSIGNED-PAYLOAD' }],
  ['body-hash-left-out', { body: () => '' }],
  ['body-rewritten', { body: (body) => sha(JSON.stringify(JSON.parse(body))), sent: { body: '{ "name": "n" }' } }],
  ['body-hash-upper-case', { body: (body) => sha(body).toUpperCase() }],
  ['body-itself', { body: (body) => body }],
  ['method', { method: 'POST' }],
  ['method-lower-case', { method: 'put' }],
  ['unhashed', { text: (canonical) => canonical }],
  ['key-ampersand', { key: `${KEYS.sk}&` }],
  ['key-line-end', { key: `${KEYS.sk}\n` }],
  ['key-blank', { key: `${KEYS.sk} ` }],
  ['key-quoted', { key: `"${KEYS.sk}"` }],
  ['key-is-id', { key: KEYS.ak }],
  ['hmac-sha1', { digest: 'sha1' }],
  ['signature-form', { form: 'base64' }],
  ['wrong-identity', { key: 'the secret key of somebody else' }],
];
