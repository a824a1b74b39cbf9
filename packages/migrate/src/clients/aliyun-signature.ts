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
 * The parameters of an RPC call signed with signature version 1.0, wherever they are sent, in the order of their
 * encoded texts. @param now Unix milliseconds
 */
export function signedParams(
  method: string,
  params: Readonly<Record<string, string>>,
  { accessKeyId, accessKeySecret, securityToken }: AliyunKeys,
  { now, nonce }: { readonly now: number; readonly nonce: string },
): Record<string, string> {
  const all: Record<string, string> = {
    ...params,
    AccessKeyId: accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: nonce,
    Timestamp: `${new Date(now).toISOString().slice(0, 19)}Z`,
    ...(securityToken === null ? {} : { SecurityToken: securityToken }),
  };
  const signature = createHmac('sha1', `${accessKeySecret}&`)
    .update(`${method}&%2F&${percentEncode(formOf(all))}`)
    .digest('base64');
  return { ...all, Signature: signature };
}

/**
 * A form signed with signature version 1.0 of RPC calls, whose every parameter stands in the body: values in a URL end
 * in the logs of proxies. @param now Unix milliseconds
 */
export function signedForm(
  params: Readonly<Record<string, string>>,
  keys: AliyunKeys,
  at: { readonly now: number; readonly nonce: string },
): string {
  return formOf(signedParams('POST', params, keys, at));
}

function formOf(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .toSorted()
    .join('&');
}
