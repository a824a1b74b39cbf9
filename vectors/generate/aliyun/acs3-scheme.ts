import { createHash, createHmac } from 'node:crypto';

import { HEADER_STEPS, type Scheme } from '../header-scheme.ts';

/** `ACS3-HMAC-…` (vendor's page on signature version 3). */
export function acs3Scheme(hash: 'sha256' | 'sm3'): Scheme {
  const algorithm = `ACS3-HMAC-${hash.toUpperCase()}`;
  const digest = (text: string): string => createHash(hash).update(text).digest('hex');
  return {
    ...HEADER_STEPS,
    algorithm,
    dateHeader: 'x-acs-date',
    contentHeader: `x-acs-content-${hash}`,
    path: (wirePath) => wirePath,
    bodyHash: ({ body }) => digest(body),
    hash: digest,
    textToSign: (_date, hashed) => `${algorithm}\n${hashed}`,
    signature: ({ secret }, text) => createHmac(hash, secret).update(text).digest('hex'),
    authorization: ({ id }, list, signature) =>
      `${algorithm} Credential=${id},SignedHeaders=${list},Signature=${signature}`,
  };
}
