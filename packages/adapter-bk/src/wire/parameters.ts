import { type Pair, type WireRequest, decodePairs } from '@dragoman/protocol-kit';

import { EsbFailure } from '../errors.ts';

/** The parameters of a request by name, as the client sent them. */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * A request's parameters as ESB reads them: the query of a GET; else JSON, whatever the Content-Type says, when the
 * body begins like an object; else a form.
 * @throws EsbFailure when a body that begins like an object is none
 */
export function esbParameters(request: WireRequest): Parameters {
  if (request.method === 'GET') return lastOfEach(decodePairs(request.query));
  const text = utf8(request.body);
  if (text === null || text.trim().startsWith('{')) return esbJson(text);
  const isForm = mediaType(request) === 'application/x-www-form-urlencoded';
  return isForm ? lastOfEach(decodePairs(text)) : {};
}

/** A request's parameters as ESB reads them; none where it could not. */
export function readableEsbParameters(request: WireRequest): Parameters {
  try {
    return esbParameters(request);
  } catch {
    return {};
  }
}

/**
 * A request's parameters as JOB reads them behind the API gateway: the query of a GET, else a JSON object.
 * A body without Content-Type is taken for JSON; `null` when there is no object to read.
 */
export function jobParameters(request: WireRequest): Parameters | null {
  if (request.method === 'GET') return firstOfEach(decodePairs(request.query));
  if (!['', 'application/json'].includes(mediaType(request))) return null;
  const text = utf8(request.body);
  return text === null ? null : parseObject(text);
}

/** @throws EsbFailure */
function esbJson(text: string | null): Parameters {
  const parsed = text === null ? null : parseObject(text);
  if (parsed === null) throw new EsbFailure('Request JSON string is wrong in format, which cannot be analyzed.');
  return parsed;
}

/** The text as a JSON object; `null` when it is none. */
function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
}

/** What stands in a parameter that may be given in one of several names: the first that is not empty, as text. */
export function firstFilled(parameters: Parameters, ...names: readonly string[]): string {
  return names.map((name) => scalarText(parameters[name])).find((text) => text !== '') ?? '';
}

/** A JSON scalar as text; anything else is empty. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** In lower case, without parameters; empty when the header is absent. */
function mediaType(request: WireRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function utf8(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

function lastOfEach(pairs: readonly Pair[]): Parameters {
  return Object.fromEntries(pairs);
}

function firstOfEach(pairs: readonly Pair[]): Parameters {
  return Object.fromEntries(pairs.toReversed());
}
