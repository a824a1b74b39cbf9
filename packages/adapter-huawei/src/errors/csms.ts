import { DomainError, type DomainErrorCode, nameOfLabel } from '@dragoman/core';
import { BODY_FORMAT, type Denial, type ErrorEntry, type HuaweiService } from '@dragoman/huawei-platform';
import { type Message, verbatim } from '@dragoman/messages';
import { COMMON_HELP, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import { HELP } from '../messages.ts';
import { LABEL_NAMES, NAME_PATTERN, STAGE_PATTERN, VERSION_ID_PATTERN } from '../names.ts';
import type { HuaweiSettings } from '../settings.ts';

/**
 * The errors of CSMS (`api-dew/ErrorCode.html`, 2026), messages as they stand there, misprints and all.
 * @NOTE unverified: 0001, 0101 and 0201 stand in no readable table, and the text of 0302 neither. That a name which
 * waits for its deletion is told taken (0101) is documented nowhere.
 */
export const CSMS_ERRORS = {
  internal: [500, 'CSMS.0001', 'Internal service error.'],
  parameter: [400, 'CSMS.0002', 'The value of parameter is invalid.'],
  request: [400, 'CSMS.0003', 'The request is invalid.'],
  body: [400, 'CSMS.0004', 'The requested body format is wrong.'],
  missing: [404, 'CSMS.0005', 'The resource does not exist.'],
  secretExists: [400, 'CSMS.0101', 'The secret name already exists.'],
  pendingDeletion: [400, 'CSMS.0103', 'The secret is in the scheduled deletion state.'],
  systemStage: [400, 'CSMS.0105', 'Can not delete the system internal stage.'],
  secretMissing: [404, 'CSMS.0106', 'The secret name not found int the db.'],
  alreadyScheduled: [400, 'CSMS.0107', 'The secret is in schedule delete state.'],
  notScheduled: [400, 'CSMS.0108', 'The secret is not in schedule delete state.'],
  notEnabled: [403, 'CSMS.0109', 'The secret state is not enabled.'],
  versionQuota: [400, 'CSMS.0201', 'The number of version has reached the upper limit.'],
  secretQuota: [400, 'CSMS.0202', 'The number of secret has reached the upper limit.'],
  stageQuota: [400, 'CSMS.0203', 'The number of stage has reached the upper limit.'],
  stagesRequested: [400, 'CSMS.0204', 'number of stages is greater than the quota limit'],
  token: [400, 'CSMS.0301', 'Invalid X-Auth-Token.'],
  forbidden: [403, 'CSMS.0302', 'The user does not have permission to perform the operation.'],
  key: [400, 'CSMS.0401', 'Can not get the protected secret value using the provided KMS key.'],
} as const satisfies Record<string, ErrorEntry>;

const DOMAIN_ERRORS = {
  'secret-not-found': 'secretMissing',
  'secret-exists': 'secretExists',
  'secret-name-held-by-deletion': 'secretExists',
  'secret-quota-exceeded': 'secretQuota',
  'secret-pending-deletion': 'pendingDeletion',
  'secret-not-enabled': 'notEnabled',
  'secret-managed': 'request',
  'deletion-already-scheduled': 'alreadyScheduled',
  'deletion-not-scheduled': 'notScheduled',
  'version-not-found': 'missing',
  'version-exists': 'parameter',
  'version-quota-exceeded': 'versionQuota',
  'label-not-found': 'missing',
  'label-not-on-version': 'missing',
  'label-built-in': 'systemStage',
  'label-quota-exceeded': 'stageQuota',
  'tag-quota-exceeded': 'parameter',
  'rotation-unsupported': 'parameter',
  'rotation-period-missing': 'parameter',
  'rotation-failed': 'internal',
  'key-not-found': 'key',
  'key-disabled': 'key',
  'key-pending-deletion': 'key',
  'key-pending-import': 'key',
  'key-version-not-found': 'key',
  'key-quota-exceeded': 'key',
  'key-alias-not-found': 'key',
  'key-alias-exists': 'key',
  'key-transition-rejected': 'key',
  'key-deletion-protected': 'key',
  'key-origin-rejected': 'key',
  'key-spec-unavailable': 'key',
  'key-operation-unsupported': 'key',
  'key-input-invalid': 'key',
  'material-invalid': 'key',
  'import-token-invalid': 'key',
  'import-token-expired': 'key',
  'ciphertext-invalid': 'key',
  'resource-not-found': 'missing',
  'resource-exists': 'parameter',
  'too-many-conflicts': 'internal',
} as const satisfies Record<DomainErrorCode, keyof typeof CSMS_ERRORS>;

/**
 * What a name must look like to be told missing rather than wrong. It is asked only once nothing was found: what
 * another door named its own way is found here all the same.
 */
const NAME_PATTERNS: Partial<Record<DomainErrorCode, RegExp>> = {
  'secret-not-found': new RegExp(NAME_PATTERN),
  'version-not-found': new RegExp(VERSION_ID_PATTERN),
  'label-not-found': new RegExp(STAGE_PATTERN),
};

function isWrongName({ code, subject }: DomainError): boolean {
  const name = code === 'label-not-found' ? nameOfLabel(subject, LABEL_NAMES) : subject;
  return NAME_PATTERNS[code]?.test(name) === false;
}

/** One of the errors of CSMS; `help` is for the console. */
export function csmsError(name: keyof typeof CSMS_ERRORS, help: Message): VendorError {
  const [status, code, message] = CSMS_ERRORS[name];
  return new VendorError(status, code, message, help);
}

/** Whatever was thrown while CSMS worked, in its words. */
function toCsmsError(error: unknown, settings: Pick<HuaweiSettings, 'missing_status'>): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError)
    return csmsError(error.rule === BODY_FORMAT ? 'body' : 'parameter', error.text);
  if (!(error instanceof DomainError)) return csmsError('internal', COMMON_HELP.internal);
  if (isWrongName(error)) return csmsError('parameter', HELP.noValidName({ message: error.message }));
  const [status, code, message]: ErrorEntry = CSMS_ERRORS[DOMAIN_ERRORS[error.code]];
  return new VendorError(status === 404 ? settings.missing_status : status, code, message, verbatim(error.message));
}

/**
 * The message of a rejection, for an answer that lists them item by item.
 * @throws what was given, where it is an internal error rather than a rejection: the whole answer is one then
 */
export function rejectionMessage(error: unknown, settings: Pick<HuaweiSettings, 'missing_status'>): string {
  const rejected = toCsmsError(error, settings);
  if (rejected.status >= 500) throw error;
  return rejected.message;
}

/**
 * The lack of a permission in the words that any service of the cloud has for it (FAQ of IAM, `iam_01_1233` and
 * `iam_01_0931`, 2025-11-06). @NOTE unverified: that CSMS has them too
 */
function toDenial({ principal, action, resource, kind, help }: Denial): VendorError {
  const why =
    kind === 'explicit-deny'
      ? 'with an explicit deny in an identity-based policy.'
      : `because no identity-based policy allows the ${action} action.`;
  const text = `User: ${principal} is not authorized to perform action ${action} on resource ${resource} ${why}`;
  const [status, code] = CSMS_ERRORS.forbidden;
  return new VendorError(status, code, text, help);
}

/** The service. */
export const CSMS_SERVICE: HuaweiService<HuaweiSettings> = {
  name: 'csms',
  forbidden: (help) => csmsError('forbidden', help),
  toDenial,
  toError: toCsmsError,
};
