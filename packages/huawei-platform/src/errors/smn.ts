import { DomainError } from '@dragoman/core';
import { verbatim } from '@dragoman/messages';
import type { Message } from '@dragoman/messages';
import { COMMON_HELP, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import { HELP } from '../messages.ts';
import type { ErrorEntry } from './entry.ts';
import type { HuaweiService } from './service.ts';

/**
 * The errors of SMN (`api-smn/smn_api_64000.html`, 2025, and the table of its English reference of 2022).
 * @NOTE unverified: 0000, for an internal error; that whoever may not work in the project is rejected with 403 and
 * 0008; that a body which is no JSON object is told as the topic's name; the codes for tags
 */
export const SMN_ERRORS = {
  internal: [500, 'SMN.0000', 'Internal service error.'],
  name: [400, 'SMN.0002', 'Parameter: Name is invalid.'],
  displayName: [400, 'SMN.0003', 'Parameter: DisplayName is invalid.'],
  topicQuota: [403, 'SMN.0004', 'Exceeded topic limit.'],
  topicUrn: [400, 'SMN.0005', 'Parameter: TopicUrn is invalid.'],
  topicMissing: [404, 'SMN.0006', 'Topic not found.'],
  forbidden: [403, 'SMN.0008', 'The user does not have permission to perform the operation.'],
  protocol: [400, 'SMN.0011', 'Parameter: Protocol is invalid.'],
  endpoint: [400, 'SMN.0012', 'Parameter: Endpoint is invalid.'],
  subscriptionMissing: [404, 'SMN.0013', 'Subscription resource not found.'],
  subscriptionUrn: [400, 'SMN.0014', 'Parameter: SubscriptionUrn is invalid.'],
  page: [400, 'SMN.0015', 'Parameter: Offset or limit is invalid.'],
  remark: [400, 'SMN.0017', 'Parameter: Remark is invalid.'],
  attributeName: [400, 'SMN.0046', 'Parameter: Attribute name is invalid.'],
  valueLength: [403, 'SMN.0047', 'Parameter: Value exceeds the maximum length.'],
  accessPolicy: [400, 'SMN.0048', 'Parameter: Access policy is invalid.'],
  accessPolicyVersion: [400, 'SMN.0049', 'Parameter: Access policy version is invalid.'],
  accessPolicyId: [400, 'SMN.0050', 'Parameter: Access policy ID is invalid.'],
  accessPolicyStatement: [400, 'SMN.0051', 'Parameter: Access policy statement is invalid.'],
  action: [400, 'SMN.0073', 'Parameter: Invalid action.'],
  tags: [400, 'SMN.0074', 'Parameter: Tags is invalid.'],
} as const satisfies Record<string, ErrorEntry>;

/** The name of one of the errors of SMN. */
export type SmnErrorName = keyof typeof SMN_ERRORS;

/** Which error tells that a field of an input is wrong. */
const FIELD_ERRORS: Readonly<Record<string, SmnErrorName>> = {
  'body.display_name': 'displayName',
  'body.protocol': 'protocol',
  'body.endpoint': 'endpoint',
  'body.remark': 'remark',
  'body.value': 'accessPolicy',
  'body.action': 'action',
  'body.tags': 'tags',
  'body.tag': 'tags',
  'path.key': 'tags',
  'path.topic_urn': 'topicUrn',
  'path.subscription_urn': 'subscriptionUrn',
  'path.name': 'attributeName',
  'query.offset': 'page',
  'query.limit': 'page',
};

/** One of the errors of SMN; `help` is for the console. */
export function smnError(name: SmnErrorName, help: Message): VendorError {
  const [status, code, message] = SMN_ERRORS[name];
  return new VendorError(status, code, message, help);
}

/** Whatever was thrown while SMN worked, in its words. */
function toSmnError(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError) return smnError(errorOfField(error.field), error.text);
  if (error instanceof DomainError && error.code === 'resource-not-found')
    return smnError('topicMissing', HELP.unknownTopicNamed({ subject: error.subject }));
  if (error instanceof DomainError && error.code === 'tag-quota-exceeded')
    return smnError('tags', verbatim(error.message));
  return smnError('internal', COMMON_HELP.internal);
}

function errorOfField(field: string): SmnErrorName {
  const [part = '', name = ''] = field.split('.');
  return FIELD_ERRORS[`${part}.${name}`] ?? 'name';
}

/** The service. */
export const SMN_SERVICE: HuaweiService = {
  name: 'smn',
  forbidden: (help) => smnError('forbidden', help),
  toError: toSmnError,
};
