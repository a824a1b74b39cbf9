/**
 * What an operation answers: JSON and XML are both made from it, so they cannot differ. An absent field is left out.
 */
export interface WireObject {
  readonly [field: string]: WireValue | undefined;
}

type WireValue = string | number | boolean | WireObject | readonly WireValue[];

/**
 * The XML form: each field an element, a list its element repeated, an empty list nothing but its wrapper.
 *
 * Written by hand because the Builder of xml2js leaves quotation marks unescaped, where KMS escapes all five marks,
 * and throws on the characters that XML 1.0 cannot hold. Those become U+FFFD here, so that a value with a control
 * character in it is still answered with a document that parses; JSON carries it unharmed. @NOTE unverified
 */
export function toXml(root: string, object: WireObject): string {
  return `<${root}>${fields(object)}</${root}>`;
}

function fields(object: WireObject): string {
  return Object.entries(object)
    .map(([name, value]) => elements(name, value))
    .join('');
}

function elements(name: string, value: WireValue | undefined): string {
  if (value === undefined) return '';
  if (isList(value)) return value.map((item) => elements(name, item)).join('');
  return `<${name}>${typeof value === 'object' ? fields(value) : escapeText(String(value))}</${name}>`;
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}

const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A bare carriage return would be read as a line feed.
  '\r': '&#13;',
};

// Outside of the production Char of XML 1.0 (surrogates that stand in pairs never match under the flag u).
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escapeText(text: string): string {
  return text.replace(/[&<>"'\r]/g, (mark) => SPECIAL[mark] ?? mark).replace(NOT_XML, '\uFFFD');
}
