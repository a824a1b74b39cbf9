import type { Exchange, VendorError, WireResponse } from '@dragoman/protocol-kit';

import { errorBody } from '../errors/envelope.ts';
import { IAM_SERVICE } from '../errors/iam.ts';
import { type HuaweiMeta, Reply } from '../operation.ts';
import type { PlatformSettings } from '../settings.ts';

/** The answer of an operation that succeeded. */
export function successAnswer(exchange: Exchange, operation: HuaweiMeta, output: unknown): WireResponse {
  if (!(output instanceof Reply))
    return answer(exchange, operation.service, operation.success, output ?? emptyBody(operation));
  return answer(exchange, operation.service, output.status ?? operation.success, output.body, output.headers);
}

/** What stands for no body; a 204 has none. See the table in the header of the door's dialect. */
function emptyBody({ service, success }: HuaweiMeta): object | undefined {
  return success === 204 ? undefined : service.emptyBody;
}

/** The answer to a request that is rejected; without an operation where it leads to none. */
export function errorAnswer(
  exchange: Exchange,
  operation: HuaweiMeta | undefined,
  error: VendorError,
  { error_envelope }: Pick<PlatformSettings, 'error_envelope'>,
): WireResponse {
  const nested = operation?.nestedErrors === true && error_envelope === 'vendor';
  return answer(exchange, operation?.service ?? null, error.status, errorBody(error, exchange.requestId, nested));
}

/** Every answer names its request; a body that is undefined is empty. */
function answer(
  { request, requestId }: Exchange,
  service: HuaweiMeta['service'] | null,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  return {
    status,
    headers: {
      'Content-Type': 'application/json',
      'X-Request-Id': requestId,
      server: 'api-gateway',
      ...(service === IAM_SERVICE && { 'X-IAM-Trace-Id': requestId }),
      ...headers,
    },
    body: body === undefined || request.method === 'HEAD' ? '' : JSON.stringify(body),
  };
}
