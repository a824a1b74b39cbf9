import { type Exchange, InvalidInputError, decodePairs } from '@dragoman/protocol-kit';
import type { TObject, TSchema } from '@sinclair/typebox';

import { IAM_SERVICE } from '../errors/iam.ts';
import type { HuaweiCall, HuaweiOperation, RawInput } from '../operation.ts';
import { fitBody, parseBody } from './body.ts';

/**
 * What an input is made of, before anything of it is judged: a body that cannot be read is none.
 * @see inputOf
 */
export function rawInputOf({ request }: Exchange, { operation, params }: HuaweiCall<never>): RawInput {
  const input = { path: { ...params }, query: Object.fromEntries(decodePairs(request.query).reverse()) };
  if (operation.body === 'ignored') return input;
  try {
    return { ...input, body: parseBody(request.body) };
  } catch (error) {
    if (error instanceof InvalidInputError) return input;
    throw error;
  }
}

/**
 * The input of an operation: what the request has of path, query and body. @throws InvalidInputError for no JSON object
 */
export function inputOf({ request }: Exchange, { operation, params }: HuaweiCall): unknown {
  const query = Object.fromEntries(decodePairs(request.query).reverse());
  const input = { path: { ...params }, query };
  if (operation.body === 'ignored') return input;
  const body = operation.body === 'optional' && request.body.length === 0 ? {} : parseBody(request.body);
  return { ...input, body: operation.service === IAM_SERVICE ? body : fitBody(bodySchema(operation), body) };
}

function bodySchema(operation: HuaweiOperation): TSchema {
  return (operation.input as TObject<{ body: TSchema }>).properties.body;
}
