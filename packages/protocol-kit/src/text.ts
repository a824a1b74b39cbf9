const PLUS = 0x2b;
const BLANK = 0x20;
/** In UTF-16 units. */
const LONG = 4_096;

/** A name and a value as a query or a form carries them, decoded. */
export type Pair = readonly [name: string, value: string];

/** How each character of ASCII stands in a canonical form; `null` for one that stays as it is. */
const ESCAPES: readonly (string | null)[] = Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9._~-]/.test(String.fromCharCode(code)) ? null : escaped(code),
);
const EXTRA_RESERVED = /[!'()*]/g;

/** The same where what was encoded is encoded once more. */
const ESCAPES_TWICE = ESCAPES.map((escape) => escape?.replace('%', '%25') ?? null);

/** Percent-encodes as UTF-8 with upper-case hex; only `A-Z a-z 0-9 - _ . ~` stay (RFC 3986). */
export function percentEncode(text: string): string {
  return escapedBy(ESCAPES, text) ?? percentEncodeUnicode(text);
}

/** What {@link percentEncode} makes of what it makes of a text. */
export function percentEncodeTwice(text: string): string {
  return escapedBy(ESCAPES_TWICE, text) ?? percentEncodeUnicode(text).replaceAll('%', '%25');
}

/** `null` for a text that is not all ASCII. */
function escapedBy(escapes: readonly (string | null)[], text: string): string | null {
  let encoded = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const escape = escapes[text.charCodeAt(at)];
    if (escape === undefined) return null;
    if (escape === null) continue;
    encoded += text.slice(from, at) + escape;
    from = at + 1;
  }
  // Nearly all that canonical forms are made of is plain.
  return from === 0 ? text : encoded + text.slice(from);
}

function percentEncodeUnicode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(EXTRA_RESERVED, (mark) => escaped(mark.charCodeAt(0)));
}

function escaped(code: number): string {
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
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

/**
 * How many pairs of a query or form are read; those behind are not. Tomcat, which reads them for the clouds' services,
 * has the same bound (`maxParameterCount`, 10,000 up to version 10).
 */
const MAX_PAIRS = 10_000;

/**
 * The pairs of a query string or an urlencoded form, in their order, 10,000 at most; `+` is a space.
 * @throws what `decode` throws
 */
export function decodePairs(encoded: string, decode: Decode = percentDecode): Pair[] {
  const pairs: Pair[] = [];
  eachPair(encoded, decode, (name, value) => pairs.push([name, value]));
  return pairs;
}

/** Hands on the pairs that {@link decodePairs} lists. @throws what `decode` throws */
export function eachPair(encoded: string, decode: Decode, visit: (name: string, value: string) => void): void {
  let [count, mark] = [0, -1];
  for (let start = 0, end; start < encoded.length && count < MAX_PAIRS; start = end + 1) {
    end = encoded.indexOf('&', start);
    if (end === -1) end = encoded.length;
    if (end === start) continue;
    count += 1;
    // Found once for all pairs before it: each of them looking for it would read the text again.
    if (mark < start) mark = nextMark(encoded, start);
    if (mark > end) visit(decodeFormText(encoded.slice(start, end), decode), '');
    else
      visit(decodeFormText(encoded.slice(start, mark), decode), decodeFormText(encoded.slice(mark + 1, end), decode));
  }
}

function nextMark(encoded: string, start: number): number {
  const found = encoded.indexOf('=', start);
  return found === -1 ? Infinity : found;
}

/** How many names are put in their places one by one, which for a few takes half of what sorting does. */
const FEW = 24;

/** The names of parameters in the order of canonical forms. */
export function sortedNames(parameters: ReadonlyMap<string, unknown>): string[] {
  if (parameters.size > FEW) return [...parameters.keys()].sort(byCodePoint);
  const sorted: string[] = [];
  for (const name of parameters.keys()) {
    let position = sorted.length;
    for (; position > 0 && byCodePoint(sorted[position - 1] ?? '', name) > 0; position -= 1)
      sorted[position] = sorted[position - 1] ?? '';
    sorted[position] = name;
  }
  return sorted;
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
  if (!text.includes('+')) return decode(text);
  return decode(text.length > LONG ? withBlanks(text) : text.replaceAll('+', ' '));
}

/** `replaceAll` takes half a second for the millions of plus signs that a body may have. */
function withBlanks(text: string): string {
  const bytes = Buffer.from(text, 'utf16le');
  for (let at = 0; at < bytes.length; at += 2) if (bytes[at] === PLUS && bytes[at + 1] === 0) bytes[at] = BLANK;
  return bytes.toString('utf16le');
}
