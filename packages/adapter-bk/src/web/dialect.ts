import { type Identity, hexId, vaultOf } from '@dragoman/core';
import {
  type Dialect,
  type DoorParts,
  type RestRoute,
  type VendorError,
  type WireRequest,
  decodePairs,
  restMatcher,
} from '@dragoman/protocol-kit';

import type { AuthParts } from '../auth/people.ts';
import { BackendFailure, JobFailure, toVendorError } from '../errors.ts';
import { BODY_LIMIT, DOOR, type Scope, scopeKey } from '../names.ts';
import { explainWebRoute } from '../explain.ts';
import { webInjectable } from '../injectable.ts';
import type { JobContext } from '../operation.ts';
import { webOperations } from '../operations/web/index.ts';
import { permitAccess } from '../permits.ts';
import { resourceOf } from '../resource.ts';
import type { BkSettings } from '../settings.ts';
import { presentedCredentials } from '../shown-proofs.ts';
import { traitsOf } from '../versions.ts';
import { cookie } from '../wire/cookies.ts';
import { backendRejection } from '../wire/envelope.ts';
import { type Language, languageOf } from '../wire/language.ts';
import { type Parameters, jobParameters } from '../wire/parameters.ts';
import { resolveScope } from '../wire/scope.ts';
import { webRejection, webSuccess } from './envelope.ts';
import { LoginFailure } from './errors.ts';
import type { WebOperation } from './operation.ts';
import { LOGIN_HEADERS, bearsKey, keyHeaders, loggedIn, rejectForgery } from './session.ts';

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
}

interface WebCaller {
  readonly identity: Identity | null;
  readonly username: string;
  readonly scope: Scope;
}

/** The web console's API of credentials: a browser's cookies, and an envelope and statuses of its own. */
export function webDialect(parts: DoorParts<BkSettings>): Dialect<JobContext, WebCall, WebCaller> {
  const { services, settings, bindings } = parts;
  const traits = traitsOf(settings);
  const findRoute = restMatcher<WebOperation>(
    webOperations.map((operation): [RestRoute, WebOperation] => [
      { method: operation.method, path: SCOPED + operation.path },
      operation,
    ]),
  );

  return {
    name: DOOR,
    bodyLimit: BODY_LIMIT,
    operations: webOperations,
    notImplemented: [],
    injectable: webInjectable,
    matches: (head) => head.path.startsWith(`${PREFIX}/`),
    presentedCredentials,
    explain: async ({ request }) => explainWebRoute(request, webOperations),
    newRequestId: () => services.ids.uuid(),

    identify({ request }) {
      const route = findRoute(request.method, request.path);
      if (route === null) throw new BackendFailure(404, 'the web console has no such method and path here');
      const language = languageOf(
        cookie(request, 'blueking_language'),
        settings.default_language === 'en' ? 'en' : 'zh',
      );
      return { operation: route.target, params: route.params, language, requestId: hexId(services.ids) };
    },

    async authenticate({ request, now, callerTimes }, { params }) {
      const authParts: AuthParts = { services, mode: parts.authMode, settings, now, callerTimes };
      const user = await loggedIn(request, authParts);
      rejectForgery(request);
      const named = { bk_scope_type: params['scopeType'], bk_scope_id: params['scopeId'] };
      const scope = resolveScope(named, { known: settings.scopes, namesUnknownType: traits.namesUnknownScopeType });
      if (scope === null) throw new JobFailure(1240003, { validation: 'scopeId' });
      permitAccess(settings, user, scope);
      return { identity: user.identity, username: user.username, scope };
    },

    decode({ request }, { params }) {
      const given = parametersOf(request);
      if (given === null) throw new JobFailure(1240003, { help: 'the body is no JSON object' });
      return { ...given, ...params };
    },

    context(exchange, _call, { username, scope }) {
      const vault = vaultOf(bindings, { door: DOOR, key: scopeKey(scope) });
      return {
        services,
        settings,
        traits,
        bindings,
        vault,
        scope,
        username,
        isQuery: exchange.request.method === 'GET',
      };
    },

    resourceOf: (_call, input) => resourceOf(input),

    encode({ request, now }, call, output) {
      const answer = webSuccess(call, output);
      return bearsKey(request)
        ? answer
        : { ...answer, headers: { ...answer.headers, ...keyHeaders(services.ids, now) } };
    },

    toVendorError: (error) => toVendorError(error, true),

    renderError({ request, requestId, now }, call, error) {
      if (error instanceof LoginFailure) {
        const headers = error.bringsKey ? { ...LOGIN_HEADERS, ...keyHeaders(services.ids, now) } : LOGIN_HEADERS;
        return { status: 401, headers, body: '' };
      }
      if (call !== null && error instanceof JobFailure) return webRejection(call, error);
      return backendRejection(beforeJob(error), { path: request.path, id: requestId, now });
    },
  };
}

/** What JOB's gateway makes of what never came to JOB. */
function beforeJob(error: VendorError): BackendFailure {
  if (error instanceof BackendFailure) return error;
  return error.status === 413 ? new BackendFailure(413, error.message) : new BackendFailure(500, error.message);
}

/** The body of what has one, else the query. */
function parametersOf(request: WireRequest): Parameters | null {
  const hasBody = request.method === 'POST' || request.method === 'PUT';
  return hasBody ? jobParameters(request) : Object.fromEntries(decodePairs(request.query).toReversed());
}
