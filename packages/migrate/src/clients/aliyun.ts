import { type AliyunKeys, signedForm } from './aliyun-signature.ts';
import type { AllowedCalls, CloudAnswer } from './call-options.ts';
import { CloudError } from './cloud-error.ts';
import { bodyOf, exchange, failureKind } from './exchange.ts';
import type { HttpEndpoint } from './http.ts';

/** Calls KMS of Alibaba Cloud with a signature of its own. */
export interface AliyunClient {
  readonly region: string;
  /**
   * @param action by the vendor's name, such as `GetSecretValue`
   * @throws CloudError for everything but a success @throws ForbiddenCallError before anything is sent
   */
  call(action: string, params: Readonly<Record<string, string>>): Promise<CloudAnswer>;
  close(): void;
}

/** Who calls what, and where. */
export interface AliyunAccess {
  readonly endpoint: HttpEndpoint;
  readonly region: string;
  readonly keys: AliyunKeys;
  readonly allowed: AllowedCalls;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** A text that no call before had. */
  readonly newNonce: () => string;
}

const API_VERSION = '2016-01-20';
/** Codes of a call that was turned away before it was looked at. */
const THROTTLED = /^(?:Rejected\.Throttling|Throttling(?:\..*)?|ServiceUnavailableTemporary)$/;

export function aliyunClient(access: AliyunAccess): AliyunClient {
  return {
    region: access.region,
    call: (action, params) => callAliyun(access, action, params),
    close: () => {
      access.endpoint.close();
    },
  };
}

async function callAliyun(
  { endpoint, region, keys, allowed, now, newNonce }: AliyunAccess,
  operation: string,
  params: Readonly<Record<string, string>>,
): Promise<CloudAnswer> {
  const reply = await exchange({ dialect: 'aliyun', operation, allowed, endpoint }, () => {
    const common = { Action: operation, Version: API_VERSION, Format: 'JSON', RegionId: region };
    const body = signedForm({ ...params, ...common }, keys, { now: now(), nonce: newNonce() });
    return { method: 'POST', path: '/', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body };
  });
  const answer = bodyOf(reply);
  const requestId = textIn(answer['RequestId']) ?? null;
  if (reply.status >= 200 && reply.status < 300) return { body: answer, requestId };
  const code = textIn(answer['Code']) ?? '';
  const kind = failureKind(reply.status, THROTTLED.test(code));
  throw new CloudError({ dialect: 'aliyun', operation, status: reply.status, code, requestId, kind });
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
