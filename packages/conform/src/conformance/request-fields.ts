import { isShapeList, isShapeObject, type Shape } from '../shape/shape.ts';
import type { AnswerShape, RequestShape } from '../recording/recording.ts';
import type { ProbeCall } from '../probes/probe.ts';

/** Parameters that say how a call is made, not what it asks. */
const COMMON = new Set([
  ...['Action', 'Version', 'Format', 'AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureNonce'],
  ...['SignatureType', 'SignatureVersion', 'Timestamp', 'SecurityToken', 'RegionId', 'BearerToken'],
  ...['bk_app_code', 'bk_app_secret', 'bk_username', 'bk_token', 'bk_ticket', 'access_token'],
]);

/** The fields at the top of what a recorded request asks, wherever they stand. */
export function fieldsOfShape({ query, body }: RequestShape): ReadonlySet<string> {
  return new Set([...namesIn(query.shape), ...namesIn(body.shape)].filter((name) => !COMMON.has(name)));
}

function namesIn(shape: Shape): string[] {
  return isShapeObject(shape) ? Object.keys(shape) : [];
}

/** The same of a call of a probe. */
export function fieldsOfCall({ params, body, target }: ProbeCall): ReadonlySet<string> {
  const query = target.includes('?') ? [...new URLSearchParams(target.slice(target.indexOf('?'))).keys()] : [];
  const inBody = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  return new Set([...Object.keys(params ?? {}), ...query, ...inBody].filter((name) => !COMMON.has(name)));
}

/** Every field and header that an answer tells, by its path, and which are null; the root of XML is none. */
export function fieldsOfAnswer(answer: AnswerShape | undefined): ReadonlySet<string> {
  const body = answer?.body;
  const root = body?.format === 'xml' && isShapeObject(body.shape) ? Object.values(body.shape)[0] : body?.shape;
  const headers = (answer?.headers ?? []).map(([name]) => `header ${name.toLowerCase()}`);
  return new Set([...headers, ...pathsIn(root, '')]);
}

function pathsIn(shape: Shape | undefined, at: string): string[] {
  if (isShapeList(shape)) return shape.flatMap((item) => pathsIn(item, at));
  if (!isShapeObject(shape)) return shape === 'null' ? [`${at}=null`] : [];
  return Object.entries(shape).flatMap(([name, item]) => [`${at}.${name}`, ...pathsIn(item, `${at}.${name}`)]);
}

/** How alike two sets are, from 0 to 1. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((name) => other.has(name)).length;
  const all = one.size + other.size - both;
  return all === 0 ? 1 : both / all;
}
