/**
 * BlueKing JOB's open API v3 of credentials, execution accounts and file sources: behind ESB, behind the API gateway,
 * and at JOB's own path behind both; and the web console's API of credentials, where `web_console` serves it.
 *
 * Written by `npm run docs` from facts/bk:
 *
 * Gaps: the vendor has it, and it is missing here.
 * - `jwt` and `inner_jwt` in the gateway's header are not read, and no multipart forms.
 * - There are no rate limits but those that are injected.
 * - The length of the service's column for values is not enforced.
 * - The accounts that a scope is born with are not there.
 * - 1243014 is never answered, as no job plan is here to refer to an account.
 * - Encrypted values in the web console are not served.
 * - JOB 3.8, which has no detail where 3.9 has one, is not told apart; releases differ in nothing but credentials,
 *   blank fields of file sources and the gateway.
 *
 * Order of checks.
 * - JOB's own path looks at the method before the scope.
 * - A scope is checked before the fields are bound, and they before the scope is validated.
 * - The permission to create comes once the fields are there and before the name is looked at.
 * - update_file_source rejects an unknown code before an unknown type.
 *
 * By design.
 * - ESB serves get_credential_detail, which the platform does not register there (`esb_credential_detail`).
 * - A secret that another door disabled or manages, whose key is disabled or gone, or whose labels are as many as may
 *   be, is shown, and changing it is a bad request.
 * - `bk_username` is taken without authentication (`trust_bk_username`).
 * - An update keeps what it leaves out, as documented, where the service empties it (`update_replaces_all`).
 * - Both spellings of the key type are accepted (`accept_documented_type`).
 * - An update with another scope finds no credential, where the service moves it there (`update_moves`), and the web
 *   console finds none of another scope either.
 * - A credential that has the name of another, before JOB 3.12.4 or with `allow_duplicate_names`, has a number behind
 *   its name at other doors, which keeps names unique in a vault.
 * - The metadata to encrypt passwords by has the field names of the service's class, not of its documentation.
 * - A gateway request without Content-Type is read as JSON, which the service rejects as a bad request.
 * - A body over 4 MB is rejected as the gateway rejects one over 40 MB, and a URL over 256 KB on every front as it
 *   does.
 * - The web console's cookie has no domain, and its rejections no address to log in or to apply at.
 * - Permissions are those that the user's identity states, or the app's where the user is just a name; who states none
 *   may do everything where `deny` does not take it.
 * - Whoever made something has the rights that come with making it, at another door too; permissions are never applied
 *   for.
 *
 * Signatures.
 * - The classic client signs method, path, parameters and body, for 300 seconds.
 * - JOB's own path takes the gateway's JSON web token, by key, digest and time.
 *
 * The vendor's own sources disagree, and there is a switch for it, its default first.
 * - A blank field of a file source is 1241004 up to JOB 3.9 and fails its validation since.
 *
 * What official clients do in ways of their own.
 * - The classic ESB client sends JSON without a Content-Type, credentials in the body, and reads `message` of every
 *   answer.
 * - bkapi-client-core sends the header on both fronts and raises on `X-Bkapi-Error-Code` even with status 200.
 * - bk-monitor, DBM and NODEMAN call paths with a slash at the end.
 * - The Go SDK sends an empty `X-Bk-Tenant-Id`.
 *
 * Sources: TencentBlueKing/bk-job 042c1a5, WebExceptionControllerAdvice (2026-07-24); TencentBlueKing/bk-job 588f99bb:
 * BasicAppInterceptor, EsbAppScopeReq, EsbCredentialResourceV3Impl, CredentialServiceImpl, EsbResp,
 * EsbAccountResourceV3Impl, AccountServiceImpl, EsbFileSourceV3ResourceImpl, FileSourceServiceImpl,
 * WebCredentialResourceImpl, CsrfCheckGatewayFilterFactory, AuthorizeGatewayFilterFactory, resources.yaml, job.yaml
 * (2026-07-24); TencentBlueKing/bk-job, branches 3.7.x to 3.12.x (2026-07-24); TencentBlueKing/blueking-apigateway
 * 048bdd76, src/esb: channel/base.py, bkapp/validators.py, bkauth/validators.py (2026-08-21);
 * TencentBlueKing/blueking-apigateway-apisix abf2b179: bk-auth-verify, bk-core/errorx, bk-request-id (2026-06-09);
 * bk-monitor, DBM, NODEMAN and the Go SDK (2026-08-21); bkapi-client-core 1.2.0 (2026-08-21); documentation of JOB's
 * open API v3 in bk-job (2026-07-24).
 * End of what is written.
 */
import { type Identity, andThen, hexId } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import {
  type Dialect,
  type Door,
  type DoorHost,
  type DoorParts,
  InvalidInputError,
  type Rehearsal,
  type RequestHead,
  type WireRequest,
  createDoor,
} from '@dragoman/protocol-kit';

import { type App, type Caller, identityOf } from './auth/principals.ts';
import { JobError } from './errors/job-error.ts';
import { type Language, languageOf } from './errors/language.ts';
import { toVendorError } from './errors/to-vendor-error.ts';
import { explain, explainWebRoute } from './explain.ts';
import { apigwFront } from './fronts/apigw.ts';
import { backendFront } from './fronts/backend.ts';
import { esbFront } from './fronts/esb.ts';
import type { Front, Route } from './fronts/front.ts';
import { rejectionBeforeJob } from './fronts/rejection.ts';
import { frontOf, routeFinder, routesOf } from './fronts/routes.ts';
import { webConsole, webRoutes } from './fronts/web-console.ts';
import { injectableErrors, webInjectable } from './injectable.ts';
import { jobContext } from './job/context.ts';
import { permitAccess } from './job/permissions.ts';
import { permissionsOf } from './job/request-permissions.ts';
import { HELP } from './messages.ts';
import { DOOR, MAX_BODY_BYTES, MAX_URI_BYTES, type Scope } from './names.ts';
import type { JobContext } from './operation.ts';
import { notImplemented, operations } from './operations/index.ts';
import { unreadParameters } from './wire/unread-parameters.ts';
import { webOperations } from './operations/web/index.ts';
import { apiCheck } from './permissions/authorizer.ts';
import { presentedCredentials } from './presented-credentials.ts';
import { rehearsedCall } from './rehearsal.ts';
import { releaseFeatures } from './release-features.ts';
import { callFields } from './call-fields.ts';
import { resourceOf } from './resource.ts';
import type { BkSettings } from './settings.ts';
import { jobRejection, jobSuccess } from './wire/job-answer.ts';
import type { Parameters } from './wire/parameters.ts';
import { resolveScope } from './wire/scope.ts';
import { leastRights } from './permissions/least-rights.ts';

/** One call of an operation. */
interface JobCall extends Route {
  /** Of JOB's messages. */
  readonly language: Language;
  /** JOB's own id of the request. */
  readonly jobRequestId: string;
  /** Its parameters: where no request brings them, and once they were read. */
  given?: Parameters;
}

/** Who calls, and in which scope. */
interface JobCaller {
  /** Whose addresses and permissions guard the request. */
  readonly identity: Identity;
  readonly username: string;
  readonly app: App;
  /** `null` where the request names none, and until the caller is admitted to it. */
  readonly scope: Scope | null;
}

/** Builds the BlueKing door: JOB's open API, and beside it the web console's where that is switched on. */
export function bkDoor(parts: DoorParts<BkSettings>): Door {
  const host: DoorHost = {
    clock: parts.services.clock,
    interceptor: parts.interceptor,
    findElsewhere: parts.findElsewhere,
    noteHandedOut: parts.noteHandedOut,
    notesUnread: parts.notesUnread,
    observe: (outcome, request) => {
      parts.observe(outcome, request);
    },
  };
  const open = createDoor(openApiDialect(parts), host);
  if (!parts.settings.web_console) return open;
  const web = createDoor(webConsoleDialect(parts), host);
  const doorFor = (head: RequestHead): Door => (web.matches(head) ? web : open);
  return {
    ...open,
    operations: [...open.operations, ...web.operations],
    routeOf: (operation) => open.routeOf(operation) ?? web.routeOf(operation),
    permissions: permissionsOfBoth(open, web),
    matches: (head) => doorFor(head).matches(head),
    handle: (request) => doorFor(request).handle(request),
    rejectTooLong: (head, part) => doorFor(head).rejectTooLong(head, part),
    explain: async (explained, rejection) => doorFor(explained.request).explain(explained, rejection),
  };
}

/** Asks in advance whichever has the operation; the least rights are written alike. */
function permissionsOfBoth(open: Door, web: Door): Door['permissions'] {
  const { permissions } = open;
  if (permissions === null) return null;
  return {
    least: (checks) => permissions.least(checks),
    async decide(question) {
      const own = web.operations.includes(question.operation) ? web.permissions : permissions;
      return (await own?.decide(question)) ?? null;
    },
  };
}

function openApiDialect(parts: DoorParts<BkSettings>): Dialect<JobContext, JobCall, JobCaller> {
  const { services, settings } = parts;
  const fronts = [backendFront(parts), esbFront(parts), apigwFront(parts)] as const;
  const routes = routesOf(fronts, operations, releaseFeatures(settings));
  const findRoute = routeFinder(fronts, routes);

  return {
    name: DOOR,
    bodyLimit: MAX_BODY_BYTES,
    uriLimit: MAX_URI_BYTES,
    operations,
    notImplemented,
    injectable: injectableErrors,
    matches: (head) => fronts.some((front) => front.matches(head)),
    presentedCredentials,
    explain: async (exchange) => explain(parts, exchange, { fronts, routes, route: findRoute(exchange.request) }),
    // The way through the API gateway is the last of each: what clients of today take.
    routeOf: (name) => routes.findLast(([, { operation }]) => operation.name === name)?.[0] ?? null,
    newRequestId: () => services.ids.uuid(),

    identify({ request }) {
      const route = findRoute(request);
      if (route === null) throw frontOf(fronts, request).unknownRoute(request, helpOnUnknown(request, settings));
      const language = languageOf(request.headers['blueking-language'], defaultLanguage(settings, route.front));
      return { ...route, language, jobRequestId: hexId(services.ids) };
    },

    requestedOperation: ({ path }) => requestedName(path),

    authenticate: (exchange, call) => andThen(call.front.authenticate(exchange, call), callerOf),

    permissions: {
      before: null,
      least: leastRights,
      rehearsal: rehearsalAt(fronts[2], settings),
      of: (_exchange, { front, operation, forApps }, caller) =>
        permissionsOf(parts.permissions, caller, () => front.apiOf(operation, forApps)),
    },

    admit({ request }, call, caller, granted) {
      const { front, operation, forApps } = call;
      const permissions: JobContext['permissions'] = granted;
      const api = permissions.asks ? front.apiOf(operation, forApps) : null;
      if (api !== null) permissions.require(apiCheck(api.name));
      const scope = scopeOf(parametersOf(request, call) ?? {}, settings);
      const { username, identity } = caller;
      if (scope !== null) permitAccess({ settings, username, scope, permissions }, identity);
      return { ...caller, scope };
    },

    decode: ({ request }, call) => inputOf(request, call),
    unreadFields: (_exchange, { front, operation }, input) => unreadParameters(front.name, operation.input, input),

    context: ({ request }, { operation, front }, { username, scope }, input, permissions) =>
      jobContext(parts, { operation, input, isQuery: front.isQuery(request), username, scope, permissions }),

    resourceOf: (_call, input) => resourceOf(input),
    callFields,

    encode: (exchange, { front, operation, jobRequestId }, output) =>
      front.passOn(exchange, operation, jobSuccess(jobRequestId, output)),

    toVendorError: (error, call) => toVendorError(error, call !== null),

    renderError(exchange, call, error) {
      if (call !== null && error instanceof JobError)
        return call.front.passOn(exchange, call.operation, jobRejection(call.jobRequestId, error, call.language));
      const front = call?.front ?? frontOf(fronts, exchange.request);
      return front.complete(exchange, rejectionBeforeJob(exchange, error));
    },
  };
}

/** Who calls, before they are admitted to a scope. */
function callerOf(caller: Caller): JobCaller {
  return { identity: identityOf(caller), username: caller.user.username, app: caller.app, scope: null };
}

/** How a call is asked about that nobody makes, as if it came through a front. */
function rehearsalAt(front: Front, settings: BkSettings): Rehearsal<JobCall, JobCaller> {
  return {
    callOf(question) {
      const { caller, ...call } = rehearsedCall(question, (parameters) => scopeOf(parameters, settings));
      return { call: { ...call, front, forApps: false, language: 'en', jobRequestId: '' }, caller };
    },
    observe(_exchange, { operation, forApps }, caller) {
      const api = front.apiOf(operation, forApps);
      const granted = permissionsOf('observe', caller, () => api);
      const permissions: JobContext['permissions'] = granted;
      if (api !== null) permissions.require(apiCheck(api.name));
      return granted;
    },
  };
}

function webConsoleDialect(parts: DoorParts<BkSettings>) {
  return {
    ...webConsole(parts, webOperations),
    name: DOOR,
    operations: webOperations,
    notImplemented: [],
    injectable: webInjectable,
    presentedCredentials,
    explain: async ({ request }: { readonly request: WireRequest }) =>
      explainWebRoute(request, webRoutes(webOperations)),
    routeOf: (name: string) => webRoutes(webOperations).find(([, operation]) => operation.name === name)?.[0] ?? null,
    newRequestId: () => parts.services.ids.uuid(),
    resourceOf: (_call: unknown, input: unknown) => resourceOf(input),
    callFields,
  };
}

/** The end of a path, where JOB has an operation of that name. */
function requestedName(path: string): string | null {
  const name = lastSegment(path);
  return [...notImplemented, ...operations].some((known) => known.name === name) ? name : null;
}

function lastSegment(path: string): string {
  return path.split('/').findLast((segment) => segment !== '') ?? '';
}

function helpOnUnknown({ path }: RequestHead, settings: BkSettings): Message {
  const name = lastSegment(path);
  if (notImplemented.some((known) => known.name === name)) return HELP.notImplemented({ name });
  const isServed = operations.some((operation) => operation.name === name);
  return isServed ? HELP.notServed({ release: settings.job_version, name }) : HELP.unknownRoute;
}

function defaultLanguage({ default_language: language }: BkSettings, front: Front): Language {
  if (language === 'auto') return front.language;
  return language === 'en' ? 'en' : 'zh';
}

/** @throws JobError for a scope that does not exist */
function scopeOf(parameters: Parameters, settings: BkSettings): Scope | null {
  const { namesUnknownScopeType: namesUnknownType } = releaseFeatures(settings);
  return resolveScope(parameters, { known: settings.scopes, namesUnknownType });
}

/** Read once. @throws VendorError for what cannot be read */
function parametersOf(request: WireRequest, call: JobCall): Parameters | null {
  const parameters = call.given ?? call.front.parametersOf(request);
  if (parameters !== null) call.given = parameters;
  return parameters;
}

/** @throws VendorError for what cannot be read; InvalidInputError for a query without what it must name */
function inputOf(request: WireRequest, call: JobCall): Parameters {
  const { front, operation } = call;
  const parameters = parametersOf(request, call);
  if (parameters === null) throw new JobError(1240003, { help: HELP.bodyNoObject });
  const required = front.isQuery(request) ? (operation.requiredInQuery ?? []) : [];
  const missing = required.find((field) => parameters[field] === undefined);
  if (missing !== undefined) throw new InvalidInputError(missing, 'required', HELP.queryLacks({ missing }));
  return parameters;
}
