import { type Pair, type RequestHead, type WireRequest, decodePairs, parseBoundedJson } from '@dragoman/protocol-kit';

/** The parameters of a request by name, as the client sent them. */
export type Parameters = Readonly<Record<string, unknown>>;

/**
 * A request's parameters as JOB reads them: the query of a GET, else a JSON object. A body without Content-Type is
 * taken for JSON; `null` when there is no object to read.
 */
export function jobParameters(request: WireRequest): Parameters | null {
  if (request.method === 'GET') return firstOfEach(decodePairs(request.query));
  if (!['', 'application/json'].includes(mediaType(request))) return null;
  const text = utf8(request.body);
  return text === null ? null : parseObject(text);
}

/** The object in `X-Bkapi-Authorization`, by which callers say who they are; `null` where there is none. */
export function authorizationHeader({ headers }: RequestHead): Parameters | null {
  const header = headers['x-bkapi-authorization'];
  return header === undefined ? null : parseObject(header);
}

/** The text as a JSON object; `null` when it is none. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = parseBoundedJson(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
}

/** A parameter that may be given in one of several names: the first that is not empty, as text. */
export function firstFilled(parameters: Parameters, ...names: readonly string[]): string {
  return names.map((name) => scalarText(parameters[name])).find((text) => text !== '') ?? '';
}

/** A JSON scalar as text; anything else is empty. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** In lower case, without parameters; empty when the header is absent. */
export function mediaType({ headers }: RequestHead): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The text of a body; `null` where it is not UTF-8. */
export function utf8(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

/** The first value of each name. */
export function firstOfEach(pairs: readonly Pair[]): Parameters {
  const parameters: Record<string, string> = {};
  for (const [name, value] of pairs) if (!Object.hasOwn(parameters, name)) parameters[name] = value;
  return parameters;
}
