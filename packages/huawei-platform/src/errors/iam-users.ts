import { InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import type { ErrorEntry } from './entry.ts';

/**
 * What IAM's own user calls (`/v3.0/OS-USER`) answer with, in a form of their own: `error_code` and `error_msg` (API
 * reference of IAM, error codes).
 */
export const IAM_USER_ERRORS = {
  internal: [500, 'IAM.0006', 'An unexpected error prevented the server from fulfilling your request.'],
  forbidden: [403, 'IAM.0003', "Policy doesn't allow the action to be performed."],
  missing: [404, 'IAM.0004', 'Could not find user.'],
  parameter: [400, 'IAM.0007', 'Request parameter is invalid.'],
  required: [400, '1100', 'Mandatory parameters are missing.'],
  name: [400, '1101', 'Invalid username.'],
  email: [400, '1102', 'Invalid email.'],
  password: [400, '1103', 'Incorrect password.'],
  phone: [400, '1104', 'Invalid mobile number.'],
  nameExists: [409, '1109', 'The username already exists.'],
  description: [400, '1117', 'Invalid user description.'],
  weakPassword: [400, '1118', 'The password is weak.'],
} as const satisfies Record<string, ErrorEntry>;

/** The name of one of these errors. */
export type IamUserErrorName = keyof typeof IAM_USER_ERRORS;

const FIELD_ERRORS: Readonly<Record<string, IamUserErrorName>> = {
  'body.user.name': 'name',
  'body.user.email': 'email',
  'body.user.password': 'weakPassword',
  'body.user.phone': 'phone',
  'body.user.areacode': 'phone',
  'body.user.description': 'description',
};

/** One of these errors; `help` is for the console. */
export function iamUserError(name: IamUserErrorName, help: string): VendorError {
  const [status, code, message] = IAM_USER_ERRORS[name];
  return new VendorError(status, code, message, help);
}

/** Whatever was thrown while one of these calls worked, in their words. */
export function toIamUserError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError)
    return iamUserError(
      error.rule === 'required' ? 'required' : (FIELD_ERRORS[error.field] ?? 'parameter'),
      error.message,
    );
  return iamUserError('internal', 'an internal error of the gateway: see its log');
}
