import { type Json } from '@dragoman/core';
import { InvalidInputError, parseBoundedJson } from '@dragoman/protocol-kit';

import { REQUEST_HELP } from '../messages/requests.ts';

/** Reads a parameter that carries JSON. @throws InvalidInput naming it; the text may be secret and is not repeated */
export function parseJson(parameter: string, text: string): Json {
  try {
    return parseBoundedJson(text) as Json;
  } catch {
    throw new InvalidInputError(parameter, 'format', REQUEST_HELP.noJson({ parameter }));
  }
}

/** Whether a string is JSON, be it a scalar. */
export function isJson(text: string): boolean {
  try {
    parseBoundedJson(text);
    return true;
  } catch {
    return false;
  }
}

/** A list of JSON objects with at most `limit` entries. @throws InvalidInput naming the parameter */
export function parseObjects(parameter: string, text: string, limit: number): { readonly [key: string]: Json }[] {
  const parsed = parseJson(parameter, text);
  if (!isList(parsed) || parsed.length > limit)
    throw new InvalidInputError(parameter, 'format', REQUEST_HELP.arrayOfObjects({ parameter, limit }));
  return parsed.map((entry) => {
    if (!isObject(entry)) throw new InvalidInputError(parameter, 'format', REQUEST_HELP.holdsNoObject({ parameter }));
    return entry;
  });
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
