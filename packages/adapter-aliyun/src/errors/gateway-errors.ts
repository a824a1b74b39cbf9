import { DomainError, StoreUnavailableError } from '@dragoman/core';
import { BodyTooLargeError, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import { UNAVAILABLE_HINT, unreadableRequest } from './kms-errors.ts';
import { gatewayFrontendErrors } from './frontend-errors.ts';

/** Whatever was thrown, as STS and the location service say it. Total. */
export function toGatewayError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError)
    return error.rule === 'required'
      ? gatewayFrontendErrors.missing(error.field, error.message)
      : wronglyFormed(error.field, error.message);
  if (error instanceof BodyTooLargeError) return unreadableRequest(error.message, 413);
  if (error instanceof DomainError) return unavailable(`${error.code}: ${error.subject}`);
  if (error instanceof StoreUnavailableError) return unavailable(error.message).withHeaders(UNAVAILABLE_HINT);
  return new VendorError(500, 'InternalError', 'STS Server Internal Error happened, please send the RequestId to us.');
}

function unavailable(help: string): VendorError {
  const message = 'The request has failed due to a temporary failure of the server.';
  return new VendorError(503, 'ServiceUnavailable', message, help);
}

/** STS's own form of a parameter that is not valid. */
export function wronglyFormed(parameter: string, help: string): VendorError {
  return new VendorError(400, `InvalidParameter.${parameter}`, `The parameter ${parameter} is wrongly formed.`, help);
}
