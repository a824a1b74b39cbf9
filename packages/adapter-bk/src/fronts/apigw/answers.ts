import { uuidDigits } from '@dragoman/core';
import type { Exchange, WireResponse } from '@dragoman/protocol-kit';

import type { ApigwError } from '../../errors/apigw-error.ts';

/** The API gateway's own rejection. */
export function apigwRejection(exchange: Exchange, error: ApigwError): WireResponse {
  const { status, code, codeName, message } = error;
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Bkapi-Error-Code': String(code),
    'X-Bkapi-Error-Message': headerText(message),
    ...idHeaders(exchange),
  };
  return { status, headers, body: JSON.stringify({ code, code_name: codeName, message, result: false, data: null }) };
}

/** An answer as the API gateway passes it on: with its ids. */
export function passOnByApigw(exchange: Exchange, response: WireResponse): WireResponse {
  return { ...response, headers: { ...response.headers, ...idHeaders(exchange) } };
}

/** The ids on every answer: the gateway's own, a UUID, and the caller's, which is the same where none is given. */
function idHeaders({ requestId, request }: Exchange): Record<string, string> {
  return {
    'X-Bkapi-Request-Id': requestId,
    'X-Request-Id': request.headers['x-request-id'] ?? uuidDigits(requestId),
  };
}

/** A string as the bytes of a header; what would end the header is left out. */
function headerText(text: string): string {
  const latin1 = Buffer.from(text).toString('latin1');
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return latin1.replace(/[\u0000-\u001f\u007f]/g, '');
}
