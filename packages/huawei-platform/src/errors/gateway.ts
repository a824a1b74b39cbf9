import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

import type { ErrorEntry } from './entry.ts';

/**
 * What API Gateway answers before a service is reached, whichever service that is.
 * @NOTE unverified: the text of APIGW.0308, which is that of other policies of the gateway. Its 502 and 504 were seen
 * under the prefix APIG.
 */
export const GATEWAY_ERRORS = {
  notPublished: [404, 'APIGW.0101', 'The API does not exist or has not been published in the environment'],
  bodyTooLarge: [413, 'APIGW.0201', 'Request entity too large'],
  backendUnavailable: [502, 'APIGW.0202', 'Backend unavailable'],
  backendTimeout: [504, 'APIGW.0203', 'Backend timeout'],
  throttled: [
    429,
    'APIGW.0308',
    'The throttling threshold has been reached: policy user over ratelimit,limit:20,time:1 second',
  ],
} as const satisfies Record<string, ErrorEntry>;

/** One of the errors of API Gateway; `help` is for the console. */
export function gatewayError(name: keyof typeof GATEWAY_ERRORS, help: Message): VendorError {
  const [status, code, message] = GATEWAY_ERRORS[name];
  return new VendorError(status, code, message, help);
}

/** A code that two errors share: the text is that of the table of error codes at ROMA Connect, 2022-12-05. */
export function uriTooLong(help: Message): VendorError {
  return new VendorError(414, GATEWAY_ERRORS.bodyTooLarge[1], 'Request URI too large', help);
}

/** Nobody is let in by this credential. Consoles do not show the canonical request: a signed header may be a token. */
export function unauthenticated(detail: string, help: Message): VendorError {
  const [summary = ''] = detail.split(', canonicalRequest:');
  return new VendorError(401, 'APIGW.0301', `Incorrect IAM authentication information: ${detail}`, help, summary);
}
