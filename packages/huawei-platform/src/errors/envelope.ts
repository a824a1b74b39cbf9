import type { VendorError } from '@dragoman/protocol-kit';

/** What IAM prints beside the code. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  503: 'Service Unavailable',
};

/**
 * The body of an error, in the envelope of whoever answers: IAM by its numeric codes, API Gateway, SMN and EPS by their
 * prefixes.
 * @param nested whether the service's own stands inside an `error` object
 */
export function errorBody(error: VendorError, requestId: string, nested: boolean): object {
  if (typeof error.code === 'number') {
    return {
      error: { code: error.code, message: error.message, title: TITLES[error.status] ?? 'Internal Server Error' },
    };
  }
  if (error.code.startsWith('APIGW.'))
    return { error_msg: error.message, error_code: error.code, request_id: requestId };
  if (error.code.startsWith('SMN.')) return { request_id: requestId, code: error.code, message: error.message };
  const flat = { error_code: error.code, error_msg: error.message };
  return nested || error.code.startsWith('EPS.') ? { error: flat } : flat;
}
