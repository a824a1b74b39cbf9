import type { WireResponse } from '@dragoman/protocol-kit';

import type { ApigwFailure, BackendFailure, EsbFailure, JobFailure } from '../errors.ts';
import type { Language } from './language.ts';
import { permissionOf } from './permission.ts';
import { pythonJson } from './python-json.ts';

const UTF8_JSON = 'application/json; charset=utf-8';

/** What JOB itself answers: the body in the order of its keys, absent ones left out. */
export interface JobAnswer {
  readonly status: number;
  readonly requestId: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export function jobSuccess(requestId: string, data: unknown): JobAnswer {
  const body = { code: 0, result: true, job_request_id: requestId };
  return { status: 200, requestId, body: data === null ? body : { ...body, data } };
}

export function jobRejection(requestId: string, failure: JobFailure, language: Language): JobAnswer {
  const body = { code: failure.code, result: false, job_request_id: requestId, message: failure.messageIn(language) };
  const permission = failure.denied === null ? {} : { permission: permissionOf(failure.denied, language) };
  return { status: failure.status, requestId, body: { ...body, ...permission } };
}

/** JOB's answer as ESB passes it on: its own id, and what is missing filled in. @param message of a success */
export function throughEsb(answer: JobAnswer, requestId: string, message: string): WireResponse {
  const body = { ...answer.body, request_id: requestId };
  const missing = { data: null, message };
  return esbResponse(200, {
    ...body,
    ...Object.fromEntries(Object.entries(missing).filter(([key]) => !(key in body))),
  });
}

/** ESB's own refusal. */
export function esbRejection(failure: EsbFailure, requestId: string): WireResponse {
  if (failure.status === 404) return esbResponse(404, { result: false, data: null, message: failure.message });
  const body = { result: false, code: failure.code, data: null, message: failure.message };
  return esbResponse(failure.status, failure.early ? body : { ...body, request_id: requestId });
}

/** JOB's answer at its own path. */
export function fromBackend({ status, requestId, body }: JobAnswer): WireResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Bk-Job-Request-Id': requestId },
    body: JSON.stringify(body),
  };
}

/**
 * The refusal of JOB's own gateway: nothing at all to who shows no token, else the error page of its framework.
 * @NOTE unverified: the page is the framework's default, read from its documentation
 */
export function backendRejection(
  { status, reason }: BackendFailure,
  request: { readonly path: string; readonly id: string; readonly now: number },
): WireResponse {
  if (status === 401) return { status, headers: {}, body: '' };
  const timestamp = new Date(request.now).toISOString().replace('Z', '+00:00');
  const page = { timestamp, path: request.path, status, error: reason, requestId: request.id };
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(page) };
}

/** The ids that the API gateway puts on every answer. */
export interface GatewayIds {
  /** A UUID with dashes. */
  readonly bkapi: string;
  /** The caller's own `X-Request-Id`. */
  readonly given: string | undefined;
}

/** JOB's answer as the API gateway passes it on. */
export function throughApigw(answer: JobAnswer, ids: GatewayIds): WireResponse {
  const response = fromBackend(answer);
  return { ...response, headers: { ...response.headers, ...idHeaders(ids) } };
}

/** The API gateway's own refusal. @param status in place of the failure's own */
export function apigwRejection(failure: ApigwFailure, ids: GatewayIds, status: number = failure.status): WireResponse {
  const headers = {
    'Content-Type': UTF8_JSON,
    'X-Bkapi-Error-Code': String(failure.code),
    'X-Bkapi-Error-Message': headerText(failure.message),
    ...idHeaders(ids),
  };
  const body = { code: failure.code, code_name: failure.codeName, message: failure.message, result: false, data: null };
  return { status, headers, body: JSON.stringify(body) };
}

function esbResponse(status: number, body: unknown): WireResponse {
  return { status, headers: { 'Content-Type': UTF8_JSON }, body: pythonJson(body) };
}

/** The headers that carry the ids. */
export function idHeaders(ids: GatewayIds): Record<string, string> {
  return { 'X-Bkapi-Request-Id': ids.bkapi, 'X-Request-Id': ids.given ?? ids.bkapi.replaceAll('-', '') };
}

/** A text as the bytes of a header; what would end the header is left out. */
function headerText(text: string): string {
  const latin1 = Buffer.from(text).toString('latin1');
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return latin1.replace(/[\u0000-\u001f\u007f]/g, '');
}
