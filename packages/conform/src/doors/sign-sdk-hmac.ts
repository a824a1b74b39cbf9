import { huaweiHeaders, percentEncode } from '@dragoman/migrate';

import { type RawRequest, type SigningContext, splitTarget, withHeaders } from './door.ts';

const REPLACED = new Set(['authorization', 'x-sdk-date', 'x-security-token', 'x-sdk-content-sha256']);

/** A request of Huawei's signed anew with `SDK-HMAC-SHA256`. */
export function signSdkHmac(request: RawRequest, { keys, host, now }: SigningContext): RawRequest {
  const { path, query } = splitTarget(request.target);
  const headers = huaweiHeaders(
    {
      method: request.method,
      path: path.split('/').map(reencoded).join('/'),
      query: queryOf(query),
      host,
      body: request.body.toString('utf8'),
    },
    { ak: keys.id, sk: keys.secret, securityToken: keys.token },
    now,
  );
  return { ...request, rawHeaders: withHeaders(request.rawHeaders, REPLACED, headers) };
}

/** Encoded as the signature has it, however it came. */
function reencoded(part: string): string {
  try {
    return percentEncode(decodeURIComponent(part));
  } catch {
    return part;
  }
}

function queryOf(query: string): [string, string][] {
  return [...new URLSearchParams(query)]
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .toSorted(([left, a], [right, b]) => (left === right ? (a < b ? -1 : 1) : left < right ? -1 : 1));
}
