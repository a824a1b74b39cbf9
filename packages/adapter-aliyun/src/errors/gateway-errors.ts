import { DomainError, StoreUnavailableError } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import {
  BodyTooLargeError,
  InvalidInputError,
  VendorError,
  unavailable as storeUnavailable,
} from '@dragoman/protocol-kit';

import { REQUEST_HELP } from '../messages/requests.ts';
import { UNAVAILABLE_HINT, unreadableRequest } from './kms-errors.ts';
import { gatewayFrontendErrors } from './frontend-errors.ts';

/** Whatever was thrown, as STS and the location service say it. Total. */
export function toGatewayError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError)
    return error.rule === 'required'
      ? gatewayFrontendErrors.missing(error.field, error.text)
      : wronglyFormed(error.field, error.text);
  if (error instanceof BodyTooLargeError) return unreadableRequest(error.text, 413);
  if (error instanceof DomainError)
    return serviceUnavailable(REQUEST_HELP.codeAndSubject({ code: error.code, subject: error.subject }));
  if (error instanceof StoreUnavailableError)
    return serviceUnavailable(storeUnavailable(error)).withHeaders(UNAVAILABLE_HINT);
  return new VendorError(500, 'InternalError', 'STS Server Internal Error happened, please send the RequestId to us.');
}

function serviceUnavailable(help: Message): VendorError {
  const message = 'The request has failed due to a temporary failure of the server.';
  return new VendorError(503, 'ServiceUnavailable', message, help);
}

/** STS's own form of a parameter that is not valid. */
export function wronglyFormed(parameter: string, help: Message): VendorError {
  return new VendorError(400, `InvalidParameter.${parameter}`, `The parameter ${parameter} is wrongly formed.`, help);
}
