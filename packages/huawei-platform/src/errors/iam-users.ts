import type { Message } from '@dragoman/messages';
import { COMMON_HELP, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import { BODY_FORMAT, type ErrorEntry } from './entry.ts';
import type { Denial } from './service.ts';

/**
 * What IAM's own user calls (`/v3.0/OS-USER`) answer with, in a form of their own: `error_code` and `error_msg`.
 * Statuses, codes and texts are those of the page of error codes (`api-iam/iam_02_0006.html` of the international site,
 * 2025, and the same page of Open Telekom Cloud of 2026-01-26, which has 1120 in English).
 * @NOTE unverified: that what breaks the policy for passwords is 1103, and that 1118 is kept for a list of weak ones
 */
export const IAM_USER_ERRORS = {
  internal: [500, 'IAM.0006', 'An unexpected error prevented the server from fulfilling your request.'],
  forbidden: [403, 'IAM.0003', "Policy doesn't allow %(actions)s to be performed."],
  missing: [404, 'IAM.0004', 'Could not find %(target)s: %(target_id)s.'],
  parameter: [400, 'IAM.0007', 'Request parameter %(key)s is invalid.'],
  body: [400, 'IAM.0011', 'Request body is invalid.'],
  required: [400, '1100', 'Mandatory parameters are not specified.'],
  name: [400, '1101', 'Invalid username.'],
  email: [400, '1102', 'Invalid email address.'],
  password: [400, '1103', 'Incorrect password.'],
  phone: [400, '1104', 'Invalid mobile number.'],
  phonePair: [400, '1106', 'The country code and mobile number must be set at the same time.'],
  nameExists: [400, '1109', 'The username already exists.'],
  emailTaken: [400, '1110', 'The email address has already been used.'],
  phoneTaken: [400, '1111', 'The mobile number has already been used.'],
  description: [400, '1117', 'Invalid user description.'],
  weakPassword: [400, '1118', 'The password is weak.'],
  accessMode: [400, '1120', 'Invalid access_mode.'],
} as const satisfies Record<string, ErrorEntry>;

/** The name of one of these errors. */
export type IamUserErrorName = keyof typeof IAM_USER_ERRORS;

const FIELD_ERRORS: Readonly<Record<string, IamUserErrorName>> = {
  'body.user.name': 'name',
  'body.user.email': 'email',
  'body.user.password': 'password',
  'body.user.phone': 'phone',
  'body.user.areacode': 'phone',
  'body.user.description': 'description',
  'body.user.access_mode': 'accessMode',
};

/**
 * One of these errors; `help` is for the console.
 * @param values what stands for `%(name)s` in the text, by its name
 */
export function iamUserError(
  name: IamUserErrorName,
  help: Message,
  values: Readonly<Record<string, string>> = {},
): VendorError {
  const [status, code, message] = IAM_USER_ERRORS[name];
  const text = message.replaceAll(/%\((\w+)\)s/g, (_whole, key: string) => values[key] ?? key);
  return new VendorError(status, code, text, help);
}

/** The lack of a permission, in their words. */
export function toIamUserDenial({ action, help }: Denial): VendorError {
  return iamUserError('forbidden', help, { actions: action });
}

/** Whatever was thrown while one of these calls worked, in their words. */
export function toIamUserError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (!(error instanceof InvalidInputError)) return iamUserError('internal', COMMON_HELP.internal);
  const { rule, field, text } = error;
  if (rule === BODY_FORMAT) return iamUserError('body', text);
  if (rule === 'required') return iamUserError('required', text);
  return iamUserError(FIELD_ERRORS[field] ?? 'parameter', text, { key: field.split('.').at(-1) ?? field });
}
