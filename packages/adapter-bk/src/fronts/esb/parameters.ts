import { type Pair, type WireRequest, decodePairs } from '@dragoman/protocol-kit';

import { EsbError } from '../../errors/esb-error.ts';
import { type Parameters, mediaType, parseObject, utf8 } from '../../wire/parameters.ts';

/**
 * A request's parameters as ESB reads them: the query of a GET; else JSON, whatever the Content-Type says, when the
 * body begins like an object; else a form. Of several values of a name the last counts.
 * @throws EsbError when a body that begins like an object is none
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

/** @throws EsbError */
function esbJson(text: string | null): Parameters {
  const parsed = text === null ? null : parseObject(text);
  if (parsed === null) throw new EsbError('Request JSON string is wrong in format, which cannot be analyzed.');
  return parsed;
}

function lastOfEach(pairs: readonly Pair[]): Parameters {
  return Object.fromEntries(pairs);
}
