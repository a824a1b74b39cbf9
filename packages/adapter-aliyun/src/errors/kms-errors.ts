import { DomainError, type DomainErrorCode, StoreUnavailableError } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { BodyTooLargeError, InvalidInputError, VendorError, unavailable } from '@dragoman/protocol-kit';

import { REQUEST_HELP } from '../messages/requests.ts';
import { detailOf, withDetail } from './access-denied.ts';
import { type RejectionForm, rejectionOf } from './rejections.ts';

const DELETION_SCHEDULED: RejectionForm = [409, 'Rejected.ResourceInDeleteWindow', 'secret in delete peroid'];
const SECRET_LIMITS: RejectionForm = [400, 'Rejected.LimitExceeded', 'exceed secret limits error'];
/** @NOTE unverified for a key that is protected from deletion. */
const STATE_KEPT: RejectionForm = [409, 'Rejected.StateModifiedFailed', 'Keystate modified failed.'];
const UNAVAILABLE: RejectionForm = [503, 'ServiceUnavailableTemporary', 'Service Unavailable Temporary.'];
const NOT_FOUND: RejectionForm = [404, 'Forbidden.ResourceNotFound', 'Resource not found.'];

/** The core's errors as KMS answers them, misspellings included (error tables of the official metadata, 2024). */
export const DOMAIN_ERRORS = {
  'secret-not-found': NOT_FOUND,
  'secret-exists': [409, 'Rejected.ResourceExist', 'The resource already exists.'],
  'secret-name-held-by-deletion': [409, 'Rejected.ResourceInDeleteWindow', 'The secret is planned to be deleted.'],
  'secret-quota-exceeded': [
    400,
    'Rejected.LimitExceeded',
    'The request was rejected because user create resource limit was exceeded',
  ],
  'secret-pending-deletion': DELETION_SCHEDULED,
  'secret-not-enabled': [400, 'Rejected.UnsupportedOperation', 'secret stages in unnormal status'],
  'secret-managed': [400, 'UnsupportedOperation', 'This action is not supported.'],
  'deletion-already-scheduled': DELETION_SCHEDULED,
  'deletion-not-scheduled': [409, 'Rejected.ResourceInUse', 'restore normal secret'],
  'version-not-found': NOT_FOUND,
  'version-exists': [409, 'Rejected.ResourceExist', 'The request was rejected becasue key already exsit'],
  'version-quota-exceeded': SECRET_LIMITS,
  'label-not-found': NOT_FOUND,
  'label-not-on-version': NOT_FOUND,
  'label-built-in': [400, 'InvalidParameter', invalidText('VersionStage')],
  'label-quota-exceeded': SECRET_LIMITS,
  'tag-quota-exceeded': [400, 'InvalidParameter', invalidText('Tags')],
  'rotation-unsupported': [400, 'UnsupportedOperation', 'This action is not supported.'],
  'rotation-period-missing': [400, 'InvalidParameter', invalidText('RotationInterval')],
  'rotation-failed': [500, 'InternalFailure', 'Internal Failure'],
  'key-not-found': [404, 'Forbidden.KeyNotFound', 'The specified Key is not found.'],
  'key-disabled': [409, 'Rejected.Disabled', 'The request was rejected because the key state is Disabled.'],
  'key-pending-deletion': [
    409,
    'Rejected.PendingDeletion',
    'The request was rejected because the key state is PendingDeletion.',
  ],
  'key-pending-import': [
    409,
    'Rejected.PendingImport',
    'The request was rejected because the key state is PendingImport.',
  ],
  'key-version-not-found': [404, 'Forbidden.KeyVersionNotFound', 'The specified Key version is not found.'],
  'key-quota-exceeded': [
    400,
    'Rejected.LimitExceeded',
    'The request was rejected because user create resource limit was exceeded',
  ],
  'key-alias-not-found': [404, 'Forbidden.AliasNotFound', 'The specified Alias is not found.'],
  'key-alias-exists': [400, 'AliasAlreadyExists', 'AliasName Already Exists.'],
  'key-transition-rejected': STATE_KEPT,
  'key-deletion-protected': STATE_KEPT,
  'key-origin-rejected': [400, 'Unsupported.Origin', 'This key origin is not valid for this api.'],
  'key-spec-unavailable': [400, 'UnsupportedOperation', 'This action is not supported.'],
  'key-operation-unsupported': [400, 'Rejected.UnsupportedOperation', 'Unsupported operation.'],
  'key-input-invalid': [400, 'InvalidParameter', 'The specified parameter is not valid.'],
  'material-invalid': [400, 'InvalidKeyMaterial', 'key material is invalid'],
  'import-token-invalid': [400, 'InvalidImportToken', 'import token is invalid'],
  'import-token-expired': [400, 'ExpiredImportToken', 'import token is expired'],
  'ciphertext-invalid': [400, 'InvalidParameter', invalidText('CiphertextBlob')],
  'resource-not-found': NOT_FOUND,
  'resource-exists': [409, 'Rejected.ResourceExist', 'The resource already exists.'],
  'too-many-conflicts': UNAVAILABLE,
} as const satisfies Record<DomainErrorCode, RejectionForm>;

/** The core's errors for which an operation has errors of its own. */
export type OwnRejections = Readonly<Partial<Record<DomainErrorCode, RejectionForm>>>;

/**
 * Whatever was thrown, as KMS says it. Total: what nobody foresaw is KMS's internal failure.
 * @param own the operation's own errors, which come before the common ones
 */
export function toVendorError(error: unknown, own: OwnRejections = {}): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof DomainError)
    return rejectionOf(
      own[error.code] ?? DOMAIN_ERRORS[error.code],
      REQUEST_HELP.codeAndSubject({ code: error.code, subject: error.subject }),
    );
  if (error instanceof InvalidInputError) return rejectedInput(error);
  if (error instanceof BodyTooLargeError) return unreadableRequest(error.text, 413);
  if (error instanceof StoreUnavailableError)
    return rejectionOf(UNAVAILABLE, unavailable(error)).withHeaders(UNAVAILABLE_HINT);
  return new VendorError(500, 'InternalFailure', 'Internal Failure.');
}

/** When newer Tea clients come back, in milliseconds (alibabacloud-tea-openapi 0.4.6). */
export const UNAVAILABLE_HINT = { 'x-acs-retry-after': '1000' } as const;

/** Lists are numbered from 1 on the wire. */
function rejectedInput({ field, rule, text }: InvalidInputError): VendorError {
  const name = field.replace(/\.(\d+)/g, (_dotted, index: string) => `.${Number(index) + 1}`);
  return rule === 'required' ? missingParameter(name) : invalidParameter(name, text);
}

/**
 * What a call with DryRun=true is answered with in place of an error: it never succeeds, and says only of what kind
 * the failure would be. Statuses and texts are undocumented. @NOTE unverified
 */
export function toDryRunError(error: unknown, own: OwnRejections = {}): VendorError {
  const rejection = toVendorError(error, own);
  if (rejection.code === 'Forbidden.NoPermission')
    return withDetail(
      new VendorError(403, 'AccessDeniedError', rejection.message, rejection.help),
      detailOf(rejection),
    );
  const ofInput = error instanceof DomainError || error instanceof InvalidInputError;
  return ofInput ? new VendorError(400, 'ValidationError', rejection.message, rejection.help) : rejection;
}

/** A dry run that would have succeeded. */
export function dryRunSucceeded(): VendorError {
  return new VendorError(
    400,
    'DryRunOperationError',
    'Request would have succeeded, but DryRun flag is set.',
    REQUEST_HELP.dropDryRun,
  );
}

/** KMS sends two blanks on each side of the name, where its documentation has quotes. */
export function missingParameter(name: string, help: Message | null = null): VendorError {
  return new VendorError(400, 'MissingParameter', `The parameter  ${name}  needed but no provided.`, help);
}

export function invalidParameter(name: string, help: Message | null = null): VendorError {
  return new VendorError(
    400,
    'InvalidParameter',
    name === '' ? 'The specified parameter is not valid.' : invalidText(name),
    help,
  );
}

export function unsupportedOperation(help: Message): VendorError {
  return new VendorError(400, 'UnsupportedOperation', 'This action is not supported.', help);
}

/** A signature that cannot be read, or was not made by the key's secret: KMS has one code for both. */
export function incompleteSignature(help: Message): VendorError {
  return new VendorError(
    400,
    'IncompleteSignature',
    'The request signature does not conform to Aliyun standards.',
    help,
  );
}

/** Also for a body that is too long, for which KMS documents no code: then with HTTP's own status. @NOTE unverified */
export function unreadableRequest(help: Message, status: 400 | 413 = 400): VendorError {
  const message = 'Server parse parameters exception. Please check your input params.';
  return new VendorError(status, 'ParseRequestParameterException', message, help);
}

function invalidText(name: string): string {
  return `The specified parameter ${name} is not valid.`;
}
