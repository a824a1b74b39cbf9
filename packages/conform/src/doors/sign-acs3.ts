import { createHash, createHmac } from 'node:crypto';

import { percentEncode } from '@dragoman/migrate';

import { headerOf, type RawRequest, type SigningContext, splitTarget, withHeaders } from './door.ts';

const ALGORITHM = 'ACS3-HMAC-SHA256';

/** What a signature makes anew. */
const REPLACED = new Set([
  ...['authorization', 'host', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256'],
  ...['x-acs-security-token', 'x-acs-accesskey-id', 'x-acs-credentials-provider'],
]);

/**
 * A request signed anew with signature version 3 (Alibaba Cloud, "V3 request body and signature mechanism"; the order
 * of parts is that of `@alicloud/openapi-core`'s `getAuthorization`).
 */
export function signAcs3(request: RawRequest, { keys, host, now, nonce }: SigningContext): RawRequest {
  const digest = createHash('sha256').update(request.body).digest('hex');
  const rawHeaders = withHeaders(request.rawHeaders, REPLACED, {
    host,
    'x-acs-date': `${new Date(now).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': nonce,
    'x-acs-content-sha256': digest,
    ...(keys.token === null ? {} : { 'x-acs-accesskey-id': keys.id, 'x-acs-security-token': keys.token }),
  });
  const signed = signedNames(rawHeaders);
  const { path, query } = splitTarget(request.target);
  const canonical = [
    request.method,
    path,
    canonicalQuery(query),
    ...signed.map((name) => `${name}:${headerOf({ rawHeaders }, name)?.trim() ?? ''}`),
    '',
    signed.join(';'),
    digest,
  ].join('\n');
  const hashed = createHash('sha256').update(canonical).digest('hex');
  const signature = createHmac('sha256', keys.secret).update(`${ALGORITHM}\n${hashed}`).digest('hex');
  const authorization = `${ALGORITHM} Credential=${keys.id},SignedHeaders=${signed.join(';')},Signature=${signature}`;
  return { ...request, rawHeaders: [...rawHeaders, 'Authorization', authorization] };
}

function signedNames(rawHeaders: readonly string[]): string[] {
  const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  return [...new Set(names)]
    .filter((name) => name.startsWith('x-acs-') || name === 'host' || name === 'content-type')
    .toSorted();
}

function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .toSorted()
    .join('&');
}
