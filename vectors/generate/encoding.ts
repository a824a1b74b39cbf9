/** How texts are encoded and ordered where they are signed. */

/** Percent-encodes all but the unreserved characters of RFC 3986, as UTF-8 with capital hexadecimal digits. */
export function percentEncode(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text)) {
    const character = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9\-._~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** As HTML forms encode: a blank is `+`, and the tilde is encoded while the asterisk is not. */
export function formEncode(text: string): string {
  return percentEncode(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E');
}

/** By the bytes of UTF-8, which is the order of code points. */
export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** By UTF-16 code units, as JavaScript and Java sort unless told otherwise. */
export function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** A name and a value. */
export type Pair = readonly [name: string, value: string];

/** Pairs as they stand in a query or a form. */
export function encodePairs(pairs: readonly Pair[], encode = percentEncode): string {
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** By name, and by value where the name is the same. */
export function sortPairs(pairs: readonly Pair[], compare = byBytes): Pair[] {
  return [...pairs].sort(([name, value], [other, otherValue]) => compare(name, other) || compare(value, otherValue));
}
