/** Answers of KMS in both of its formats. */
import { type Fields, type Json, REQUEST_ID, type Response } from '../answers/exchange.ts';
import { encodePairs } from '../encoding.ts';
import type { Request } from '../vector-file.ts';

/** In which KMS answers. */
export type Format = 'JSON' | 'XML';
export const FORMATS: readonly Format[] = ['JSON', 'XML'];
const HOST = 'kms.cn-hangzhou.aliyuncs.com';
const TYPES = { JSON: 'application/json;charset=utf-8', XML: 'text/xml;charset=utf-8' } as const;

/** Parameters of a call; an absent one is not sent. */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** A call without its signature and what belongs to that. @param inForm sends its parameters in a form */
export function call(action: string, parameters: Parameters, format: Format = 'JSON', inForm = false): Request {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const common = [['Action', action] as const, ['Version', '2016-01-20'] as const, ['Format', format] as const];
  const signature = [['AccessKeyId', 'LTAIVECTORS000000001'] as const, ['Signature', ''] as const];
  const headers = [['Host', HOST] as const];
  const query = encodePairs(inForm ? [...common, ...signature] : [...common, ...given, ...signature]);
  if (!inForm) return { method: 'GET', target: `/?${query}`, headers };
  const type = ['Content-Type', 'application/x-www-form-urlencoded'] as const;
  return { method: 'POST', target: `/?${query}`, headers: [...headers, type], body: encodePairs(given) };
}

/** An answer that says so. */
export function answer(format: Format, fields: Fields, status = 200): Response {
  const body = format === 'JSON' ? JSON.stringify(fields) : `<KMS>${elements(fields)}</KMS>`;
  return written(format, body, status);
}

/** An answer with a body as it is given. */
export function written(format: Format, body: string, status = 200): Response {
  return {
    status,
    headers: [
      ['Content-Type', TYPES[format]],
      ['x-acs-request-id', REQUEST_ID],
    ],
    ...(body === '' ? {} : { body }),
  };
}

/** An error as KMS shows it. */
export function errorFields(status: number, code: string, message: string): Fields {
  const recommend = `https://error-center.aliyun.com/status/search?Keyword=${code}&source=PopGw`;
  return {
    RequestId: REQUEST_ID,
    HttpStatus: status,
    HostId: HOST,
    Code: code,
    Message: message,
    Recommend: recommend,
  };
}

function elements(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join('');
}

/** A list is its element repeated: an empty one leaves nothing. */
function element(name: string, value: Json): string {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => element(name, item)).join('');
  const inner = typeof value === 'object' && value !== null ? elements(value as Fields) : escape(String(value));
  return `<${name}>${inner}</${name}>`;
}

/** All five marks are escaped, and a carriage return, which a reader would take for a line feed. */
function escape(text: string): string {
  return shownInXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('\r', '&#13;');
}

/** A text as XML 1.0 can hold it: what it cannot is U+FFFD. */
export function shownInXml(text: string): string {
  return Array.from(text, (character) => (isXml(character.codePointAt(0) ?? 0) ? character : '\ufffd')).join('');
}

function isXml(point: number): boolean {
  if (point < 0x20) return point === 9 || point === 10 || point === 13;
  return !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
}
