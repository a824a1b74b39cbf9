/**
 * The dialect of Alibaba Cloud KMS Secrets Manager, API version 2016-01-20.
 *
 * Gaps (KMS has it, this door does not):
 * - Every operation in `notImplemented`; managed secret types (Rds, Redis, RAMCredentials, ECS, PolarDB) and so rotation.
 * - KMS instances: a DKMSInstanceId is never found. Policy is checked and kept, but neither shown nor enforced.
 * - ACS4, ACS3-HMAC-SM3 and ACS3-RSA-SHA256 signatures, bearer tokens, STS: refused in strict mode.
 * - The protobuf protocol of dedicated instances.
 *
 * By design:
 * - Unsigned requests miss a parameter (AccessKeyId, else Signature). No nonce is remembered, no request throttled.
 * - An ARN of another region or account is not found. An empty parameter counts as absent, but for Description.
 * - A parameter that stands twice counts with its first value, query before form; the signature covers that one.
 * - ExtendedConfig and rotation parameters of a generic secret are ignored, as documented for ExtendedConfig.
 * - A query or form that is not well encoded is ParseRequestParameterException, as is a body that is too long (with 413).
 * - XML shows a character that XML 1.0 cannot hold as U+FFFD; JSON shows it as it is.
 *
 * Client quirks:
 * - `Format` comes in any case; the CLI turns `--header Accept=application/xml` into Format=XML itself.
 * - Lists keep both levels, `{"Tag":[…]}`, even when empty: the old Java reader needs the item level.
 * - Legacy Python compares what follows the first colon of a SignatureDoesNotMatch message with its own string to sign.
 * - `x-acs-action` is sent by V1 clients too; `SignatureType=` may be empty and signed; Timestamp may have milliseconds.
 *
 * Sources (2026-11-22): official OpenAPI metadata of KMS 2016-01-20 (parameters, error tables; 2024), the KMS
 * documentation mirror AlibabaCloudDocs/kms (2021), `alibabacloud-go/kms-20160120` 4.1.0, `@alicloud/kms20160120` 1.2.0,
 * `@alicloud/pop-core` 1.8.0, `@alicloud/openapi-client` 0.4.15, `aliyun/aliyun-cli` (openapi/invoker.go),
 * `aliyun/terraform-provider-alicloud` (resource_alicloud_kms_secret.go).
 */
import { type Identity } from '@dragoman/core';
import {
  type Dialect,
  type Door,
  type DoorParts,
  type Exchange,
  VendorError,
  checkTable,
  createDoor,
  rpcMatcher,
} from '@dragoman/protocol-kit';

import { authenticate } from './auth/authenticate.ts';
import { dryRunSucceeded, missingParameter, toDryRunError, toVendorError, unsupportedOperation } from './errors.ts';
import { API_VERSION, BODY_LIMIT, DOOR } from './names.ts';
import type { AliyunContext, AliyunOperation } from './operation.ts';
import { notImplemented, operations } from './operations/index.ts';
import type { AliyunSettings } from './settings.ts';
import { isTrue } from './wire/fields.ts';
import { inputFromWire } from './wire/input.ts';
import { placeOf } from './wire/place.ts';
import { type Parsed, calledAction, parseRequest, refuseMalformed } from './wire/request.ts';
import { failure, success } from './wire/response.ts';
import type { WireObject } from './wire/xml.ts';

/** A request whose operation is known. */
interface Call extends Parsed {
  readonly operation: AliyunOperation;
}

/** The door of Alibaba Cloud KMS. @throws Error when its table is not sound */
export function aliyunDoor(parts: DoorParts<AliyunSettings>): Door {
  return createDoor(aliyunDialect(parts), { clock: parts.services.clock, observe: (outcome) => parts.observe(outcome) });
}

function aliyunDialect(parts: DoorParts<AliyunSettings>): Dialect<AliyunContext, Call, Identity> {
  checkTable(operations, notImplemented);
  return {
    name: DOOR,
    bodyLimit: BODY_LIMIT,
    operations,
    claims: ({ path, query, headers }) =>
      path === '/'
      || headers['x-acs-action'] !== undefined
      || /(^|&)Action=/.test(query)
      || /^ACS[34]-/.test(headers['authorization'] ?? '')
      || /(^|\.)aliyuncs\.com(:\d+)?$/i.test(headers['host'] ?? ''),
    newRequestId: () => parts.services.ids.uuid(),
    identify,
    authenticate: (exchange, call) => authenticate(parts, exchange, call),
    decode: (_exchange, call) => inputFromWire(call.params, call.operation.input),
    context: ({ request }, call, caller) => ({
      ...placeOf(request, call.params, caller, parts),
      services: parts.services,
      settings: parts.settings,
      actor: caller.name,
    }),
    encode(exchange, call, output) {
      if (isDryRun(call)) throw dryRunSucceeded();
      // Every operation answers a WireObject; the pipeline hands it on unread.
      return success(exchange, call.xml, output as WireObject);
    },
    toVendorError: (error, call) => (isDryRun(call) ? toDryRunError : toVendorError)(error, call?.operation.refusals),
    renderError: (exchange, call, error) => failure(exchange, (call ?? parseRequest(exchange.request)).xml, error),
  };
}

const findOperation = rpcMatcher(operations.map((operation) => [operation.name, operation] as const));
const isKnown = rpcMatcher(notImplemented.map((operation) => [operation.name, true] as const));

/** Well formed → method → path → Action → Version → known: the order is documented nowhere. @NOTE unverified */
function identify({ request }: Exchange): Call {
  refuseMalformed(request);
  if (request.method !== 'GET' && request.method !== 'POST') throw unsupportedMethod('GET or POST');
  if (request.path !== '/') {
    const message = 'Specified api is not found, please check your url and method.';
    throw new VendorError(404, 'InvalidAction.NotFound', message, 'every operation is called at the path /');
  }
  const parsed = parseRequest(request);
  const { action, version } = calledAction(request, parsed);
  if (action === '') throw missingParameter('Action');
  if (version === '') throw missingParameter('Version');
  if (version !== API_VERSION) throw new VendorError(400, 'InvalidVersion', 'Specified parameter Version is not valid.', `use ${API_VERSION}`);
  const operation = findOperation(action);
  if (operation === null) throw unsupportedOperation(isKnown(action) ? `KMS has ${action}, this door does not` : `KMS has no operation of this name`);
  if (operation.method !== undefined && operation.method !== request.method) throw unsupportedMethod(operation.method);
  return { ...parsed, operation };
}

function unsupportedMethod(served: string): VendorError {
  return new VendorError(403, 'UnsupportedHTTPMethod', 'This http method is not supported.', `use ${served}`);
}

function isDryRun(call: Call | null): boolean {
  return call?.operation.takesDryRun === true && isTrue(call.params.get('DryRun'));
}
