/** How a value can be written down, in the order in which a finding is named where two are the same. */
export const ENCODINGS = ['plain', 'json', 'percent', 'xml', 'base64', 'base64url', 'hex', 'utf-16'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What a search looks for: a value, written in one way. */
export interface Spelling {
  readonly encoding: Encoding;
  readonly bytes: Buffer;
}

/**
 * Every way of writing a value that a search looks for. UTF-16 is none of them: a search drops the zero bytes that it
 * has beside a plain value, see `NormalizedStream`; where letters of other scripts are in it, it differs.
 */
export function spellingsOf(value: string | Uint8Array): Spelling[] {
  const bytes = Buffer.from(typeof value === 'string' ? Buffer.from(value) : value);
  const text = typeof value === 'string' ? value : null;
  return [
    { encoding: 'plain', bytes },
    ...(text === null ? [] : textSpellings(text)),
    ...percentOf(bytes),
    ...base64Of(bytes),
    ...(['hex', 'HEX'] as const).map((digits): Spelling => {
      const hex = bytes.toString('hex');
      return { encoding: 'hex', bytes: Buffer.from(digits === 'hex' ? hex : hex.toUpperCase()) };
    }),
  ];
}

function textSpellings(text: string): Spelling[] {
  const named = (encoding: Encoding, spellings: readonly string[]): Spelling[] =>
    spellings.map((spelling) => ({ encoding, bytes: Buffer.from(spelling) }));
  return [
    ...named('json', jsonOf(text)),
    ...named('percent', urlOf(text)),
    ...named('xml', xmlOf(text)),
    ...[littleEndian(text), bigEndian(text)].map((bytes): Spelling => ({ encoding: 'utf-16', bytes })),
  ];
}

/** As JavaScript, Python (ASCII only) and Go (`<`, `>` and `&` too) write a string. */
function jsonOf(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const ascii = plain.replaceAll(/[\u007f-\uffff]/g, unicodeEscape);
  return [
    plain,
    ascii,
    plain.replaceAll(/[<>&\u2028\u2029]/g, unicodeEscape),
    ascii.replaceAll(/[<>&]/g, unicodeEscape),
  ];
}

const unicodeEscape = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** As a path, as a form, and by RFC 3986 as the clouds' signatures have it; digits in either case. */
function urlOf(text: string): string[] {
  const component = encodeURIComponent(text.toWellFormed());
  const strict = component.replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const spellings = [component, strict, strict.replaceAll('%20', '+'), encodeURI(text.toWellFormed())];
  return [...spellings, ...spellings.map(lowerDigits)];
}

const lowerDigits = (spelling: string): string => spelling.replaceAll(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase());

function percentOf(bytes: Buffer): Spelling[] {
  const all = bytes.toString('hex').replaceAll(/../g, '%$&');
  return [all, all.toUpperCase()].map((spelling) => ({ encoding: 'percent', bytes: Buffer.from(spelling) }));
}

/** By names, by numbers as Python's and as Go's libraries have them, and with quotes left alone. */
function xmlOf(text: string): string[] {
  const marks = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quotes = (double: string, single: string): string => marks.replaceAll('"', double).replaceAll("'", single);
  return [
    marks,
    quotes('&quot;', '&apos;'),
    quotes('&quot;', '&#x27;'),
    quotes('&#34;', '&#39;'),
    quotes('&quot;', '&#39;'),
  ];
}

/** A value inside of what was encoded begins at one of three places of a group; its ends depend on its neighbours. */
function base64Of(bytes: Buffer): Spelling[] {
  return [0, 1, 2].flatMap((offset): Spelling[] => {
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    const written = (encoding: 'base64' | 'base64url'): Buffer =>
      Buffer.from(
        Buffer.concat([Buffer.alloc(offset), bytes])
          .toString(encoding)
          .slice(first, last),
      );
    return [
      { encoding: 'base64', bytes: written('base64') },
      { encoding: 'base64url', bytes: written('base64url') },
    ];
  });
}

const littleEndian = (text: string): Buffer => Buffer.from(text, 'utf16le');
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
