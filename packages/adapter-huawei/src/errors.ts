import { DomainError, type DomainErrorCode, nameOfLabel } from '@dragoman/core';
import { BodyTooLargeError, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import { LABEL_NAMES, NAME_PATTERN, STAGE_PATTERN, VERSION_ID_PATTERN } from './names.ts';
import type { HuaweiSettings } from './settings.ts';

type Rejection = readonly [status: number, code: string, message: string];

/**
 * The service's own refusals (`api-dew/ErrorCode.html`, 2026), messages as they stand there, misprints and all.
 * @NOTE unverified: 0001, 0101 and 0201 stand in no readable table, and the text of 0302 neither. That a name which
 * waits for
 * its deletion is told taken (0101) is documented nowhere. The text of APIGW.0308 is that of other policies of the
 * gateway.
 * The gateway's 502 and 504 were seen under the prefix APIG.
 */
export const ERRORS = {
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
  notPublished: [404, 'APIGW.0101', 'The API does not exist or has not been published in the environment.'],
  throttled: [
    429,
    'APIGW.0308',
    'The throttling threshold has been reached: policy user over ratelimit,limit:20,time:1 second',
  ],
  bodyTooLarge: [413, 'APIGW.0201', 'Request entity too large'],
  backendUnavailable: [502, 'APIGW.0202', 'Backend unavailable'],
  backendTimeout: [504, 'APIGW.0203', 'Backend timeout'],
} as const satisfies Record<string, Rejection>;

const DOMAIN_REFUSALS = {
  'secret-not-found': 'secretMissing',
  'secret-exists': 'secretExists',
  'secret-name-held-by-deletion': 'secretExists',
  'secret-quota-exceeded': 'secretQuota',
  'secret-pending-deletion': 'pendingDeletion',
  'secret-not-enabled': 'notEnabled',
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
  'key-transition-refused': 'key',
  'key-deletion-protected': 'key',
  'key-origin-refused': 'key',
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
} as const satisfies Record<DomainErrorCode, keyof typeof ERRORS>;

/**
 * What a name must look like to be told missing rather than wrong. It is asked only once nothing was found: what
 * another
 * door named its own way is found here all the same.
 */
const NAMES: Partial<Record<DomainErrorCode, RegExp>> = {
  'secret-not-found': new RegExp(NAME_PATTERN),
  'version-not-found': new RegExp(VERSION_ID_PATTERN),
  'label-not-found': new RegExp(STAGE_PATTERN),
};

function isWrongName({ code, subject }: DomainError): boolean {
  const name = code === 'label-not-found' ? nameOfLabel(subject, LABEL_NAMES) : subject;
  return NAMES[code]?.test(name) === false;
}

/** The rule of an {@link InvalidInputError} whose body is no JSON object or has a value of another JSON type. */
export const BODY_FORMAT = 'body-format';

/** One of the vendor's refusals; `help` is for the console. */
export function rejection(name: keyof typeof ERRORS, help: string): VendorError {
  const [status, code, message] = ERRORS[name];
  return new VendorError(status, code, message, help);
}

/**
 * A refusal by API Gateway of whoever calls. Consoles do not show the canonical request: a signed header may be a
 * token.
 */
export function unauthenticated(detail: string, help: string): VendorError {
  const [summary = ''] = detail.split(', canonicalRequest:');
  return new VendorError(401, 'APIGW.0301', `Incorrect IAM authentication information: ${detail}`, help, summary);
}

/** Whatever was thrown while the service worked, in its words. */
export function toCsmsError(error: unknown, settings: Pick<HuaweiSettings, 'missing_status'>): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError)
    return rejection(error.rule === BODY_FORMAT ? 'body' : 'parameter', error.message);
  if (error instanceof BodyTooLargeError) return rejection('bodyTooLarge', error.message);
  if (!(error instanceof DomainError)) return rejection('internal', 'a fault of the gateway: see its log');
  if (isWrongName(error)) return rejection('parameter', `${error.message}, which is no valid name either`);
  const [status, code, message]: Rejection = ERRORS[DOMAIN_REFUSALS[error.code]];
  return new VendorError(status === 404 ? settings.missing_status : status, code, message, error.message);
}

/**
 * The message of a refusal, for an answer that lists them item by item.
 * @throws what was given, where it is a fault rather than a refusal: the whole answer is one then
 */
export function rejectionMessage(error: unknown, settings: Pick<HuaweiSettings, 'missing_status'>): string {
  const rejected = toCsmsError(error, settings);
  if (rejected.status >= 500) throw error;
  return rejected.message;
}

/** What IAM says where it says nothing of its own about the case. @NOTE unverified: the texts of 404 and of faults */
export const IAM_MESSAGES = {
  400: 'The request body is invalid',
  401: 'The request you have made requires authentication.',
  403: 'You are not authorized to perform the requested action.',
  404: 'The resource could not be found.',
  409: 'Conflict occurred attempting to store the resource. Duplicate Entry',
  500: 'An unexpected error prevented the server from fulfilling your request.',
  503: 'The server is currently unable to handle the request.',
} as const;

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  503: 'Service Unavailable',
};

/** A refusal by IAM, whose codes are HTTP statuses. */
export function iamRejection(status: number, message: string, help: string): VendorError {
  return new VendorError(status, status, message, help);
}

/** Whatever was thrown while IAM worked, in its words. @NOTE unverified: the text for a fault */
export function toIamError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError) return iamRejection(400, IAM_MESSAGES[400], error.message);
  return iamRejection(500, IAM_MESSAGES[500], 'a fault of the gateway: see its log');
}

/**
 * The body of a refusal, in the envelope of whoever made it.
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
  const flat = { error_code: error.code, error_msg: error.message };
  return nested ? { error: flat } : flat;
}
