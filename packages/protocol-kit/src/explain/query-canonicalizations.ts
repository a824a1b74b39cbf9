import type { Message } from '@dragoman/messages';

import { byCodePoint, percentDecode, percentEncode } from '../text.ts';
import { EXPLAIN } from './messages.ts';

/** One parameter of a query: decoded, and as it was sent. */
export interface QueryPair {
  readonly name: string;
  readonly value: string;
  readonly raw: string;
}

/** A way to write a query into what is signed. */
export interface QueryCanonicalization {
  readonly name: string;
  /** Completes "the signature is right if the query is signed …". */
  readonly how: Message;
  write(pairs: readonly QueryPair[]): string;
  /** How names and values are encoded, where that is what is odd about it. */
  readonly encode?: (text: string) => string;
}

/** The pairs of a query or form, as {@link decodePairs} reads them, with what was sent. */
export function queryPairs(encoded: string): QueryPair[] {
  return encoded
    .split('&')
    .filter((raw) => raw !== '')
    .map((raw) => {
      const mark = raw.indexOf('=');
      const [name, value] = mark === -1 ? [raw, ''] : [raw.slice(0, mark), raw.slice(mark + 1)];
      return { name: decoded(name), value: decoded(value), raw };
    });
}

/** Sorted by name and value, percent-encoded: what nearly all schemes ask for. */
export const CANONICAL: QueryCanonicalization = {
  name: 'query-encoded',
  how: EXPLAIN.asCanonical,
  write: (pairs) => joined(sorted(pairs), percentEncode),
};

/** Sorted, not encoded. */
export const DECODED: QueryCanonicalization = {
  name: 'query-decoded',
  how: EXPLAIN.asDecoded,
  write: (pairs) => joined(sorted(pairs), (text) => text),
};

/** The first of parameters that stand twice: what some servers read. */
export const FIRST_OF_EACH: QueryCanonicalization = {
  name: 'duplicates-first',
  how: EXPLAIN.firstOfEach,
  write: (pairs) => joined(sorted(firsts(pairs)), percentEncode),
};

/** How clients write queries that should not, the likeliest first. */
export const QUERY_CANONICALIZATIONS: readonly QueryCanonicalization[] = [
  encoded('plus-for-blank', EXPLAIN.plusForBlank, (text) => percentEncode(text).replaceAll('%20', '+')),
  encoded('tilde-encoded', EXPLAIN.tildeEncoded, (text) => percentEncode(text).replaceAll('~', '%7E')),
  encoded('marks-bare', EXPLAIN.marksBare, bareMarks),
  encoded('form-encoding', EXPLAIN.formEncoded, (text) =>
    percentEncode(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E'),
  ),
  { name: 'query-order', how: EXPLAIN.orderSent, write: (pairs) => joined(pairs, percentEncode) },
  {
    name: 'query-as-sent',
    how: EXPLAIN.asSent,
    write: (pairs) => pairs.map(({ raw }) => raw).join('&'),
  },
  CANONICAL,
  {
    name: 'query-caseless-order',
    how: EXPLAIN.caselessOrder,
    write: (pairs) => joined(pairs.toSorted(caseless), percentEncode),
  },
  DECODED,
  encoded('query-double-encoded', EXPLAIN.encodedTwice, (text) => percentEncode(percentEncode(text))),
  encoded('lower-hex', EXPLAIN.lowerHex, (text) =>
    percentEncode(text).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
  ),
  { name: 'query-left-out', how: EXPLAIN.queryLeftOut, write: () => '' },
  {
    name: 'empty-left-out',
    how: EXPLAIN.emptyLeftOut,
    write: (pairs) => joined(sorted(pairs.filter(({ value }) => value !== '')), percentEncode),
  },
  {
    name: 'bare-names',
    how: EXPLAIN.bareNames,
    write: (pairs) => CANONICAL.write(pairs).replace(/=(?=&|$)/g, ''),
  },
  FIRST_OF_EACH,
  {
    name: 'duplicates-last',
    how: EXPLAIN.lastOfEach,
    write: (pairs) => joined(sorted(firsts(pairs.toReversed())), percentEncode),
  },
];

/** Percent-encodes as `encodeURIComponent` does. */
export function bareMarks(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function encoded(
  name: string,
  how: Message,
  encode: NonNullable<QueryCanonicalization['encode']>,
): QueryCanonicalization {
  return { name, how, encode, write: (pairs) => joined(sorted(pairs), encode) };
}

function joined(pairs: readonly QueryPair[], encode: NonNullable<QueryCanonicalization['encode']>): string {
  return pairs.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join('&');
}

function sorted(pairs: readonly QueryPair[]): QueryPair[] {
  return pairs.toSorted((left, right) => byCodePoint(left.name, right.name) || byCodePoint(left.value, right.value));
}

function caseless(left: QueryPair, right: QueryPair): number {
  return byCodePoint(left.name.toLowerCase(), right.name.toLowerCase()) || byCodePoint(left.value, right.value);
}

/** The first pair of each name. */
function firsts(pairs: readonly QueryPair[]): QueryPair[] {
  return [...new Map(pairs.toReversed().map((pair) => [pair.name, pair])).values()].toReversed();
}

function decoded(text: string): string {
  return percentDecode(text.replaceAll('+', ' '));
}
