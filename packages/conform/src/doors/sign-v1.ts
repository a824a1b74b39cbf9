import { percentEncode, signedParams } from '@dragoman/migrate';

import { type RawRequest, type SigningContext, splitTarget, withHeaders } from './door.ts';

/** Parameters that a signature makes anew. */
const REPLACED = new Set([
  ...['AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureNonce', 'SignatureVersion', 'SignatureType'],
  ...['Timestamp', 'SecurityToken', 'BearerToken'],
]);

const OF_BODY = new Set(['host', 'content-length', 'content-md5', 'transfer-encoding']);

/** An RPC request signed anew with signature version 1.0; its own parameters stay in the query or the form. */
export function signV1(request: RawRequest, isForm: boolean, { keys, host, now, nonce }: SigningContext): RawRequest {
  const { path, query } = splitTarget(request.target);
  const inQuery = ownParams(query);
  const inForm = isForm ? ownParams(request.body.toString('utf8')) : {};
  const { id: accessKeyId, secret: accessKeySecret, token: securityToken } = keys;
  const all = signedParams(
    request.method,
    { ...inQuery, ...inForm },
    { accessKeyId, accessKeySecret, securityToken },
    { now, nonce },
  );
  const made = Object.fromEntries(Object.entries(all).filter(([name]) => !(name in inQuery) && !(name in inForm)));
  const isInForm = isForm && new URLSearchParams(request.body.toString('utf8')).has('AccessKeyId');
  const search = encoded({ ...inQuery, ...(isInForm ? {} : made) });
  return {
    method: request.method,
    target: search === '' ? path : `${path}?${search}`,
    rawHeaders: withHeaders(request.rawHeaders, OF_BODY, { host }),
    body: isForm ? Buffer.from(encoded({ ...inForm, ...(isInForm ? made : {}) })) : request.body,
  };
}

function ownParams(text: string): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(text)].filter(([name]) => !REPLACED.has(name)));
}

function encoded(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}
