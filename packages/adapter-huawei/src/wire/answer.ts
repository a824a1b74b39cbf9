import type { Exchange, VendorError, WireResponse } from '@dragoman/protocol-kit';

import { errorBody } from '../errors/envelope.ts';
import { type HuaweiOperation, Reply } from '../operation.ts';
import type { HuaweiSettings } from '../settings.ts';

/** The answer of an operation that succeeded. */
export function successAnswer(exchange: Exchange, operation: HuaweiOperation, output: unknown): WireResponse {
  if (!(output instanceof Reply))
    return answer(exchange, operation.service, operation.success, output ?? emptyBody(operation));
  return answer(exchange, operation.service, output.status ?? operation.success, output.body, output.headers);
}

/**
 * What stands for no body. Terraform's SDK decodes every 200 of KMS as JSON and fails at an empty one; a 204 has none.
 * See the table in the dialect's header.
 */
function emptyBody({ service, success }: HuaweiOperation): object | undefined {
  return service === 'kms' && success === 200 ? {} : undefined;
}

/** The answer to a request that is rejected; without an operation where it leads to none. */
export function errorAnswer(
  exchange: Exchange,
  operation: HuaweiOperation | undefined,
  error: VendorError,
  { error_envelope }: Pick<HuaweiSettings, 'error_envelope'>,
): WireResponse {
  const nested = operation?.nestedErrors === true && error_envelope === 'vendor';
  return answer(exchange, operation?.service ?? null, error.status, errorBody(error, exchange.requestId, nested));
}

/** Every answer names its request; a body that is undefined is empty. */
function answer(
  { request, requestId }: Exchange,
  service: HuaweiOperation['service'] | null,
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
      ...(service === 'iam' && { 'X-IAM-Trace-Id': requestId }),
      ...headers,
    },
    body: body === undefined || request.method === 'HEAD' ? '' : JSON.stringify(body),
  };
}
