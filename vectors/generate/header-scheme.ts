import { type Pair, byBytes, encodePairs, percentEncode, sortPairs } from './encoding.ts';
import type { Request } from './vector-file.ts';

/** What signs. */
export interface Key {
  readonly id: string;
  readonly secret: string;
}

/** A request before it is signed, for schemes that sign a list of headers. */
export interface Draft {
  readonly method: string;
  /** As it stands on the wire. */
  readonly path: string;
  /** Decoded, in the order of the wire. */
  readonly query: readonly Pair[];
  /** How the query stands on the wire where that is not the plain way. */
  readonly wireQuery?: string;
  /** All that are sent but `Authorization`. */
  readonly headers: readonly Pair[];
  /** The names of those that are sent and not signed, lower case. */
  readonly unsigned: readonly string[];
  readonly body: string;
}

/** How a scheme signs; a test of a mistake has one step otherwise. */
export interface Scheme {
  readonly algorithm: string;
  readonly dateHeader: string;
  /** In which a client may state what it hashed. */
  readonly contentHeader: string;
  readonly path: (wirePath: string) => string;
  readonly query: (pairs: readonly Pair[]) => string;
  readonly headerName: (name: string) => string;
  readonly headerValue: (value: string) => string;
  /** The names in their order. */
  readonly order: (names: readonly string[]) => readonly string[];
  readonly bodyHash: (draft: Draft) => string;
  /** Puts the parts of the canonical request together. */
  readonly join: (parts: readonly string[]) => string;
  readonly hash: (text: string) => string;
  readonly textToSign: (date: string, hash: string) => string;
  readonly signature: (key: Key, text: string) => string;
  readonly authorization: (key: Key, list: string, signature: string) => string;
}

/** A draft with all that came of signing it. */
export interface Signed {
  readonly scheme: Scheme;
  readonly draft: Draft;
  readonly key: Key;
  readonly list: string;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
}

/** The parts of a scheme in which those that sign headers are alike. */
export const HEADER_STEPS = {
  query: (pairs: readonly Pair[]): string => encodePairs(sortPairs(pairs)),
  headerName: (name: string): string => name.toLowerCase(),
  headerValue: (value: string): string => value.trim(),
  order: (names: readonly string[]): readonly string[] => [...names].sort(byBytes),
  join: (parts: readonly string[]): string => parts.join('\n'),
};

/** Signs a draft. @param names what is listed as signed where that is not what is signed */
export function sign(scheme: Scheme, draft: Draft, key: Key): Signed {
  const values = new Map(draft.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const names = scheme.order([...values.keys()].filter((name) => !draft.unsigned.includes(name)));
  const lines = names.map((name) => `${scheme.headerName(name)}:${scheme.headerValue(values.get(name) ?? '')}\n`);
  const list = names.join(';');
  const canonicalRequest = scheme.join([
    draft.method,
    scheme.path(draft.path),
    scheme.query(draft.query),
    lines.join(''),
    list,
    scheme.bodyHash(draft),
  ]);
  const stringToSign = scheme.textToSign(values.get(scheme.dateHeader) ?? '', scheme.hash(canonicalRequest));
  return { scheme, draft, key, list, canonicalRequest, stringToSign, signature: scheme.signature(key, stringToSign) };
}

/** The request as it is sent. @param authorization in place of what the scheme makes; `null` sends none */
export function requestOf(signed: Signed, authorization: string | null = authorizationOf(signed)): Request {
  const { method, path, query, wireQuery = encodePairs(query), headers, body } = signed.draft;
  const target = wireQuery === '' ? path : `${path}?${wireQuery}`;
  const all = authorization === null ? headers : [...headers, ['Authorization', authorization] as const];
  return { method, target, headers: all, ...(body === '' ? {} : { body }) };
}

/** The header with the signature. */
export function authorizationOf({ scheme, key, list, signature }: Signed): string {
  return scheme.authorization(key, list, signature);
}

/** A draft with a header in place of the one of its name, or beside the others. */
export function withHeader(draft: Draft, name: string, value: string): Draft {
  const others = draft.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...draft, headers: [...others, [name, value]] };
}

/** A draft without a header. */
export function withoutHeader(draft: Draft, name: string): Draft {
  return { ...draft, headers: draft.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase()) };
}

/** What a header of a draft states. */
export function headerOf(draft: Draft, name: string): string {
  return draft.headers.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? '';
}

/** Each segment of a path encoded. */
export function encodePath(path: string): string {
  return path.split('/').map(percentEncode).join('/');
}
