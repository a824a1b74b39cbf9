import type { WireResponse } from '@dragoman/protocol-kit';

import type { EsbError } from '../../errors/esb-error.ts';
import type { JobAnswer } from '../../wire/job-answer.ts';
import { pythonJson } from './python-json.ts';

/**
 * JOB's answer as ESB passes it on: with ESB's own id, and what is missing filled in.
 * @param requestId 32 hexadecimal digits
 * @param message of a success
 */
export function passOnByEsb(answer: JobAnswer, requestId: string, message: string): WireResponse {
  const body = { ...answer.body, request_id: requestId };
  const missing = Object.entries({ data: null, message }).filter(([key]) => !(key in body));
  return esbResponse(200, { ...body, ...Object.fromEntries(missing) });
}

/** ESB's own rejection. */
export function esbRejection(error: EsbError, requestId: string): WireResponse {
  if (error.status === 404) return esbResponse(404, { result: false, data: null, message: error.message });
  const body = { result: false, code: error.code, data: null, message: error.message };
  return esbResponse(error.status, error.early ? body : { ...body, request_id: requestId });
}

/** ESB's id of a request: the exchange's without dashes. */
export function esbRequestId({ requestId }: { readonly requestId: string }): string {
  return requestId.replaceAll('-', '');
}

function esbResponse(status: number, body: unknown): WireResponse {
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: pythonJson(body) };
}
