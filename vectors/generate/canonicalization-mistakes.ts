/** What goes wrong where a canonical request is made, in schemes that sign headers. */
import { createHash } from 'node:crypto';

import type { Change } from './changes.ts';
import { byCodeUnits, encodePairs, formEncode, sortPairs } from './encoding.ts';
import { type Scheme, requestOf, sign } from './header-scheme.ts';

/** The canonical request is not as it is meant: what those who write a signer get wrong. */
export function canonicalizationMistakes(
  mistakes: Readonly<Record<string, (scheme: Scheme) => Partial<Scheme>>>,
): Change[] {
  return Object.entries(mistakes).map(([comment, mistake]) => ({
    comment: `canonical: ${comment}`,
    flag: 'WrongCanonicalRequest',
    error: 'mismatch',
    apply({ scheme, draft, key, stringToSign }) {
      const wrong = sign({ ...scheme, ...mistake(scheme) }, draft, key);
      return wrong.stringToSign === stringToSign ? null : requestOf({ ...wrong, scheme });
    },
  }));
}

/** The mistakes that every scheme with a list of headers knows. */
export const COMMON_MISTAKES: Readonly<Record<string, (scheme: Scheme) => Partial<Scheme>>> = {
  'the query is not sorted': () => ({ query: (pairs) => encodePairs(pairs) }),
  'the query is sorted backwards': () => ({ query: (pairs) => encodePairs(sortPairs(pairs).reverse()) }),
  'the query is not encoded': () => ({ query: (pairs) => encodePairs(sortPairs(pairs), (text) => text) }),
  'the query is encoded as a form, blanks as +': () => ({
    query: (pairs) => encodePairs(sortPairs(pairs), formEncode),
  }),
  'the query is encoded twice': ({ query }) => ({ query: (pairs) => encodeURIComponent(query(pairs)) }),
  'the query has small hexadecimal digits': ({ query }) => ({ query: (pairs) => smallHex(query(pairs)) }),
  'the query is encoded as by encodeURIComponent': () => ({
    query: (pairs) => encodePairs(sortPairs(pairs), encodeURIComponent),
  }),
  'the query keeps its question mark': ({ query }) => ({ query: (pairs) => `?${query(pairs)}` }),
  'the query is left out': () => ({ query: () => '' }),
  'the query sorts small letters with capitals': () => ({
    query: (pairs) => encodePairs(sortPairs(pairs, (a, b) => byCodeUnits(a.toLowerCase(), b.toLowerCase()))),
  }),
  'the query ends with an ampersand': ({ query }) => ({ query: (pairs) => `${query(pairs)}&` }),
  'the path is left out': () => ({ path: () => '' }),
  'the path is not encoded': ({ path }) => ({ path: (wire) => decodeURIComponent(path(wire)) }),
  'the path has small hexadecimal digits': ({ path }) => ({ path: (wire) => smallHex(path(wire)) }),
  'the method is in small letters': () => ({
    join: ([method = '', ...more]) => [method.toLowerCase(), ...more].join('\n'),
  }),
  'the lines end with CR LF': () => ({ join: (parts) => parts.join('\n').replaceAll('\n', '\r\n') }),
  'the empty line after the headers is missing': () => ({
    join: (parts) => parts.map((part, at) => (at === 3 ? part.trimEnd() : part)).join('\n'),
  }),
  'a line break at the end': ({ join }) => ({ join: (parts) => `${join(parts)}\n` }),
  'the list of headers is left out': () => ({ join: (parts) => parts.filter((_, at) => at !== 4).join('\n') }),
  'the headers are left out': () => ({ join: (parts) => parts.map((part, at) => (at === 3 ? '' : part)).join('\n') }),
  'the names of headers in capitals': () => ({ headerName: (name) => name.toUpperCase() }),
  'a blank after the colon of a header': ({ headerValue }) => ({ headerValue: (value) => ` ${headerValue(value)}` }),
  'the values of headers in small letters': () => ({ headerValue: (value) => value.toLowerCase() }),
  'the hash of the body in capitals': ({ bodyHash }) => ({ bodyHash: (draft) => bodyHash(draft).toUpperCase() }),
  'the body itself in place of its hash': () => ({ bodyHash: ({ body }) => body }),
  'no hash of the body': () => ({ bodyHash: () => '' }),
  'the hash of no body': ({ bodyHash }) => ({ bodyHash: (draft) => bodyHash({ ...draft, body: '' }) }),
  'the hash of the body by SHA-1': () => ({ bodyHash: ({ body }) => createHash('sha1').update(body).digest('hex') }),
  'the hash of the canonical request in capitals': ({ hash }) => ({ hash: (text) => hash(text).toUpperCase() }),
  'the canonical request itself is signed, not its hash': () => ({ hash: (text) => text }),
  'the canonical request is hashed twice': ({ hash }) => ({ hash: (text) => hash(hash(text)) }),
  'the string to sign without its algorithm': ({ textToSign }) => ({
    textToSign: (date, hash) => textToSign(date, hash).split('\n').slice(1).join('\n'),
  }),
  'the string to sign ends with a line break': ({ textToSign }) => ({
    textToSign: (date, hash) => `${textToSign(date, hash)}\n`,
  }),
};

function smallHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}
