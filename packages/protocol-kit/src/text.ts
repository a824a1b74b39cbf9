/** A name and a value as a query or a form carries them, decoded. */
export type Pair = readonly [name: string, value: string];

const UNRESERVED = /^[A-Za-z0-9._~-]*$/;
const EXTRA_RESERVED = /[!'()*]/g;

/** Percent-encodes as UTF-8 with upper-case hex; only `A-Z a-z 0-9 - _ . ~` stay (RFC 3986). */
export function percentEncode(text: string): string {
  // Nearly all that canonical forms are made of is plain.
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replace(
    EXTRA_RESERVED,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Percent-decodes; text that is not well encoded stays as it is. */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** How an encoded text is read; see {@link percentDecode}. */
export type Decode = (text: string) => string;

/** Percent-decodes. @throws URIError where the text is not well encoded */
export function strictPercentDecode(text: string): string {
  return text.includes('%') ? decodeURIComponent(text) : text;
}

/** The pairs of a query string or an urlencoded form, in their order; `+` is a space. @throws what `decode` throws */
export function decodePairs(encoded: string, decode: Decode = percentDecode): Pair[] {
  const pairs: Pair[] = [];
  for (let start = 0, end; start < encoded.length; start = end + 1) {
    end = encoded.indexOf('&', start);
    if (end === -1) end = encoded.length;
    if (end > start) pairs.push(pairIn(encoded.slice(start, end), decode));
  }
  return pairs;
}

function pairIn(part: string, decode: Decode): Pair {
  const mark = part.indexOf('=');
  return mark === -1
    ? [decodeFormText(part, decode), '']
    : [decodeFormText(part.slice(0, mark), decode), decodeFormText(part.slice(mark + 1), decode)];
}

/** Compares two texts by Unicode code point, as canonical forms sort. */
export function byCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const one = left.charCodeAt(at);
    const other = right.charCodeAt(at);
    if (one !== other)
      return isSurrogate(one) === isSurrogate(other)
        ? one - other
        : Number(isSurrogate(one)) - Number(isSurrogate(other));
  }
  return left.length - right.length;
}

/** Half of a code point above all those that are one unit. */
function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function decodeFormText(text: string, decode: Decode): string {
  return decode(text.includes('+') ? text.replaceAll('+', ' ') : text);
}
