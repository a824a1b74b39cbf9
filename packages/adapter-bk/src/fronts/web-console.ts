import { type Identity, hexId, vaultOf } from '@dragoman/core';
import { verbatim } from '@dragoman/messages';
import {
  type Dialect,
  type DoorParts,
  type Exchange,
  InvalidInputError,
  type PermissionQuestion,
  type RestRoute,
  type VendorError,
  type WireRequest,
  type WireResponse,
  decodePairs,
  restMatcher,
} from '@dragoman/protocol-kit';

import { authPartsOf } from '../auth/principals.ts';
import { BackendError } from '../errors/backend-error.ts';
import { JobError } from '../errors/job-error.ts';
import { type Language, languageOf } from '../errors/language.ts';
import { toVendorError } from '../errors/to-vendor-error.ts';
import { permitAccess } from '../job/permissions.ts';
import { permissionsOf } from '../job/request-permissions.ts';
import { HELP } from '../messages.ts';
import { DOOR, MAX_BODY_BYTES, MAX_URI_BYTES, type Scope, scopeKey } from '../names.ts';
import type { JobContext, WebOperation } from '../operation.ts';
import { releaseFeatures } from '../release-features.ts';
import type { BkSettings } from '../settings.ts';
import { cookie } from '../wire/cookies.ts';
import { type Parameters, firstOfEach, jobParameters } from '../wire/parameters.ts';
import { resolveScope } from '../wire/scope.ts';
import { backendRejection } from './backend/answers.ts';
import { webRejection, webSuccess } from './web-console/answers.ts';
import { LoginError } from './web-console/errors.ts';
import { LOGIN_HEADERS, authenticateSession, hasCsrfKey, keyHeaders, requireCsrfKey } from './web-console/session.ts';
import { leastRights } from '../permissions/least-rights.ts';
import { usernameOf } from '../rehearsal.ts';

const PREFIX = '/job-manage/web';
const SCOPED = `${PREFIX}/credentials/scope/{scopeType}/{scopeId}`;

/** One call of an operation. */
interface WebCall {
  readonly operation: WebOperation;
  /** Of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly language: Language;
  /** JOB's own id of the request. */
  readonly requestId: string;
  /** The parameters of a call that nobody makes, in place of those of its request. */
  readonly given?: Readonly<Record<string, unknown>>;
}

interface WebCaller {
  readonly identity: Identity | null;
  readonly username: string;
  readonly scope: Scope;
}

/** The web console's steps of the pipeline: a browser's cookies, and an envelope and statuses of its own. */
type WebConsole = Pick<
  Dialect<JobContext, WebCall, WebCaller>,
  | 'bodyLimit'
  | 'uriLimit'
  | 'matches'
  | 'identify'
  | 'authenticate'
  | 'decode'
  | 'context'
  | 'permissions'
  | 'admit'
  | 'encode'
  | 'toVendorError'
  | 'renderError'
>;

/** The paths of the web console's operations. */
export function webRoutes(operations: readonly WebOperation[]): [RestRoute, WebOperation][] {
  return operations.map((operation) => [{ method: operation.method, path: SCOPED + operation.path }, operation]);
}

export function webConsole(parts: DoorParts<BkSettings>, operations: readonly WebOperation[]): WebConsole {
  const { services, settings, bindings } = parts;
  const features = releaseFeatures(settings);
  const find = restMatcher<WebOperation>(webRoutes(operations));
  const fallbackLanguage = settings.default_language === 'en' ? 'en' : 'zh';

  return {
    bodyLimit: MAX_BODY_BYTES,
    uriLimit: MAX_URI_BYTES,
    matches: ({ path }) => path.startsWith(`${PREFIX}/`),

    identify({ request }) {
      const route = find(request.method, request.path);
      if (route === null) throw new BackendError(404, HELP.unknownWebRoute);
      const language = languageOf(cookie(request, 'blueking_language'), fallbackLanguage);
      return { operation: route.target, params: route.params, language, requestId: hexId(services.ids) };
    },

    authenticate: async (exchange, { params }) => authenticate(exchange, params, parts),

    permissions: {
      before: null,
      least: leastRights,
      of: (_exchange, _call, caller) => permissionsOf(parts.permissions, { ...caller, app: null }, () => null),
      rehearsal: {
        callOf: (question) => rehearsedWebCall(question, operations, settings),
        observe: (_exchange, _call, caller) => permissionsOf('observe', { ...caller, app: null }, () => null),
      },
    },

    admit(_exchange, _call, caller, permissions) {
      const { username, scope, identity } = caller;
      permitAccess({ settings, username, scope, permissions }, identity);
      return caller;
    },

    decode({ request }, { params, given: rehearsed }) {
      const given = rehearsed ?? parametersOf(request);
      if (given === null) throw new JobError(1240003, { help: HELP.bodyNoObject });
      return { ...given, ...params };
    },

    context({ request }, { operation }, { username, scope }, _input, permissions) {
      const vault = vaultOf(bindings, { door: DOOR, key: scopeKey(scope) });
      const isQuery = request.method === 'GET';
      const { needs } = operation;
      return { services, settings, features, bindings, vault, scope, username, permissions, needs, isQuery };
    },

    encode({ request, now }, call, output) {
      const answer = webSuccess(call, output);
      if (hasCsrfKey(request)) return answer;
      return { ...answer, headers: { ...answer.headers, ...keyHeaders(services.ids, now) } };
    },

    toVendorError: (error) => toVendorError(error, true),

    renderError(exchange, call, error): WireResponse {
      if (error instanceof LoginError) {
        const key = error.bringsKey ? keyHeaders(services.ids, exchange.now) : {};
        return { status: 401, headers: { ...LOGIN_HEADERS, ...key }, body: '' };
      }
      if (call !== null && error instanceof JobError) return webRejection(call, error);
      return backendRejection(exchange, beforeJob(error));
    },
  };
}

/** Who is logged in, and in which scope. @throws VendorError */
async function authenticate(
  exchange: Exchange,
  params: WebCall['params'],
  parts: DoorParts<BkSettings>,
): Promise<WebCaller> {
  const user = await authenticateSession(exchange.request, authPartsOf(parts, exchange));
  requireCsrfKey(exchange.request);
  return { identity: user.identity, username: user.username, scope: scopeIn(params, parts.settings) };
}

/** The scope of the path. @throws JobError */
function scopeIn({ scopeType, scopeId }: Readonly<Record<string, unknown>>, settings: BkSettings): Scope {
  const named = { bk_scope_type: scopeType, bk_scope_id: scopeId };
  const { namesUnknownScopeType: namesUnknownType } = releaseFeatures(settings);
  const scope = resolveScope(named, { known: settings.scopes, namesUnknownType });
  if (scope === null) throw new JobError(1240003, { validation: 'scopeId' });
  return scope;
}

/**
 * A call that nobody makes, by the user whom an identity is, with the parameters of its path and body together.
 * @throws InvalidInputError for an operation that the web console has not
 */
function rehearsedWebCall(
  { identity, operation: name, parameters }: PermissionQuestion,
  operations: readonly WebOperation[],
  settings: BkSettings,
): { readonly call: WebCall; readonly caller: WebCaller } {
  const operation = operations.find((one) => one.name === name);
  if (operation === undefined) throw new InvalidInputError('operation', 'known', HELP.noWebOperation({ name }));
  return {
    call: { operation, params: {}, given: parameters, language: 'en', requestId: '' },
    caller: { identity, username: usernameOf(identity), scope: scopeIn(parameters, settings) },
  };
}

/** What JOB's gateway makes of what never came to JOB. */
function beforeJob(error: VendorError): BackendError {
  if (error instanceof BackendError) return error;
  return new BackendError(error.status === 413 ? 413 : 500, verbatim(error.message));
}

/** The body of what has one, else the query. */
function parametersOf(request: WireRequest): Parameters | null {
  const hasBody = request.method === 'POST' || request.method === 'PUT';
  return hasBody ? jobParameters(request) : firstOfEach(decodePairs(request.query));
}
