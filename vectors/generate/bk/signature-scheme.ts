import { createHmac } from 'node:crypto';

import { type Pair, encodePairs, percentEncode, sortPairs } from '../encoding.ts';
import type { Request } from '../vector-file.ts';
import { APP } from './requests.ts';

/** A request that is to be signed, and how it is sent. */
export interface Draft {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** All of the query but the signature, decoded, in the order of the wire. */
  readonly query: readonly Pair[];
  /** How texts are encoded on the wire. */
  readonly encode: (text: string) => string;
  /** How parameters stand on the wire where that is not the plain way; the others follow. */
  readonly wire?: { readonly of: readonly Pair[]; readonly text: string };
  /** JSON; empty for a GET. */
  readonly body: string;
}

/** How requests are signed; a test of a mistake has one step otherwise. */
export interface Scheme {
  readonly pairs: (pairs: readonly Pair[]) => readonly Pair[];
  readonly query: (pairs: readonly Pair[]) => string;
  readonly textToSign: (method: string, path: string, query: string) => string;
  readonly signature: (secret: string, text: string) => string;
}

/** A draft with all that came of signing it. */
export interface Signed {
  readonly draft: Draft;
  readonly stringToSign: string;
  readonly signature: string;
}

/** HMAC-SHA1 of method, path and decoded query, as `get_signature` of the client of ESB makes it. */
export const SCHEME: Scheme = {
  pairs: (pairs) => sortPairs(pairs),
  query: (pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'),
  textToSign: (method, path, query) => `${method}${path}?${query}`,
  signature: (secret, text) => createHmac('sha1', secret).update(text).digest('base64'),
};

/** Signs a draft: a body counts as a parameter named `data`, and of a name that stands twice the last value. */
export function sign(draft: Draft, scheme = SCHEME, secret = APP.secret): Signed {
  const last = new Map(draft.query);
  if (draft.body !== '') last.set('data', draft.body);
  const stringToSign = scheme.textToSign(draft.method, draft.path, scheme.query(scheme.pairs([...last])));
  return { draft, stringToSign, signature: scheme.signature(secret, stringToSign) };
}

/** The request as it is sent. @param signature in place of the right one; `null` sends none. @param name of it */
export function requestOf(
  { draft, ...signed }: Signed,
  signature: string | null = signed.signature,
  name = 'bk_signature',
): Request {
  const { method, path, query, encode, wire, body } = draft;
  const given = wire === undefined ? [] : wire.of;
  const others = query.filter((pair) => !given.includes(pair));
  const texts = [
    ...(wire === undefined ? [] : [wire.text]),
    ...(others.length === 0 ? [] : [encodePairs(others, encode)]),
    ...(signature === null ? [] : [`${name}=${percentEncode(signature)}`]),
  ];
  const target = texts.length === 0 ? path : `${path}?${texts.join('&')}`;
  const headers = [['Host', 'paas.example.com'] as const];
  return { method, target, headers, ...(body === '' ? {} : { body }) };
}

/** A draft with a parameter of the query in place of the one of its name, or behind the others. */
export function withParam(draft: Draft, name: string, value: string): Draft {
  const isThere = draft.query.some(([other]) => other === name);
  const query: readonly Pair[] = isThere
    ? draft.query.map((pair) => (pair[0] === name ? [name, value] : pair))
    : [...draft.query, [name, value]];
  return { ...draft, query };
}

/** A draft without a parameter of the query. */
export function withoutParam(draft: Draft, name: string): Draft {
  return { ...draft, query: draft.query.filter(([other]) => other !== name) };
}

/** A draft with other fields in its body. */
export function withFields(draft: Draft, change: (fields: Readonly<Record<string, unknown>>) => object): Draft {
  const fields = JSON.parse(draft.body) as Readonly<Record<string, unknown>>;
  return { ...draft, body: JSON.stringify(change(fields)) };
}
