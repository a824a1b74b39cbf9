import { DomainError } from '@dragoman/core';
import { BodyTooLargeError, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import { unreadableRequest } from './kms-errors.ts';
import { gatewayFrontendErrors } from './frontend-errors.ts';

/** Whatever was thrown, as STS and the location service say it. Total. */
export function toGatewayError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError)
    return error.rule === 'required'
      ? gatewayFrontendErrors.missing(error.field, error.message)
      : wronglyFormed(error.field, error.message);
  if (error instanceof BodyTooLargeError) return unreadableRequest(error.message, 413);
  if (error instanceof DomainError) {
    const message = 'The request has failed due to a temporary failure of the server.';
    return new VendorError(503, 'ServiceUnavailable', message, `${error.code}: ${error.subject}`);
  }
  return new VendorError(500, 'InternalError', 'STS Server Internal Error happened, please send the RequestId to us.');
}

/** STS's own form of a parameter that is not valid. */
export function wronglyFormed(parameter: string, help: string): VendorError {
  return new VendorError(400, `InvalidParameter.${parameter}`, `The parameter ${parameter} is wrongly formed.`, help);
}
