import { createHash, sign } from 'node:crypto';

import { headerOf, type RawRequest, type SigningContext, withHeaders } from './door.ts';

/** What a signature makes anew. */
const REPLACED = new Set(['authorization', 'date', 'content-sha256', 'x-kms-acccesskeyid', 'x-kms-signaturemethod']);

/**
 * A request to a KMS instance signed with a client key: method, hash, content type and date, each on a line of its own,
 * the `x-kms-` headers and the path (as the SDKs for Go 0.5.1, Java 0.5.2 and Python 1.0.2 sign it).
 * @param keys the id of the client key, and its private key as PEM
 */
export function signWithClientKey(request: RawRequest, { keys, now }: SigningContext): RawRequest {
  const date = new Date(now).toUTCString();
  const digest = createHash('sha256').update(request.body).digest('hex').toUpperCase();
  const rawHeaders = withHeaders(request.rawHeaders, REPLACED, {
    date,
    'content-sha256': digest,
    'x-kms-acccesskeyid': keys.id,
    'x-kms-signaturemethod': 'RSA_PKCS1_SHA_256',
  });
  const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  const kmsHeaders = names
    .filter((name) => name.startsWith('x-kms-'))
    .toSorted()
    .map((name) => `${name}:${headerOf({ rawHeaders }, name)?.trim() ?? ''}\n`);
  const type = headerOf({ rawHeaders }, 'content-type') ?? '';
  const text = `${[request.method, digest, type, date].join('\n')}\n${kmsHeaders.join('')}/`;
  const signature = sign('RSA-SHA256', Buffer.from(text), keys.secret).toString('base64');
  return { ...request, rawHeaders: [...rawHeaders, 'Authorization', `Bearer ${signature}`] };
}
