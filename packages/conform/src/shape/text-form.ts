import { lengthClass } from './length-class.ts';

/** Forms that tell nothing of what they hold, the strictest first. */
const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ['time:z', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ['time:minutes-z', /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/],
  ['time:fraction-z', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/],
  ['time:offset', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:?\d\d$/],
  ['time:local', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?$/],
  ['time:http', /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['time:epoch-ms', /^1\d{12}$/],
  ['time:epoch-s', /^1\d{9}$/],
  ['uuid', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/],
  ['uuid:upper', /^[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}$/],
  ['hex:32', /^[0-9a-f]{32}$/],
  ['hex:32:upper', /^[0-9A-F]{32}$/],
  ['digits', /^\d+$/],
  ['duration', /^\d+[smhd]$/],
  ['boolean', /^(?:true|false)$/],
  ['boolean:capital', /^(?:True|False|TRUE|FALSE)$/],
  ['url', /^https?:\/\//],
];

/** Forms whose every text is as long. */
const FIXED = /^(?:time|date|uuid|hex|boolean)/;

/** How a constant of the vendor's is spelled. */
const SPELLINGS: readonly (readonly [spelling: string, pattern: RegExp])[] = [
  ['word:upper', /^[A-Z][A-Z0-9_-]*$/],
  ['word:lower', /^[a-z][a-z0-9_-]*$/],
  ['word:capital', /^[A-Z][A-Za-z0-9]*$/],
];

/** The form and the class of length of a text that nobody chose freely. */
export function textForm(text: string): string {
  if (text === '') return 'text:empty';
  const form = FORMS.find(([, pattern]) => pattern.test(text))?.[0];
  if (form === undefined) return freeText(text);
  return FIXED.test(form) ? `text:${form}` : `text:${form}${lengthClass(text.length)}`;
}

/** How a constant of the vendor's is spelled, such as `word:upper`. */
export function wordForm(text: string): string {
  return SPELLINGS.find(([, pattern]) => pattern.test(text))?.[0] ?? textForm(text);
}

/** A text of somebody's: how long it is, and nothing else. */
export function freeText(text: string): string {
  return text === '' ? 'text:empty' : `text${lengthClass(text.length)}`;
}
