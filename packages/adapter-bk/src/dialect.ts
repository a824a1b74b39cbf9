/**
 * BlueKing JOB's open API v3 of credentials, execution accounts and file sources: behind ESB, behind the API gateway,
 * and at JOB's own path behind both; and the web console's API of credentials, where `web_console` serves it.
 *
 * Gaps: `jwt` and `inner_jwt` in the gateway's header; multipart forms; rate limits; the length of the service's column
 * for values; the accounts that a scope is born with; 1243014, as no job plan is here to refer to an account; encrypted
 * values in the web console; JOB 3.8, which has no detail where 3.9 has one; releases differ in nothing but
 * credentials, blank fields of file sources and the gateway.
 * By design: ESB serves get_credential_detail, which the platform does not register there (switch
 * `esb_credential_detail`); `bk_username` is taken without proof (`trust_bk_username`); an update keeps what it leaves
 * out, as documented, where the service empties it (`update_replaces_all`); both spellings of the key type are accepted
 * (`accept_documented_type`); an update with another scope finds no credential, where the service moves it there
 * (`update_moves`), and the web console finds none of another scope either; a credential that bears the name of
 * another, before JOB 3.12.4 or with `allow_duplicate_names`, bears a number behind its name at other doors, which
 * keeps names unique in a vault; the metadata to encrypt passwords by has the field names of the service's class, not
 * of its documentation; a gateway request without Content-Type is read as JSON, which the service refuses as a bad
 * request; a body over 4 MB is refused as the gateway refuses one over 40 MB; the web console's cookie has no domain,
 * and its refusals no address to log in or to apply at.
 * Client quirks: the classic ESB client sends JSON without a Content-Type, proofs in the body, and reads `message` of
 * every answer; bkapi-client-core sends the header on both fronts and raises on `X-Bkapi-Error-Code` even with status
 * 200; bk-monitor, DBM and NODEMAN call paths with a slash at the end; the Go SDK sends an empty `X-Bk-Tenant-Id`.
 * Sources: TencentBlueKing/bk-job 588f99bb (2026-07-24): BasicAppInterceptor, EsbAppScopeReq,
 * EsbCredentialResourceV3Impl, CredentialServiceImpl, EsbResp, EsbAccountResourceV3Impl, AccountServiceImpl,
 * EsbFileSourceV3ResourceImpl, FileSourceServiceImpl, WebCredentialResourceImpl, WebExceptionControllerAdvice,
 * CsrfCheckGatewayFilterFactory, AuthorizeGatewayFilterFactory, resources.yaml, job.yaml, and of its branches 3.7.x to
 * 3.12.x the same classes: a blank field of a file source is 1241004 up to 3.9 and fails its validation since;
 * TencentBlueKing/blueking-apigateway 048bdd76 (2026-08-21), src/esb: channel/base.py, bkapp/validators.py,
 * bkauth/validators.py; TencentBlueKing/blueking-apigateway-apisix abf2b179 (2026-06-09): bk-auth-verify,
 * bk-core/errorx, bk-request-id.
 */
import type { KeyObject } from 'node:crypto';

import { type Identity, hexId, vaultOf } from '@dragoman/core';
import {
  type Dialect,
  type Door,
  type DoorHost,
  type DoorParts,
  type Exchange,
  InvalidInputError,
  type RequestHead,
  type VendorError,
  type WireResponse,
  createDoor,
} from '@dragoman/protocol-kit';

import { authenticateApigw } from './auth/apigw.ts';
import { authenticateBackend, publicKeyFrom } from './auth/backend.ts';
import { authenticateEsb } from './auth/esb.ts';
import { type Caller, identityOf } from './auth/people.ts';
import { ApigwFailure, BackendFailure, EsbFailure, JobFailure, thirdPartyError, toVendorError } from './errors.ts';
import { BODY_LIMIT, DOOR, type Scope, scopeKey } from './names.ts';
import { explain } from './explain.ts';
import { injectableErrors } from './injectable.ts';
import type { JobContext } from './operation.ts';
import { notImplemented, operations } from './operations/index.ts';
import { permitAccess } from './permits.ts';
import { PLATFORM } from './places.ts';
import { resourceOf } from './resource.ts';
import { type Route, formOf, isForJob, routeFinder, routesOf } from './routes.ts';
import type { BkSettings } from './settings.ts';
import { presentedCredentials } from './shown-proofs.ts';
import { type ReleaseFeatures, traitsOf } from './versions.ts';
import { webDialect } from './web/dialect.ts';
import {
  type GatewayIds,
  type JobAnswer,
  apigwRejection,
  backendRejection,
  esbRejection,
  fromBackend,
  idHeaders,
  jobRejection,
  jobSuccess,
  throughApigw,
  throughEsb,
} from './wire/envelope.ts';
import { type Language, languageOf } from './wire/language.ts';
import { type Parameters, esbParameters, jobParameters, readableEsbParameters } from './wire/parameters.ts';
import { type ScopeInput, fillScope, namesNoScope, resolveScope, validateScope } from './wire/scope.ts';

/** One call of an operation. */
interface JobCall extends Route {
  /** Of JOB's messages. */
  readonly language: Language;
  /** JOB's own id of the request. */
  readonly jobRequestId: string;
}

/** Who calls, and in which scope; some requests name none. */
interface JobCaller {
  /** Whose addresses guard the request. */
  readonly identity: Identity;
  readonly username: string;
  readonly scope: Scope | null;
}

/** Builds the BlueKing door: JOB's open API, and beside it the web console's where that is switched on. */
export function bkDoor(parts: DoorParts<BkSettings>): Door {
  const host: DoorHost = {
    clock: parts.services.clock,
    interceptor: parts.interceptor,
    observe: (outcome, request) => {
      parts.observe(outcome, request);
    },
  };
  const open = createDoor(jobDialect(parts), host);
  if (!parts.settings.web_console) return open;
  const web = createDoor(webDialect(parts), host);
  const doorFor = (head: RequestHead): Door => (web.matches(head) ? web : open);
  return {
    ...open,
    operations: [...open.operations, ...web.operations],
    matches: (head) => doorFor(head).matches(head),
    handle: async (request) => doorFor(request).handle(request),
    rejectBody: (head) => doorFor(head).rejectBody(head),
    explain: async (explained, rejection) => doorFor(explained.request).explain(explained, rejection),
  };
}

function jobDialect(parts: DoorParts<BkSettings>): Dialect<JobContext, JobCall, JobCaller> {
  const { services, settings } = parts;
  const jwtKey = publicKeyFrom(settings.jwt_public_key);
  const traits = traitsOf(settings);
  const findRoute = routeFinder(operations, traits, settings.esb_credential_detail);
  const routes = routesOf(operations, traits, settings.esb_credential_detail);

  return {
    name: DOOR,
    bodyLimit: BODY_LIMIT,
    operations,
    notImplemented,
    injectable: injectableErrors(settings),
    matches: (head) => isForJob(head),
    presentedCredentials,
    explain: async (exchange) => explain(parts, exchange, findRoute(exchange.request), routes),
    newRequestId: () => services.ids.uuid(),

    identify({ request }) {
      const route = findRoute(request);
      if (route === null) throw unknownRoute(request, settings);
      const language = languageOf(request.headers['blueking-language'], defaultLanguage(settings, route.form));
      return { ...route, language, jobRequestId: hexId(services.ids) };
    },

    async authenticate(exchange, call) {
      const caller = await authenticateCaller(exchange, call, parts, jwtKey);
      rejectUnknownMethod(exchange, call);
      const scope = resolveScope(parametersOf(exchange, call) ?? {}, {
        known: settings.scopes,
        namesUnknownType: traits.namesUnknownScopeType,
      });
      const identity = identityOf(caller);
      const { username } = caller.user;
      if (scope !== null) permitAccess(settings, { username, identity }, scope);
      return { identity, username, scope };
    },

    decode(exchange, call) {
      const parameters = parametersOf(exchange, call);
      if (parameters === null) throw new JobFailure(1240003, { help: 'the body is no JSON object' });
      const required = isQuery(exchange, call) ? (call.operation.requiredInQuery ?? []) : [];
      const missing = required.find((field) => parameters[field] === undefined);
      if (missing !== undefined) throw new InvalidInputError(missing, 'required', `the query has no ${missing}`);
      return parameters;
    },

    context(exchange, call, { username, scope }, input) {
      const { bindings } = parts;
      const query = isQuery(exchange, call);
      // Every operation's schema, which the input fits, has the fields of a scope.
      const fields = input as ScopeInput;
      if (scope === null && namesNoScope(fields)) rejectMissingScope({ call, query, fields, settings, traits });
      else (query ? fillScope : validateScope)(fields);
      const place =
        scope === null ? PLATFORM : { scope, vault: vaultOf(bindings, { door: DOOR, key: scopeKey(scope) }) };
      return { services, settings, traits, bindings, ...place, username, isQuery: query };
    },

    resourceOf: (_call, input) => resourceOf(input),

    encode: (exchange, call, output) => wrapForFront(exchange, call, jobSuccess(call.jobRequestId, output), settings),

    toVendorError: (error, call) => toVendorError(error, call !== null),

    renderError(exchange, call, error) {
      // BlueKing 7's gateway answers for ESB with its own error, but with ESB's status.
      if (error instanceof ApigwFailure)
        return apigwRejection(error, gatewayIds(exchange), call?.form === 'esb' ? 200 : error.status);
      if (error instanceof EsbFailure) return fromEsb(exchange, esbRejection(error, esbRequestId(exchange)), settings);
      if (error instanceof BackendFailure) return fromJobGateway(exchange, call?.form ?? null, error);
      if (call === null || !(error instanceof JobFailure))
        return apigwRejection(new ApigwFailure('INTERNAL_SERVER_ERROR'), gatewayIds(exchange));
      return wrapForFront(exchange, call, jobRejection(call.jobRequestId, error, call.language), settings);
    },
  };
}

/** Refuses an operation without a scope, unless it can do without. @throws JobFailure */
function rejectMissingScope(seen: {
  readonly call: JobCall;
  readonly query: boolean;
  readonly fields: ScopeInput;
  readonly settings: BkSettings;
  readonly traits: ReleaseFeatures;
}): void {
  const { operation } = seen.call;
  if (operation.isScopeless?.(seen.traits) ?? false) return;
  if (!seen.query && seen.traits.validatesMissingScope) validateScope(seen.fields);
  // The fields are the operation's whole input, which fits its schema.
  operation.withoutScope?.(seen.fields as never, seen.settings);
  throw new JobFailure(1240002, { help: 'give bk_scope_type and bk_scope_id' });
}

function unknownRoute(request: RequestHead, settings: BkSettings): VendorError {
  const name = request.path.split('/').findLast((segment) => segment !== '') ?? '';
  const help = helpOnUnknown(name, settings);
  if (formOf(request) === 'backend') return new BackendFailure(404, help);
  if (formOf(request) === 'esb') return new EsbFailure('The content does not exist', 404, { status: 404, help });
  return new ApigwFailure('API_NOT_FOUND', { method: request.method, path: request.path }, help);
}

function helpOnUnknown(name: string, settings: BkSettings): string {
  if (notImplemented.some((known) => known.name === name)) return `${name} is not implemented here`;
  const isServed = operations.some((operation) => operation.name === name);
  return isServed ? `JOB ${settings.job_version} does not serve ${name} here` : 'no API has this method and path';
}

function defaultLanguage(settings: BkSettings, form: Route['form']): Language {
  if (settings.default_language !== 'auto') return settings.default_language === 'en' ? 'en' : 'zh';
  return form === 'esb' ? 'en' : 'zh';
}

async function authenticateCaller(
  { request, now, callerTimes }: Exchange,
  call: JobCall,
  parts: DoorParts<BkSettings>,
  jwtKey: KeyObject | null,
): Promise<Caller> {
  const authParts = { services: parts.services, mode: parts.authMode, settings: parts.settings, now, callerTimes };
  if (call.form === 'backend') return authenticateBackend(request, jwtKey, authParts);
  const { name } = call.operation;
  if (call.form === 'apigw') {
    const resource = { name: call.forApps ? `system_${name}` : name, forApps: call.forApps, fallback: null };
    return authenticateApigw(request, resource, authParts);
  }
  if (parts.settings.esb_style === 'standalone') return authenticateEsb(request, name, authParts);
  return authenticateApigw(request, { name, forApps: false, fallback: readableEsbParameters(request) }, authParts);
}

/** The fronts know their methods; JOB itself is asked with any. @throws JobFailure 1240003 */
function rejectUnknownMethod({ request }: Exchange, { form, operation }: JobCall): void {
  if (form !== 'backend' || operation.backend.some((method) => method === request.method)) return;
  throw new JobFailure(1240003, { help: `${operation.name} has the methods ${operation.backend.join(', ')}` });
}

function parametersOf({ request }: Exchange, call: JobCall): Parameters | null {
  return call.form === 'esb' ? esbParameters(request) : jobParameters(request);
}

/** ESB sends every request on as a POST. */
function isQuery({ request }: Exchange, call: JobCall): boolean {
  return call.form !== 'esb' && request.method === 'GET';
}

function wrapForFront(exchange: Exchange, call: JobCall, answer: JobAnswer, settings: BkSettings): WireResponse {
  if (call.form === 'backend') return fromBackend(answer);
  if (call.form === 'apigw') return throughApigw(answer, gatewayIds(exchange));
  if (answer.status !== 200)
    return fromEsb(
      exchange,
      esbRejection(thirdPartyError(call.operation.name, answer.status), esbRequestId(exchange)),
      settings,
    );
  const message = settings.esb_success_message === 'success' ? 'success' : '';
  return fromEsb(exchange, throughEsb(answer, esbRequestId(exchange), message), settings);
}

/** The API gateway passes on what JOB's own gateway refuses. */
function fromJobGateway(exchange: Exchange, form: Route['form'] | null, error: BackendFailure): WireResponse {
  const rejected = backendRejection(error, { path: exchange.request.path, id: exchange.requestId, now: exchange.now });
  return form === 'apigw'
    ? { ...rejected, headers: { ...rejected.headers, ...idHeaders(gatewayIds(exchange)) } }
    : rejected;
}

/** In BlueKing 7 the API gateway stands before ESB and marks its answers. */
function fromEsb(exchange: Exchange, response: WireResponse, settings: BkSettings): WireResponse {
  if (settings.esb_style === 'standalone') return response;
  return { ...response, headers: { ...response.headers, ...idHeaders(gatewayIds(exchange)) } };
}

function gatewayIds({ requestId, request }: Exchange): GatewayIds {
  return { bkapi: requestId, given: request.headers['x-request-id'] };
}

function esbRequestId({ requestId }: Exchange): string {
  return requestId.replaceAll('-', '');
}
