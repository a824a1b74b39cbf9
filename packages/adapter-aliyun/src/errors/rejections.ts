import type { DomainErrorCode } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

/** Status, code and message of an error. */
export type RejectionForm = readonly [status: number, code: string, message: string];

/** Errors for requests that break no field's rule (error tables of the official metadata, 2024). */
export const ERRORS = {
  httpMethod: [403, 'UnsupportedHTTPMethod', 'This http method is not supported.'],
  path: [404, 'InvalidAction.NotFound', 'Specified api is not found, please check your url and method.'],
  version: [400, 'InvalidVersion', 'Specified parameter Version is not valid.'],
  nonceReused: [400, 'SignatureNonceUsed', 'Specified signature nonce was used already.'],
  noPermission: [403, 'Forbidden.NoPermission', 'This operation is forbidden by permission system.'],
  // The billing service's (page of QueryAvailableInstances; also seen by clients).
  notAuthorized: [400, 'NotAuthorized', 'This API is not authorized for caller.'],
  // What RefundInstance is told of an instance that is gone (Terraform provider); the text is not known.
  purchaseMissing: [404, 'ResourceNotExists', 'The specified resource does not exist.'],
  instanceMissing: [403, 'Forbidden.DKMSInstanceNotFound', 'The specified DKMS Instance is not found.'],
  instanceState: [403, 'Forbidden.DKMSInstanceStateInvalid', 'The DKMS instance state is invalid.'],
  instanceQuota: [
    400,
    'Rejected.LimitExceeded',
    'The request was rejected because user create resource limit was exceeded',
  ],
  open: [400, 'Forbidden.Opened', 'Your kms service has been opened.'],
  duplicateTagKey: [400, 'Duplicate.TagKey', 'The specified tagKey is duplicate.'],
  tagKey: [400, 'InvalidParameter.TagKey', 'The specified parameter is not valid.'],
  tagValue: [400, 'InvalidParameter.TagValue', 'The specified parameter is not valid.'],
  alias: [400, 'Unsupported.Alias', 'Alias is not valid for this api.'],
  operation: [400, 'Rejected.UnsupportedOperation', 'Unsupported operation.'],
  quota: [429, 'Rejected.Throttling', 'QPS Limit Exceeded'],
} as const satisfies Record<string, RejectionForm>;

/** The name of an access point, rule or policy is taken (metadata of CreateApplicationAccessPoint, 2024). */
export const THING_EXISTS = {
  'resource-exists': [409, 'Rejected.ResourceExist', 'The request was rejected because the resource already exists.'],
} as const satisfies Partial<Record<DomainErrorCode, RejectionForm>>;

/** What KMS documents and nothing here leads to: a fault may. */
export const KMS_FAULTS: readonly RejectionForm[] = [
  [403, 'Forbidden.AccessKey', 'This AccessKey is not enabled.'],
  [403, 'Forbidden.UbsmsInvalidUserid', 'Userid Invalid For Ubsms.'],
  [403, 'Forbidden.UbsmsInvalidBid', 'Your account partner does not have KMS Service.'],
  [
    403,
    'Forbidden.KmsServiceNotEnabled',
    'Kms service is not Enabled for current user. Please get access permission first.',
  ],
  [403, 'Forbidden.ProhibitedByRiskControl', 'Current user is Prohibited By Risk Control.'],
  [403, 'Forbidden.InDebtOverdue', 'Current user is indebted Overdue.'],
  [403, 'Forbidden.InDebt', 'Current user is indebted.'],
  [400, 'Rejected.ShareQuotaExceedLimit', 'Instance Share Quota Exceed Limit.'],
  [409, 'Rejected.Unavailable', 'The request was rejected because the key state is Unavailable.'],
  [503, 'ServiceUnavailableTemporary', 'Service Unavailable Temporary.'],
];

/**
 * What the generic gateway in front of every product answers with, KMS among them; nothing here leads to it.
 * Codes and texts from the gateway's documents and from reports of users; a status from reports is 400 where documents
 * have 429.
 */
export const GATEWAY_FAULTS: readonly RejectionForm[] = [
  [400, 'Throttling', 'Request was denied due to request throttling.'],
  [400, 'Throttling.User', 'Request was denied due to user flow control.'],
  [400, 'Throttling.Api', 'Request was denied due to api flow control.'],
  [400, 'InvalidAccessKeyId.Inactive', 'Specified access key is disabled.'],
  [400, 'InvalidProtocol.NeedSsl', 'Your request is denied as lack of ssl protect.'],
  [403, 'Forbidden.RAM', "User not authorized to operate on the specified resource, or this API doesn't support RAM."],
  [500, 'InternalError', 'The request processing has failed due to some unknown error.'],
  [503, 'ServiceUnavailable', 'The request has failed due to a temporary failure of the server.'],
];

/** One of {@link ERRORS}; `help` goes to the log alone. */
export function rejection(name: keyof typeof ERRORS, help: Message): VendorError {
  return rejectionOf(ERRORS[name], help);
}

export function rejectionOf([status, code, message]: RejectionForm, help: Message | null): VendorError {
  return new VendorError(status, code, message, help);
}
