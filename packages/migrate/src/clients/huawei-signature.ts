import { createHash, createHmac } from 'node:crypto';

/** An access key of Huawei Cloud. */
export interface HuaweiKeys {
  readonly ak: string;
  readonly sk: string;
  /** Of temporary keys. */
  readonly securityToken: string | null;
}

/** What is signed of a request. */
export interface HuaweiDraft {
  readonly method: string;
  /** Encoded, without the query. */
  readonly path: string;
  /** Encoded names and values, by name. */
  readonly query: readonly (readonly [string, string])[];
  readonly host: string;
  readonly body: string;
}

const ALGORITHM = 'SDK-HMAC-SHA256';

/**
 * The headers of a request that is signed with `SDK-HMAC-SHA256`, as the API signing guide has it
 * (`devg-apisign/api-sign-0001`). @param now Unix milliseconds
 */
export function huaweiHeaders(draft: HuaweiDraft, keys: HuaweiKeys, now: number): Record<string, string> {
  const date = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    host: draft.host,
    'x-sdk-date': date,
    ...(keys.securityToken === null ? {} : { 'x-security-token': keys.securityToken }),
  };
  const names = Object.keys(headers).toSorted();
  const canonical = [
    draft.method,
    draft.path.endsWith('/') ? draft.path : `${draft.path}/`,
    draft.query.map(([name, value]) => `${name}=${value}`).join('&'),
    ...names.map((name) => `${name}:${headers[name] ?? ''}`),
    '',
    names.join(';'),
    sha256(draft.body),
  ].join('\n');
  const signature = createHmac('sha256', keys.sk)
    .update(`${ALGORITHM}\n${date}\n${sha256(canonical)}`)
    .digest('hex');
  const authorization = `${ALGORITHM} Access=${keys.ak}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, authorization };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
