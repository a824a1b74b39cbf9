/**
 * The Huawei Cloud door: CSMS v1, the keys of KMS v1.0 that stand beside it, and what of IAM an official client calls
 * before it.
 *
 * Gaps (the cloud has it, this door does not; all refused by name, see `not-implemented.ts`)
 * - KMS: keystores, PINs, shared secrets, replicas, access points, capsules and policies of keys; material for key
 * pairs.
 * - IAM: tokens for the token of an identity provider.
 * - SECRET_VERSION_NEAR_EXPIRY, which examples name, can be subscribed to and never fires: when the service fires it
 * stands nowhere.
 * - Notifications that are delivered to an endpoint bear no signature of SMN's.
 * - SDK-SM2-SM3 signatures are refused with APIGW.0301: Node has no way to tell OpenSSL the signer's id that they bind.
 * SDK-HMAC-SM3 is
 *   refused too where OpenSSL lacks SM3.
 * - A replica is read in its region under the primary's name and is in none of that region's lists. It is not promoted,
 * and its key is
 *   shown and seals nothing: what is read is the primary.
 * - A `policy` for temporary access keys narrows nothing, and an agency allows nothing beyond what whoever assumes it
 * may do.
 *
 * By design
 * - An operation that is not implemented is answered as an API that is not published: 404 APIGW.0101.
 * - Order of checks: route, credentials, project, body, values, existence, state, key, quota.
 * - A path that names nothing is missing (404) or, when the name breaks the vendor's rule, wrong (CSMS.0002); a name,
 * version or
 *   stage that another door made is found whatever its form.
 * - Project ids are compared as they are sent. The literal `{project_id}` that the Python SDK leaves in the path when
 * it knows
 *   no project stands for the caller's own project.
 * - A caller who may not work in the project is refused with 403 CSMS.0302. A token's scope is not compared with the
 * path.
 * - No function of FunctionGraph sets a database's password: the gateway's rotation target makes the value and puts it
 * into use.
 *   A rotation that fails is tried three times.
 * - Whether a subscribed event exists is not asked; a notification whose topic leads nowhere from here counts as
 * delivered, one whose
 *   endpoint answers 404 or 410 is INVALID.
 * - KMS: a ciphertext has the service's outer form and opens here alone. A grant is kept and shown, and decides
 * nothing: whoever
 *   may work in the project may use its keys. The default key of CSMS works like any other and changes in nothing
 * (KMS.0211).
 *   Strings of digits may come as numbers too. A name that a key was made with stands in no list of aliases.
 * - No access key is locked after failures; nothing is throttled unless asked for, as a 429 makes Terraform sleep for
 * minutes.
 * - A backup bears the service's prefix before a text that opens in this installation alone; it is refused in another
 * project unless asked for.
 * - Grants, agencies, the checker's switch and what is known of users are kept and shown; grants let nobody in, and
 * CheckSecrets
 *   works whether its switch is on or off. Users are the identities that this dialect knows; a user's password is IAM's
 * too.
 *   The development identity gets its documented password back when the gateway starts.
 * - Function templates are of this project's making: they do what the service's do, in other words.
 * - A login with a passcode is checked against the MFA device that the user has; a login without one asks for none.
 * - IAM has a project of every name, because SDKs ask for their region's and insist on exactly one.
 * - IAM refuses in its own envelope; a signature is API Gateway's to refuse even there.
 *
 * Client quirks (each seen in an official client)
 * - Signatures: the client's list of headers is trusted (Go signs no host; Terraform adds X-Project-Id after signing);
 * paths are read
 *   decoded, then undecoded (Go, Java, Node); an absent body may have been hashed as `{}` (Node).
 * - Bodies of GET and DELETE are ignored (Node sends `{}`), save that of KMS's DeleteAlias.
 * - Terraform sends the `limit` of list-grants and the `offset` of tagged keys as integers, and reads KMS's aliases
 * from a bare object,
 *   where the SDKs, who say who they are in User-Agent, decode an array.
 * - `limit` and `offset` of tagged secrets are integers (Terraform) or strings (the definition).
 * - The method of a passcode may be ` totp`, with the blank that the Go SDK has for it.
 * - X-Security-Token need not be signed: Terraform adds it afterwards.
 * - `GET …/versions/` without a query is ShowSecretVersion of `latest` (dapr leaves the version id empty).
 * - `event_subscriptions: null` clears (Terraform); any other null field is an absent one.
 * - `next_marker` is null on the last page (dapr recurses while it is there), markers are exclusive (Terraform).
 *
 * Sources: API definitions of CSMS, KMS and IAM, 2026-07-24; SDKs of python, go, node and java, 2026-08-20; Terraform
 * provider, 2026-08-21;
 * `support.huaweicloud.com/api-dew` with its error code page, 2026 (CreateSecretStage and CreateSecretReplica of
 * 2026-06-09, BatchDeleteSecrets
 * of 2025-10-16); the Go SDK's tests of its signers for SM3; the documents of 2021 and 2023 for what changed.
 */
import { type Identity, hexId, mayUse, vaultOf } from '@dragoman/core';
import {
  type Dialect,
  type Door,
  type DoorParts,
  type Exchange,
  type RestRoute,
  type VendorError,
  type WireResponse,
  createDoor,
  decodePairs,
  restMatcher,
} from '@dragoman/protocol-kit';
import type { TObject, TSchema } from '@sinclair/typebox';

import { accountOf, projectAddress } from './account.ts';
import { authenticate } from './auth/authenticate.ts';
import { isSignature } from './auth/authorization.ts';
import { matches } from './claims.ts';
import { errorBody, iamRejection, rejection, toCsmsError, toIamError, unauthenticated } from './errors.ts';
import { explain } from './explain.ts';
import { injectableErrors } from './injectable.ts';
import { kmsRejection, toKmsError } from './kms-errors.ts';
import { BODY_LIMIT, DOOR, REQUESTS_PER_SECOND } from './names.ts';
import { ANONYMOUS, type HuaweiContext, type HuaweiOperation, Reply } from './operation.ts';
import { notImplemented, operations } from './operations/index.ts';
import { resourceOf } from './resource.ts';
import type { HuaweiSettings } from './settings.ts';
import { presentedCredentials } from './shown-proofs.ts';
import { Throttle } from './throttle.ts';
import { fitBody, parseBody } from './wire/body.ts';

/** What a request asks for. */
interface HuaweiCall {
  readonly operation: HuaweiOperation;
  readonly params: Readonly<Record<string, string>>;
}

/** Who asks, and of which project. */
interface HuaweiCaller {
  readonly identity: Identity;
  readonly projectId: string;
}

/** What the Python SDK leaves in a path when it knows no project. */
const UNFILLED_PROJECT = '{project_id}';

/** Builds the door. */
export function huaweiDoor(parts: DoorParts<HuaweiSettings>): Door {
  return createDoor(huaweiDialect(parts), {
    clock: parts.services.clock,
    interceptor: parts.interceptor,
    observe: (outcome, request) => parts.observe(outcome, request),
  });
}

function huaweiDialect(parts: DoorParts<HuaweiSettings>): Dialect<HuaweiContext, HuaweiCall, HuaweiCaller> {
  const match = restMatcher<HuaweiOperation | string>(routes());
  const throttle = new Throttle(REQUESTS_PER_SECOND);
  return {
    name: DOOR,
    bodyLimit: BODY_LIMIT,
    operations,
    notImplemented,
    injectable: injectableErrors(parts.settings),
    matches,
    presentedCredentials,
    explain: async (exchange) =>
      explain(parts, exchange, match(exchange.request.method, routedPath(exchange.request))?.target ?? null, ROUTES),
    newRequestId: () => hexId(parts.services.ids),
    identify: ({ request }) => identify(match(request.method, routedPath(request))),
    async authenticate(exchange, call) {
      const caller = await authenticateCaller(parts, exchange, call);
      const counted = parts.settings.throttle && call.operation.service !== 'iam';
      if (counted && !throttle.admits(caller.identity.id, exchange.now))
        throw rejection('throttled', 'doors.huawei.throttle is on: ask less often');
      return caller;
    },
    decode,
    context: ({ request }, _call, { identity, projectId }) => ({
      services: parts.services,
      settings: parts.settings,
      authMode: parts.authMode,
      request,
      caller: identity,
      actor: identity.name,
      projectId,
      vault: vaultOf(parts.bindings, projectAddress(projectId)),
      vaultOfProject: (id) => vaultOf(parts.bindings, projectAddress(id)),
    }),
    resourceOf: (_call, input) => resourceOf(input),
    encode: (exchange, { operation }, output) => encode(exchange, operation, output),
    toVendorError: (error, call) => toVendorError(error, call?.operation, parts.settings),
    renderError: (exchange, call, error) => {
      const nested = call?.operation.nestedErrors === true && parts.settings.error_envelope === 'vendor';
      return respond(exchange, call?.operation.service ?? null, error.status, {
        body: errorBody(error, exchange.requestId, nested),
      });
    },
  };
}

function toVendorError(error: unknown, operation: HuaweiOperation | undefined, settings: HuaweiSettings): VendorError {
  switch (operation?.service) {
    case 'iam':
      return toIamError(error);
    case 'kms':
      return toKmsError(error, operation.rejections);
    default:
      return toCsmsError(error, settings);
  }
}

function forbidden({ service }: HuaweiOperation, help: string): VendorError {
  return service === 'kms' ? kmsRejection('forbidden', help) : rejection('forbidden', help);
}

/** What may be called, by the names of operations. */
const ROUTES = operations.flatMap(({ name, routes: all }) => all.map((route) => [route, name] as const));

function* routes(): Generator<readonly [RestRoute, HuaweiOperation | string]> {
  for (const operation of operations) for (const route of operation.routes) yield [route, operation];
  for (const { name, route } of notImplemented) yield [route, name];
}

/** Only without a query does a slash at the end mean anything. */
function routedPath({ path, query }: Exchange['request']): string {
  return query !== '' && path.endsWith('/') && path !== '/' ? path.slice(0, -1) : path;
}

function identify(
  found: { readonly target: HuaweiOperation | string; readonly params: HuaweiCall['params'] } | null,
): HuaweiCall {
  if (found === null) throw rejection('notPublished', 'no operation has this method and path');
  if (typeof found.target === 'string') throw rejection('notPublished', `${found.target} is not implemented here`);
  return { operation: found.target, params: found.params };
}

async function authenticateCaller(
  parts: DoorParts<HuaweiSettings>,
  exchange: Exchange,
  call: HuaweiCall,
): Promise<HuaweiCaller> {
  const identity = mustBeKnown(exchange, call.operation)
    ? await identityOf(parts, exchange, call.operation)
    : ANONYMOUS;
  const named = call.params['project_id'];
  const projectId = named === undefined || named === UNFILLED_PROJECT ? accountOf(identity).project.id : named;
  if (named !== undefined && !mayUse(identity, projectAddress(projectId))) {
    throw forbidden(call.operation, `${identity.name} may not work in the project ${projectId}`);
  }
  return { identity, projectId };
}

function mustBeKnown({ request: { headers } }: Exchange, { authenticated }: HuaweiOperation): boolean {
  if (typeof authenticated === 'boolean') return authenticated;
  return (
    isSignature(headers['authorization']) || (authenticated === 'if-shown' && (headers['x-auth-token'] ?? '') !== '')
  );
}

/** IAM judges tokens itself; signatures are API Gateway's, before either service is reached. */
async function identityOf(
  parts: DoorParts<HuaweiSettings>,
  exchange: Exchange,
  operation: HuaweiOperation,
): Promise<Identity> {
  const verdict = await authenticate(parts, exchange);
  if (verdict.fits) return verdict.identity;
  if (operation.service === 'iam' && !isSignature(exchange.request.headers['authorization'])) {
    throw iamRejection(401, 'The request you have made requires authentication.', verdict.help);
  }
  throw unauthenticated(verdict.detail, verdict.help);
}

function decode({ request }: Exchange, { operation, params }: HuaweiCall): unknown {
  const query = Object.fromEntries(decodePairs(request.query).reverse());
  const input = { path: { ...params }, query };
  if (operation.body === 'ignored') return input;
  const body = operation.body === 'optional' && request.body.length === 0 ? {} : parseBody(request.body);
  return { ...input, body: operation.service === 'iam' ? body : fitBody(bodySchema(operation), body) };
}

function bodySchema(operation: HuaweiOperation): TSchema {
  return (operation.input as TObject<{ body: TSchema }>).properties.body;
}

function encode(exchange: Exchange, operation: HuaweiOperation, output: unknown): WireResponse {
  const answer = output instanceof Reply ? output : { body: output, headers: {} };
  return respond(exchange, operation.service, operation.success, answer);
}

interface Answer {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every answer names its request; a body that is undefined is empty. */
function respond(
  { requestId }: Exchange,
  service: HuaweiOperation['service'] | null,
  status: number,
  answer: Answer,
): WireResponse {
  return {
    status,
    headers: {
      'Content-Type': 'application/json',
      'X-Request-Id': requestId,
      server: 'api-gateway',
      ...(service === 'iam' && { 'X-IAM-Trace-Id': requestId }),
      ...answer.headers,
    },
    body: answer.body === undefined ? '' : JSON.stringify(answer.body),
  };
}
