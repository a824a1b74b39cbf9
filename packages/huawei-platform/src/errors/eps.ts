import { DomainError } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { COMMON_HELP, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import { HELP } from '../messages.ts';
import type { ErrorEntry } from './entry.ts';
import type { HuaweiService } from './service.ts';

/**
 * The errors of EPS (`api-em/ErrorCode.html` and `en-us_topic_0121230887.html`, 2025).
 * @NOTE unverified: which code rejects the deletion of a project that is enabled or holds something
 */
export const EPS_ERRORS = {
  internal: [500, 'EPS.0001', 'System error.'],
  request: [400, 'EPS.0002', 'Bad request.'],
  forbidden: [403, 'EPS.0004', 'Permission error.'],
  missing: [404, 'EPS.0005', 'Requested resources not found.'],
  name: [400, 'EPS.0007', 'Invalid enterprise project name.'],
  description: [400, 'EPS.0008', 'Invalid enterprise project description.'],
  quota: [400, 'EPS.0009', 'The number of enterprise project exceeds the upper limit.'],
  nameExists: [409, 'EPS.0010', 'The enterprise project name already exists.'],
  defaultProject: [400, 'EPS.0012', 'The default enterprise project cannot be modified.'],
  action: [400, 'EPS.0013', 'Invalid action.'],
  disabled: [400, 'EPS.0014', 'The disabled enterprise project cannot be modified.'],
  limit: [400, 'EPS.0017', 'Invalid limit.'],
  offset: [400, 'EPS.0018', 'Invalid offset.'],
  projectId: [400, 'EPS.0022', 'Invalid project ID.'],
  resourceType: [400, 'EPS.0025', 'Invalid element in the resource type list.'],
} as const satisfies Record<string, ErrorEntry>;

/** The name of one of the errors of EPS. */
export type EpsErrorName = keyof typeof EPS_ERRORS;

/** Which error tells that a field of an input is wrong. */
const FIELD_ERRORS: Readonly<Record<string, EpsErrorName>> = {
  'body.name': 'name',
  'body.description': 'description',
  'body.action': 'action',
  'body.limit': 'limit',
  'body.offset': 'offset',
  'query.limit': 'limit',
  'query.offset': 'offset',
};

/** One of the errors of EPS; `help` is for the console. */
export function epsError(name: EpsErrorName, help: Message): VendorError {
  const [status, code, message] = EPS_ERRORS[name];
  return new VendorError(status, code, message, help);
}

/** Whatever was thrown while EPS worked, in its words. */
function toEpsError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError) return epsError(FIELD_ERRORS[error.field] ?? 'request', error.text);
  if (error instanceof DomainError && error.code.endsWith('-not-found'))
    return epsError('missing', HELP.unknown({ subject: error.subject }));
  return epsError('internal', COMMON_HELP.internal);
}

/** The service. */
export const EPS_SERVICE: HuaweiService = {
  name: 'eps',
  forbidden: (help) => epsError('forbidden', help),
  toError: toEpsError,
};
