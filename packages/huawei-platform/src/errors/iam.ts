import type { Message } from '@dragoman/messages';
import { COMMON_HELP, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import type { HuaweiService } from './service.ts';

/** What IAM says where it says nothing of its own about the case. @NOTE unverified: the texts of 404, 500 and 503 */
export const IAM_MESSAGES = {
  400: 'The request body is invalid',
  401: 'The request you have made requires authentication.',
  403: 'You are not authorized to perform the requested action.',
  404: 'The resource could not be found.',
  409: 'Conflict occurred attempting to store the resource. Duplicate Entry',
  500: 'An unexpected error prevented the server from fulfilling your request.',
  503: 'The server is currently unable to handle the request.',
} as const;

/** An error of IAM, whose codes are HTTP statuses. */
export function iamError(status: number, message: string, help: Message): VendorError {
  return new VendorError(status, status, message, help);
}

/** Whatever was thrown while IAM worked, in its words. @NOTE unverified: the text of an internal error */
function toIamError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError) return iamError(400, IAM_MESSAGES[400], error.text);
  return iamError(500, IAM_MESSAGES[500], COMMON_HELP.internal);
}

/** IAM, and STS beside it. */
export const IAM_SERVICE: HuaweiService = {
  name: 'iam',
  forbidden: (help) => iamError(403, IAM_MESSAGES[403], help),
  toError: toIamError,
};
