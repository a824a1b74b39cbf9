import type { AllowedCalls, Body, CloudAnswer } from './call-options.ts';
import { CloudError } from './cloud-error.ts';
import { bodyOf, exchange, failureKind } from './exchange.ts';
import type { HttpEndpoint } from './http.ts';

/** An app of BlueKing and the user that it calls for. */
export interface BkKeys {
  readonly appCode: string;
  readonly appSecret: string;
  readonly username: string;
}

/** Calls JOB through its API gateway, authorized by a header. */
export interface BkClient {
  readonly scope: BkScope;
  /** @throws CloudError for everything but a success @throws ForbiddenCallError before anything is sent */
  call(call: BkCall): Promise<CloudAnswer>;
  close(): void;
}

/** Whose credentials these are. */
export interface BkScope {
  /** `biz` or `biz_set`. */
  readonly type: string;
  readonly id: string;
}

/** A call of JOB; its scope is put in. */
export interface BkCall {
  /** By the vendor's name, such as `create_credential`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly params: Body;
}

/** Who calls what, and where. */
export interface BkAccess {
  readonly endpoint: HttpEndpoint;
  readonly scope: BkScope;
  readonly keys: BkKeys;
  readonly allowed: AllowedCalls;
}

/** Of the gateway, for a call over the rate of an app, a user, or a resource (1642901 to 1642904). */
const THROTTLED = /^164290[1-4]$/;

export function bkClient(access: BkAccess): BkClient {
  return {
    scope: access.scope,
    call: (call) => callBk(access, call),
    close: () => {
      access.endpoint.close();
    },
  };
}

async function callBk({ endpoint, scope, keys, allowed }: BkAccess, call: BkCall): Promise<CloudAnswer> {
  const { operation, method } = call;
  const reply = await exchange({ dialect: 'bk', operation, allowed, endpoint }, () => {
    const params = { bk_scope_type: scope.type, bk_scope_id: scope.id, ...call.params };
    const path = `/api/bk-job/prod/api/v3/${operation}`;
    const headers = { 'content-type': 'application/json', 'x-bkapi-authorization': authorizationOf(keys) };
    if (method === 'POST') return { method, path, headers, body: JSON.stringify(params) };
    const query = new URLSearchParams(params as Record<string, string>);
    return { method, path: `${path}?${query.toString()}`, headers, body: '' };
  });
  const answer = bodyOf(reply);
  const id = answer['request_id'] ?? answer['job_request_id'] ?? reply.headers['x-bkapi-request-id'];
  const requestId = typeof id === 'string' ? id : null;
  if (reply.status === 200 && answer['code'] === 0) return { body: answer, requestId };
  const code = typeof answer['code'] === 'number' ? String(answer['code']) : '';
  const kind = failureKind(reply.status, THROTTLED.test(code));
  throw new CloudError({ dialect: 'bk', operation, status: reply.status, code, requestId, kind });
}

function authorizationOf({ appCode, appSecret, username }: BkKeys): string {
  return JSON.stringify({ bk_app_code: appCode, bk_app_secret: appSecret, bk_username: username });
}
