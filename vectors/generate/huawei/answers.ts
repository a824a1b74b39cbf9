/** Requests to CSMS without their signature, and its answers. */
import { type Fields, REQUEST_ID, REQUEST_ID_DIGITS, type Response } from '../answers/exchange.ts';
import type { Pair } from '../encoding.ts';
import type { Request } from '../vector-file.ts';

const SECRETS = '/v1/0123456789abcdef0123456789abcdef/secrets';

/** Stands for the id of a secret or key. */
export const ID = REQUEST_ID;

/** A call on a path below the secrets of a project. @param body an object, or text as it is sent */
export function call(method: string, path: string, body?: object | string): Request {
  return callOf('csms', method, `${SECRETS}${path}`, body);
}

/** A call of one of the cloud's services. */
export function callOf(service: string, method: string, target: string, body?: object | string): Request {
  const headers: Pair[] = [
    ['Host', `${service}.cn-north-4.myhuaweicloud.com`],
    ['X-Auth-Token', 'token-of-test-vectors'],
  ];
  if (body === undefined) return { method, target, headers };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { method, target, headers: [...headers, ['Content-Type', 'application/json']], body: text };
}

/** An answer that says so; without fields its body is empty. */
export function answer(fields: Fields | null, status = 200): Response {
  return written(fields === null ? '' : JSON.stringify(fields), status);
}

/** An answer with a body as it is given. */
export function written(body: string, status = 200): Response {
  const headers: Pair[] = [
    ['Content-Type', 'application/json'],
    ['X-Request-Id', REQUEST_ID_DIGITS],
  ];
  return { status, headers, ...(body === '' ? {} : { body }) };
}
