import { textForm } from './text-form.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A header by its name, as it is written, and the form of its value. */
export type HeaderShape = readonly [name: string, form: string];

/** Headers of one connection, or of whatever stands in front of a service: they say nothing of the service. */
const OF_CONNECTION = new Set([
  ...['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date', 'host', 'via', 'server'],
  ...['proxy-connection', 'proxy-authorization', 'accept-encoding', 'te', 'trailer', 'upgrade', 'vary'],
]);

/** Media types that are no value of anybody's. */
const MEDIA_TYPE =
  /^(?:application\/(?:json|xml|x-www-form-urlencoded|octet-stream|x-protobuf)|text\/(?:xml|html|plain)|\*\/\*)(?:;\s?charset=(?:utf-8|UTF-8|iso-8859-1))?$/;

/** Signature families, by how their header begins. */
const SCHEMES = ['SDK-HMAC-SHA256', 'SDK-HMAC-SM3', 'V11-HMAC-SHA256', 'ACS3-HMAC-SHA256', 'ACS3-HMAC-SM3', 'Bearer'];

/** The names of headers in their order, and the forms of their values. @param rawHeaders names and values by turns */
export function headerShapes(rawHeaders: readonly string[], vocabulary: Vocabulary): HeaderShape[] {
  const shapes: HeaderShape[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (OF_CONNECTION.has(name.toLowerCase())) continue;
    const kept = vocabulary.headerName(name);
    shapes.push(kept === null ? ['~', ''] : [kept, valueForm(kept.toLowerCase(), value)]);
  }
  return shapes;
}

function valueForm(name: string, value: string): string {
  if (name === 'content-type' || name === 'accept') return MEDIA_TYPE.test(value) ? value : textForm(value);
  if (name === 'authorization') {
    const scheme = SCHEMES.find((known) => value.startsWith(known));
    return scheme === undefined ? 'text' : `scheme:${scheme}`;
  }
  return textForm(value);
}
