import { MASK, maskedName, maskedValue } from './mask.ts';
import type { SigningInput } from './search.ts';
import type { QueryPair, QueryCanonicalization } from './query-canonicalizations.ts';

/** A request whose signature covers method, path, query, some headers and the hash of the body, a line each. */
export interface HeaderSigned extends SigningInput {
  readonly method: string;
  /** As it is signed. */
  readonly path: string;
  readonly pairs: readonly QueryPair[];
  readonly writing: QueryCanonicalization;
  /** In the order in which they are signed. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The names in the line of them. */
  readonly list: readonly string[];
  /** What follows the name of a header. */
  readonly colon: string;
  /** Whether the lines of headers end in an empty one. */
  readonly gap: boolean;
  readonly bodyHash: string;
  /** What is made of the canonical request; its hash, usually. */
  readonly signs: 'hash' | 'text';
}

/** What is hashed and signed. */
export function canonicalRequestOf({
  method,
  path,
  pairs,
  writing,
  headers,
  list,
  colon,
  gap,
  bodyHash,
}: HeaderSigned): string {
  const lines = headers.map(([name, value]) => `${name}${colon}${value}`).join('\n');
  return [method, path, writing.write(pairs), gap ? `${lines}\n` : lines, list.join(';'), bodyHash].join('\n');
}

/** The same with every value masked that may be a secret. @param open names whose values are none, in lower case */
export function maskedReading<Read extends HeaderSigned>(reading: Read, open: ReadonlySet<string>): Read {
  const pairs = reading.pairs.map(({ name, value }): QueryPair => {
    const [shownName, shownValue] = [maskedName(name), maskedValue(name, value, open)];
    return { name: shownName, value: shownValue, raw: `${shownName}=${shownValue}` };
  });
  return {
    ...reading,
    pairs,
    headers: reading.headers.map(([name, value]) => [maskedName(name), maskedValue(name, value, open)] as const),
    list: reading.list.map(maskedName),
    // A hash is shown, as the vendors' own rejections do; anything longer may be the body itself.
    bodyHash: /^([0-9a-fA-F]{64}|UNSIGNED-PAYLOAD|)$/.test(reading.bodyHash) ? reading.bodyHash : MASK,
  };
}
