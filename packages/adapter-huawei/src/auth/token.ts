import type { FoundProof } from '@dragoman/core';

import { type Refused, refused } from './verdict.ts';

/** Judges an `X-Auth-Token` by the proof that it led to. */
export function verifyToken(
  found: FoundProof | null,
  now: number,
): { readonly fits: true; readonly proof: FoundProof } | Refused {
  if (found === null) return refused('decrypt token fail', 'fetch a token with POST /v3/auth/tokens of this gateway');
  if (found.expiresAt !== null && found.expiresAt <= now) {
    return refused(
      `token expires, expires_at: ${new Date(found.expiresAt).toISOString()}`,
      'fetch a new token with POST /v3/auth/tokens',
    );
  }
  return { fits: true, proof: found };
}
