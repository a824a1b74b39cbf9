import { createHmac } from 'node:crypto';

import { percentEncode } from './percent-encode.ts';

/** An access key of Alibaba Cloud. */
export interface AliyunKeys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of temporary keys. */
  readonly securityToken: string | null;
}

/**
 * A form signed with signature version 1.0 of RPC calls, whose every parameter stands in the body: values in a URL end
 * in the logs of proxies. @param now Unix milliseconds
 */
export function signedForm(
  params: Readonly<Record<string, string>>,
  { accessKeyId, accessKeySecret, securityToken }: AliyunKeys,
  { now, nonce }: { readonly now: number; readonly nonce: string },
): string {
  const all: Record<string, string> = {
    ...params,
    AccessKeyId: accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: nonce,
    Timestamp: `${new Date(now).toISOString().slice(0, 19)}Z`,
    ...(securityToken === null ? {} : { SecurityToken: securityToken }),
  };
  const canonical = Object.entries(all)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .toSorted()
    .join('&');
  const signature = createHmac('sha1', `${accessKeySecret}&`)
    .update(`POST&%2F&${percentEncode(canonical)}`)
    .digest('base64');
  return `${canonical}&Signature=${percentEncode(signature)}`;
}
