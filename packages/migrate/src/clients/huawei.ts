import type { AllowedCalls, Body, CloudAnswer } from './call-options.ts';
import { CloudError } from './cloud-error.ts';
import { bodyOf, exchange, failureKind } from './exchange.ts';
import type { HttpEndpoint } from './http.ts';
import { huaweiHeaders, type HuaweiKeys } from './huawei-signature.ts';
import { percentEncode } from './percent-encode.ts';

/** A call of CSMS or KMS. */
export interface HuaweiCall {
  /** By the vendor's name, such as `ShowSecretVersion`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Parts of the path beneath the version and the project, such as `secrets` and a name. */
  readonly path: readonly string[];
  /** `v1` of CSMS, unless told. */
  readonly version?: 'v1' | 'v1.0';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Body;
}

/** Calls Huawei Cloud with a signature of its own. */
export interface HuaweiClient {
  readonly project: string;
  /** @throws CloudError for everything but a success @throws ForbiddenCallError before anything is sent */
  call(call: HuaweiCall): Promise<CloudAnswer>;
  close(): void;
}

/** Who calls what, and where. */
export interface HuaweiAccess {
  readonly endpoint: HttpEndpoint;
  readonly project: string;
  readonly keys: HuaweiKeys;
  readonly allowed: AllowedCalls;
  /** Unix milliseconds. */
  readonly now: () => number;
}

export function huaweiClient(access: HuaweiAccess): HuaweiClient {
  return {
    project: access.project,
    call: (call) => callHuawei(access, call),
    close: () => {
      access.endpoint.close();
    },
  };
}

async function callHuawei(
  { endpoint, project, keys, allowed, now }: HuaweiAccess,
  call: HuaweiCall,
): Promise<CloudAnswer> {
  const { operation, method, version = 'v1' } = call;
  const path = `/${[version, project, ...call.path].map(percentEncode).join('/')}`;
  const query = Object.entries(call.query ?? {})
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const reply = await exchange({ dialect: 'huawei', operation, allowed, endpoint }, () => {
    const headers = huaweiHeaders({ method, path, query, host: endpoint.host, body }, keys, now());
    const search = query.map(([name, value]) => `${name}=${value}`).join('&');
    return { method, path: search === '' ? path : `${path}?${search}`, headers, body };
  });
  const id = reply.headers['x-request-id'];
  const requestId = typeof id === 'string' ? id : null;
  const answer = bodyOf(reply);
  if (reply.status >= 200 && reply.status < 300) return { body: answer, requestId };
  const given = answer['error_code'];
  const code = typeof given === 'string' ? given : '';
  const kind = failureKind(reply.status, code === 'APIGW.0308');
  throw new CloudError({ dialect: 'huawei', operation, status: reply.status, code, requestId, kind });
}
