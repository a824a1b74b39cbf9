import { DomainError, type DomainErrorCode } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { UriTooLongError, VendorError } from '@dragoman/protocol-kit';

import { DOMAIN_ERRORS, type OwnRejections, toVendorError } from '../errors/kms-errors.ts';
import { type RejectionForm, rejectionOf } from '../errors/rejections.ts';
import { INSTANCE_HELP } from '../messages/instances.ts';
import { MessageError } from './message.ts';

const INVALID: RejectionForm = [400, 'InvalidParameter', 'The specified parameter is not valid.'];
const UNSUPPORTED: RejectionForm = [400, 'UnsupportedOperation', 'Rejected.UnsupportedOperation'];
const NO_KEY: RejectionForm = [404, 'Forbidden.KeyNotFound', 'The key Key ID or Alias does not exist in the system.'];

/**
 * Errors of the instance gateway that need no name in their message (page "Common error codes" of the instance API,
 * 2026; `Content-SHA256` after alibabacloud-dkms-gcs-sdk for Java, which tries again when it reads that message;
 * `Authorization` after the transfer SDKs).
 */
export const INSTANCE_ERRORS = {
  date: [400, 'InvalidParam', 'The Param Date is invalid.'],
  contentSha256: [400, 'InvalidParam', 'The Param Content-SHA256 is invalid.'],
  authorization: [400, 'InvalidParam', 'The Param Authorization is invalid.'],
  signatureMethod: [400, 'InvalidParam', 'The Param x-kms-signaturemethod is invalid.'],
  accessKeyId: [400, 'MissingParameter', 'Parameter x-kms-acccesskeyid does not exist in http header or body.'],
  skewed: [400, 'RequestTimeTooSkewed', 'Request time exceeds server time more than 15 minutes.'],
  signature: [401, 'SignatureNotMatch', 'Signature is not matched.'],
  parameter: INVALID,
  unsupported: UNSUPPORTED,
  key: NO_KEY,
  keyVersion: [404, 'Forbidden.KeyNotFound', 'The specified key does not exist.'],
  throttled: [429, 'Rejected.Throttling', 'QPS Limit Exceeded'],
  unavailable: [503, 'ServiceUnavailableTemporary', 'Service Unavailable Temporary.'],
} as const satisfies Readonly<Record<string, RejectionForm>>;

/** @param help goes to the log alone */
export function instanceError(name: keyof typeof INSTANCE_ERRORS, help: Message): VendorError {
  return rejectionOf(INSTANCE_ERRORS[name], help);
}

/** Also for a method or path that no operation is called by. @NOTE unverified for those */
export function invalidApiName(name: string, help: Message): VendorError {
  return withClientText([400, 'InvalidApiName'], `The ApiName "${name}" is invalid.`, 'The ApiName is invalid.', help);
}

export function invalidApiVersion(version: string): VendorError {
  const summary = 'The ApiVersion is invalid.';
  const help = INSTANCE_HELP.apiVersion;
  return withClientText([400, 'InvalidApiVersion'], `The ApiVersion "${version}" is invalid.`, summary, help);
}

export function invalidContentType(type: string): VendorError {
  const summary = 'The Content-Type is unsupported.';
  return withClientText(
    [415, 'InvalidContentType'],
    `Content-Type "${type}" is unsupported.`,
    summary,
    INSTANCE_HELP.contentType,
  );
}

/** @param method as it was sent; empty where there was none */
export function invalidSignatureMethod(method: string): VendorError {
  const [status, code, message] = INSTANCE_ERRORS.signatureMethod;
  const text = method === '' ? message : `${message} message:"${method}".`;
  return withClientText([status, code], text, message, INSTANCE_HELP.rsaPkcs1);
}

/** Of a client key that is unknown, and also of one out of its time. @NOTE unverified for the latter */
export function unknownClientKey(id: string, help: Message): VendorError {
  const message = `The AccessKey ID "${id}" does not exist in our records.`;
  return withClientText([404, 'Unauthorized'], message, 'The AccessKey ID does not exist in our records.', help);
}

export function keyNotInStore(instanceId: string, keyId: string): VendorError {
  const message = `The key Key ID or Alias does not exist in the key store "${instanceId}".`;
  return new VendorError(404, 'Forbidden.KeyNotFound', message, INSTANCE_HELP.keyOfNoInstance({ keyId }));
}

export function notPermitted(name: string, help: Message): VendorError {
  const message = `This operation for "${name}" is forbidden by permission system.`;
  return new VendorError(403, 'Forbidden.NoPermission', message, help);
}

/** The journal and the log are shown the summary, as what the client wrote may be anything. */
function withClientText(
  [status, code]: readonly [number, string],
  message: string,
  summary: string,
  help: Message,
): VendorError {
  return new VendorError(status, code, message, help, summary);
}

/** The core's errors that the instance says in other words than the shared gateway. */
const OWN: OwnRejections = {
  'key-not-found': NO_KEY,
  'key-alias-not-found': NO_KEY,
  'key-version-not-found': INSTANCE_ERRORS.keyVersion,
  'key-operation-unsupported': UNSUPPORTED,
  'key-spec-unavailable': UNSUPPORTED,
  'key-input-invalid': INVALID,
  'ciphertext-invalid': INVALID,
  'label-not-on-version': INVALID,
};

/** The core's errors as the instance answers them; as the shared gateway does where no page says otherwise. */
export const INSTANCE_DOMAIN_ERRORS: Readonly<Record<DomainErrorCode, RejectionForm>> = { ...DOMAIN_ERRORS, ...OWN };

/** Whatever was thrown, as the instance gateway says it. Total. */
export function toInstanceError(error: unknown): VendorError {
  if (error instanceof MessageError) return instanceError('parameter', INSTANCE_HELP.noMessage);
  if (error instanceof UriTooLongError) return invalidApiName('', error.text);
  if (error instanceof DomainError) return toVendorError(error, OWN);
  return toVendorError(error);
}
