import { DomainError, type DomainErrorCode, StoreUnavailableError } from '@dragoman/core';
import { verbatim } from '@dragoman/messages';
import { BodyTooLargeError, InvalidInputError, UriTooLongError, VendorError } from '@dragoman/protocol-kit';

import { ApigwError } from './apigw-error.ts';
import { JobError } from './job-error.ts';
import type { JobCode } from './messages.ts';

/**
 * What JOB answers to each domain error. JOB knows neither versions nor keys: what concerns them is internal to it.
 * What another door alone can make (a state of a secret or of its key, a value that only a rotation makes, labels
 * without number) leaves the secret visible and its change a bad request.
 */
const JOB_CODES = {
  'secret-not-found': 1243048,
  'secret-exists': 1243060,
  'secret-name-held-by-deletion': 1243060,
  'secret-quota-exceeded': 1240002,
  'secret-pending-deletion': 1243048,
  'secret-not-enabled': 1240003,
  'secret-managed': 1240003,
  'deletion-already-scheduled': 1240002,
  'deletion-not-scheduled': 1240002,
  'version-not-found': 1240002,
  'version-exists': 1240002,
  'version-quota-exceeded': 1240002,
  'label-not-found': 1240002,
  'label-not-on-version': 1240002,
  'label-built-in': 1240002,
  'label-quota-exceeded': 1240003,
  'tag-quota-exceeded': 1240002,
  'rotation-unsupported': 1240002,
  'rotation-period-missing': 1240002,
  'rotation-failed': 1240002,
  'key-not-found': 1240003,
  'key-disabled': 1240003,
  'key-pending-deletion': 1240003,
  'key-pending-import': 1240003,
  'key-version-not-found': 1240002,
  'key-quota-exceeded': 1240002,
  'key-alias-not-found': 1240002,
  'key-alias-exists': 1240002,
  'key-transition-rejected': 1240002,
  'key-deletion-protected': 1240002,
  'key-origin-rejected': 1240002,
  'key-spec-unavailable': 1240002,
  'key-operation-unsupported': 1240002,
  'key-input-invalid': 1240002,
  'material-invalid': 1240002,
  'import-token-invalid': 1240002,
  'import-token-expired': 1240002,
  'ciphertext-invalid': 1240002,
  'resource-not-found': 1240002,
  'resource-exists': 1240002,
  'too-many-conflicts': 1240002,
} as const satisfies Record<DomainErrorCode, JobCode>;

/**
 * Whatever was thrown, as an error of the platform; anything unforeseen becomes JOB's internal error, or the API
 * gateway's where the request did not reach JOB.
 */
export function toVendorError(error: unknown, reachedJob: boolean): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof BodyTooLargeError) return new ApigwError('BODY_SIZE_LIMIT_EXCEED', {}, { help: error.text });
  if (error instanceof UriTooLongError) return new ApigwError('URI_SIZE_LIMIT_EXCEED', {}, { help: error.text });
  if (error instanceof InvalidInputError) return new JobError(1240003, { help: error.text });
  if (error instanceof DomainError) return fromDomain(error);
  if (error instanceof StoreUnavailableError)
    return reachedJob ? new JobError(1240001, { cause: error }) : new ApigwError('SERVICE_UNAVAILABLE');
  return reachedJob ? new JobError(1240002, { cause: error }) : new ApigwError('INTERNAL_SERVER_ERROR');
}

function fromDomain(error: DomainError): JobError {
  const code = JOB_CODES[error.code];
  if (code === 1243060) return new JobError(code, { parameters: [error.subject] });
  return new JobError(code, code === 1240002 || code === 1240003 ? { help: verbatim(error.code) } : {});
}
