/**
 * The dialect of Alibaba Cloud KMS, API version 2016-01-20, with what its clients call beside it: STS (2015-04-01), RAM
 * (2015-05-01) as far as it explains a rejection, the location service (2015-06-12), the metadata service of an
 * instance, and billing (2017-12-14), which sells KMS instances and authorizes nobody for anything else. The version
 * tells the APIs apart. An instance's own protocol is `instance-dialect.ts`'s.
 *
 * Written by `npm run docs` from facts/aliyun:
 *
 * Gaps: the vendor has it, and it is missing here.
 * - Operations that are not implemented are rejected by name, and tags of certificates with them.
 * - Permissions: no resource groups and no control policies. A policy of a secret or key counts outside of instances
 *   too.
 * - Aliyun_AES_192 keys are not served, and no attested recipients of plaintexts.
 * - SM2, SM3 and SM4 are UnsupportedOperation where the OpenSSL at hand lacks them.
 * - A key of an instance has a UUID too, not key-…; ProtectionLevel and KeyStorageMechanism are labels. Asymmetric
 *   material is not imported.
 * - KMS instances: no backups, no sharing, no network: what belongs to them is kept, and network rules keep nobody out.
 * - Instances are bought at BssOpenApi, which sells nothing else and asks for no money; they connect at once.
 * - Managed secrets: what RDS, Redis, PolarDB, RAM and ECS keep is not looked at; the rotation target of the gateway
 *   makes new values. Two users take turns from the first rotation on; before it ACSPrevious leads nowhere.
 * - ACS4 and ACS3-RSA-SHA256 signatures are rejected in strict mode.
 * - RAM: of its API DecodeDiagnosticMessage alone; users, groups and policies are not administered here: seeds state
 *   them. Where an account has no roles of seeds, any of it can be assumed, by whoever may work in that account.
 * - Nobody's OIDC keys are fetched: tokens are verified against `doors.aliyun.oidc_providers`, and without those for
 *   shape and expiry alone.
 *
 * Order of checks.
 * - A request is well formed, then its method, path, Action and Version are looked at, then whether the operation is
 *   known. The order is documented nowhere. @NOTE unverified
 * - What the caller is to be allowed comes after what is missing or malformed, and before existence (403 for a secret
 *   that is not there); the permission of a secret's key comes once the secret was found.
 * - What is shown is checked first, then the time, then the key, then the signature.
 * - CreateSecret checks everything about the input before it looks for the name.
 * - Of several parameters that miss the first is named.
 *
 * By design.
 * - Unsigned requests miss a parameter (AccessKeyId, else Signature).
 * - Whoever states no rights is the account itself, whom policies of secrets and keys bind only by a Deny.
 * - A statement of a secret's or key's policy for the whole owning account hands over to RAM and gives nobody anything;
 *   ListSecrets and CreateSecret are asked on the container, which a pattern for its members does not match. @NOTE
 *   unverified
 * - An ARN of another region or account is not found, unless the secret's or key's own policy shares it.
 * - An empty parameter counts as absent, but for Description.
 * - Of a duplicate parameter the first value counts, query before form; the signature covers that one.
 * - ExtendedConfig and rotation parameters of a generic secret are ignored, as documented for ExtendedConfig; custom
 *   data of one is InvalidParameter at UpdateSecret. An interval with rotation disabled is not looked at.
 * - A query or form that is not well encoded is ParseRequestParameterException, as is a body that is too long (with
 *   413). A URL that is too long is the web server's page of 414.
 * - XML shows a character that XML 1.0 cannot hold as U+FFFD; JSON shows it as it is.
 * - `ALIBABA_CLOUD_CREDENTIALS_URI` may name `/latest/meta-data/ram/security-credentials/dragoman` of this door: the
 *   metadata service's own path, for a session of the development identity.
 * - A session that is unknown, expired or without its token is InvalidAccessKeyId.NotFound at KMS, as documented there;
 *   STS and the location service say InvalidSecurityToken and answer in the generic gateway's envelope.
 * - A ciphertext begins with the id of the key version, as KMS's do; the rest of it is this service's own, but by an
 *   AES key of an instance that of the transfer SDKs (decision 0019). A data key's ciphertext is one too.
 * - CreateKeyVersion does not wait for the seven days between versions: KMS's error is documented nowhere.
 * - The service's own key is listed (CreatorType Service); to disable, delete, protect or rotate it is
 *   Rejected.UnsupportedOperation.
 * - A managed secret takes no value and no stage by hand, at no door (decision 0013), a generic one does not rotate:
 *   UnsupportedOperation.
 * - KMS is open for every account: OpenKmsService is rejected with Forbidden.Opened, which Terraform takes for success.
 * - At the shared gateway a client key may do what the policies of its access point permit, whatever instance they are
 *   for. The page of access points has GetSecretValue there for SecretUser, and gives CryptoServiceKeyUser and
 *   CryptoServiceSecretUser the instance's own API; whether KMS refuses them here no page says. @NOTE unverified
 * - ReleaseKmsInstance lists no error of its own: an instance that is protected, or holds something and is not released
 *   by force, is Forbidden.DKMSInstanceStateInvalid; a subscription is UnsupportedOperation. @NOTE unverified
 *
 * Signatures.
 * - Signatures of version 1 are verified over query and form together, by HMAC-SHA1 or HMAC-SHA256.
 * - ACS3-HMAC-SHA256 is verified with parameters in the query or in a form body.
 * - ACS3-HMAC-SM3 hashes header and body with SM3.
 * - Bearer tokens need no signature beside them, as headers or as parameters.
 * - A client key signs at the shared gateway too, as the Secrets Manager clients do, and is proven by its private half
 *   alone.
 * - A request is good for 15 minutes to either side of its Timestamp.
 *
 * The vendor's own sources disagree, and there is a switch for it, its default first.
 * - `signature_error`: KMS's table of errors (IncompleteSignature) against the generic gateway (SignatureDoesNotMatch).
 * - `timestamp_error`: KMS's table of errors (IllegalTimestamp) against the generic gateway (InvalidTimeStamp.Expired).
 * - `check_nonce`: KMS's page of parameters lists no SignatureNonce; the gateway's rejects one that was used.
 * - `plaintext`: the Terraform provider's tests and pages send plain text to Encrypt and read it back; KMS's page says
 *   Base64.
 * - `at_version_limit`: the earliest version without a stage goes (overview of 2021), or the earliest (page of generic
 *   secrets, 2025).
 * - `at_label_limit`: no page says whether the put that would make ACSPrevious the ninth stage is rejected, or its
 *   place is kept.
 * - `read_in_delete_window`: no error table lists the window for GetSecretValue; the guide says it cannot be read.
 * - `idempotent_create`: the table lists Rejected.ResourceExist; the page of 2020 calls VersionId an idempotent number.
 *
 * What official clients do in ways of their own.
 * - `Format` comes in any case; the CLI turns `--header Accept=application/xml` into Format=XML itself.
 * - Lists keep both levels, `{"Tag":[…]}`, even when empty: the old Java reader needs the item level.
 * - `@alicloud/kms20160120` 1.2.0 sends an EncryptionContext that is a map as `EncryptionContext.a=…`, which the vendor
 *   documents nowhere: ignored, as any parameter that an operation does not know. Later clients send the documented
 *   JSON.
 * - Legacy Python compares what follows the first colon of a SignatureDoesNotMatch message with its own string to sign.
 * - `x-acs-action` is sent by V1 clients too; `SignatureType=` may be empty and signed; Timestamp may have
 *   milliseconds.
 *
 * Sources: @alicloud/kms20160120 1.2.0 (2026-11-22); @alicloud/openapi-client 0.4.15 (2026-11-22); @alicloud/pop-core
 * 1.8.0 (2026-11-22); AlibabaCloudDocs/kms (2021); alibabacloud-gateway-pop (2026-11-22); aliyun-java-sdk-core
 * (2026-11-22); aliyun-python-sdk-core (2026-11-22); aliyun/aliyun-cli, openapi/invoker.go (2026-11-22);
 * aliyun/openapi-core-nodejs-sdk #55 (2019-01); aliyun/terraform-provider-alicloud, resource_alicloud_kms_secret.go
 * (2026-11-22); documents of the gateway and reports of its users (2026); help.aliyun.com/zh/kms (2026);
 * help.aliyun.com/zh/ram (2026); official OpenAPI metadata of KMS 2016-01-20 (2024); official OpenAPI metadata of STS
 * 2015-04-01 (2024); page "Common error codes" of the instance API (2026); page "ReleaseKmsInstance" (2026-06-10); page
 * "Use application access points for access control" (2026); page of ACK on RRSA (2026); page of ECS on instance
 * metadata (2026); page of error codes of STS (2026); page of generic secrets (2025); pages of BssOpenApi 2017-12-14
 * (2026).
 * End of what is written.
 */
import { andThen, type Awaitable, type Identity, memoryUsageCounts } from '@dragoman/core';
import {
  type Dialect,
  type Door,
  type DoorParts,
  type Exchange,
  InvalidInputError,
  type Rehearsal,
  type RestRoute,
  UriTooLongError,
  type VendorError,
  type WireRequest,
  createDoor,
} from '@dragoman/protocol-kit';

import { type Api, allNotImplemented, allOperations, apiOf, apis, kms } from './apis.ts';
import { type AuthParts, authenticate } from './auth/authenticate.ts';
import { type Caller, callerOf, unsignedCaller } from './auth/caller.ts';
import { nonceMemory } from './auth/nonces.ts';
import { dryRunSucceeded, missingParameter, toDryRunError } from './errors/kms-errors.ts';
import { explain } from './explain.ts';
import { injectableErrors } from './injectable.ts';
import { instanceDoor } from './instance-dialect.ts';
import { withInstances } from './instance-requests.ts';
import { REQUEST_HELP } from './messages/requests.ts';
import { isMetadata, withMetadata } from './metadata.ts';
import { MAX_BODY_BYTES, MAX_URI_BYTES, DOOR } from './names.ts';
import { checkOidcProviders } from './sts/oidc-providers.ts';
import type { AliyunContext, AliyunOperation } from './operation.ts';
import { rejection } from './errors/rejections.ts';
import { WebServerError, requestUriTooLarge } from './errors/web-server.ts';
import { contextOf } from './context.ts';
import { callFields } from './call-fields.ts';
import { secretFields } from './secret-fields.ts';
import { resourceOf } from './resource.ts';
import type { AliyunSettings } from './settings.ts';
import { askOwner, dialectPermissions, isOwnerAsked, permissionsOf } from './permissions.ts';
import { presentedCredentials } from './presented-credentials.ts';
import { tenantAddress } from './tenant-address.ts';
import { throttle } from './throttle.ts';
import { isTrue } from './wire/fields.ts';
import { inputFromWire } from './wire/input.ts';
import { unreadParameters } from './wire/unread-parameters.ts';
import { tenantOf, rejectOtherTenants } from './auth/tenant.ts';
import { type Parsed, calledAction, parseRequest, parseWellEncoded } from './wire/request.ts';
import { failure, success, webServerPage } from './wire/response.ts';
import type { TenantContext } from './auth/tenant.ts';
import type { WireObject } from './wire/xml.ts';

/** A request whose operation is known. */
interface Call extends Parsed {
  readonly api: Api;
  readonly operation: AliyunOperation;
}

/** Who calls, and where. */
interface AuthenticatedCaller {
  readonly identity: Identity;
  readonly caller: Caller;
  readonly tenant: TenantContext;
}

/** The door of Alibaba Cloud KMS. @throws Error when its table is not sound */
export function aliyunDoor(parts: DoorParts<AliyunSettings>): Door {
  const door = createDoor(aliyunDialect(parts), {
    clock: parts.services.clock,
    interceptor: parts.interceptor,
    findElsewhere: parts.findElsewhere,
    noteHandedOut: parts.noteHandedOut,
    notesUnread: parts.notesUnread,
    observe: (outcome, request) => parts.observe(outcome, request),
  });
  return withMetadata(withInstances(door, instanceDoor(parts)), parts);
}

function aliyunDialect(parts: DoorParts<AliyunSettings>): Dialect<AliyunContext, Call, AuthenticatedCaller> {
  const { settings, services } = parts;
  const askPrincipal = permissionsOf(parts);
  checkOidcProviders(settings.oidc_providers);
  return {
    name: DOOR,
    bodyLimit: MAX_BODY_BYTES,
    uriLimit: MAX_URI_BYTES,
    operations: allOperations,
    notImplemented: allNotImplemented,
    injectable: injectableErrors(settings),
    matches: ({ method, path, query, headers }) =>
      (path === '/' && (query !== '' || (method !== 'GET' && method !== 'HEAD'))) ||
      headers['x-acs-action'] !== undefined ||
      /(^|&)Action=/.test(query) ||
      /^ACS[34]-/.test(headers['authorization'] ?? '') ||
      /(^|\.)aliyuncs\.com(:\d+)?$/i.test(headers['host'] ?? '') ||
      isMetadata(path),
    presentedCredentials,
    explain: async (exchange) => explain(parts, exchange),
    routeOf,
    newRequestId: () => services.ids.uuid(),
    identify,
    requestedOperation,
    authenticate: authenticateAndThrottle(parts),
    decode: (_exchange, call) => inputFromWire(call.params, call.operation.input),
    unreadFields: (_exchange, call) => unreadParameters(call.params, call.operation),
    permissions: dialectPermissions(parts, rehearsedCall(parts)),
    context(exchange, call, { caller, tenant }, input, permissions) {
      if (call.api.ofVault) rejectOtherTenants(caller, tenant);
      const context = contextOf(parts, askPrincipal, { exchange, caller, tenant, permissions });
      if (permissions.asks || !isOwnerAsked(parts.permissions, call)) return context;
      return askOwner(context, call, input).then(() => context);
    },
    resourceOf: (_call, input) => resourceOf(input),
    callFields,
    secretFields,
    encode(exchange, call, output) {
      if (isDryRun(call)) throw dryRunSucceeded();
      // Every operation answers a WireObject; the pipeline hands it on unread.
      return success(exchange, answerOf(call), call.operation.name, output as WireObject);
    },
    toVendorError(error, call) {
      if (error instanceof UriTooLongError) return requestUriTooLarge(error.text);
      return (isDryRun(call) ? toDryRunError : (call?.api ?? kms).toVendorError)(error, call?.operation.rejections);
    },
    renderError: (exchange, call, error) =>
      error instanceof WebServerError
        ? webServerPage(error)
        : failure(exchange, call === null ? fallbackFormat(exchange) : answerOf(call), error),
  };
}

/** Well formed → method → path → Action → Version → known: the order is documented nowhere. @NOTE unverified */
function identify({ request }: Exchange): Call {
  const parsed = parseWellEncoded(request);
  if (request.method !== 'GET' && request.method !== 'POST') throw unsupportedMethod('GET or POST');
  if (request.path !== '/') {
    throw rejection('path', REQUEST_HELP.pathRoot);
  }
  const { action, version } = calledAction(request, parsed);
  if (action === '') throw missingParameter('Action');
  if (version === '') throw missingParameter('Version');
  const api = apiOf(version);
  if (api === null) throw rejection('version', REQUEST_HELP.useVersion({ version: kms.version }));
  const operation = api.find(action);
  if (operation === null) throw unknownAction(api, action);
  if (operation.method !== undefined && operation.method !== request.method) throw unsupportedMethod(operation.method);
  return { ...parsed, api, operation };
}

/** Names of actions are that long at most; a client may send anything in their place. */
const ACTION = /^[A-Z][A-Za-z0-9]{2,63}$/;

function requestedOperation(request: WireRequest): string | null {
  const { action } = calledAction(request, parseRequest(request));
  return ACTION.test(action) ? action : null;
}

/** A call that nobody makes: parameters as a client gives them, structures as JSON. */
function rehearsedCall(parts: DoorParts<AliyunSettings>): Rehearsal<Call, AuthenticatedCaller>['callOf'] {
  return ({ identity, operation: name, parameters }, { request }) => {
    const api = apis.find(({ find }) => find(name) !== null);
    const operation = api?.find(name);
    if (api === undefined || operation === undefined || operation === null)
      throw new InvalidInputError('operation', 'enum', REQUEST_HELP.unknownOperation({ name }));
    const params = new Map(
      Object.entries(parameters).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
    const caller = callerOf({ identity, attributes: {} }, parts.settings.default_account_id);
    const call: Call = { params, query: params, xml: false, scheme: 'V1', api, operation };
    return { call, caller: { identity, caller, tenant: tenantOf(request, params, caller, parts) } };
  };
}

/** Every operation is called at the same path, by an action and the version of its API. */
function routeOf(name: string): RestRoute | null {
  const api = apis.find(({ find }) => find(name) !== null);
  return api === undefined ? null : { method: 'POST', path: `/?Action=${name}&Version=${api.version}` };
}

function unknownAction(api: Api, action: string): VendorError {
  return api.unknownAction(api.isKnown(action) ? REQUEST_HELP.notServed({ action }) : REQUEST_HELP.unknownAction);
}

function unsupportedMethod(served: string): VendorError {
  return rejection('httpMethod', REQUEST_HELP.useServed({ served }));
}

/** Authenticates and counts: quotas hold for those whom the front end knows, whatever comes of the call. */
function authenticateAndThrottle(
  parts: DoorParts<AliyunSettings>,
): (exchange: Exchange, call: Call) => Awaitable<AuthenticatedCaller> {
  const { settings } = parts;
  const usage = parts.usage ?? memoryUsageCounts();
  const auth: AuthParts = { ...parts, consumeNonce: nonceMemory(usage) };
  const count = throttle(parts.services.clock, usage);
  const frontendErrors = new Map(apis.map((api) => [api, api.frontendErrors(settings)]));
  return (exchange, call) => {
    const { api, operation } = call;
    const authenticated =
      operation.unsigned === true
        ? unsignedCaller(settings.default_account_id)
        : authenticate(auth, exchange, {
            ...call,
            frontendErrors: frontendErrors.get(api) ?? api.frontendErrors(settings),
          });
    return andThen(authenticated, (caller) => {
      const tenant = tenantOf(exchange.request, call.params, caller, parts);
      const known = { identity: caller.identity, caller, tenant };
      if (settings.throttle !== 'documented' || !api.ofVault) return known;
      return andThen(count(tenantAddress(tenant), operation.quota ?? 'secret'), () => known);
    });
  };
}

function answerOf({ api, xml }: Call) {
  return { envelope: api.envelope, xml };
}

/** How to answer a request whose operation is not known. */
function fallbackFormat({ request }: Exchange) {
  const parsed = parseRequest(request);
  const api = apiOf(calledAction(request, parsed).version) ?? kms;
  return { envelope: api.envelope, xml: parsed.xml };
}

function isDryRun(call: Call | null): boolean {
  return call?.operation.takesDryRun === true && isTrue(call.params.get('DryRun'));
}
