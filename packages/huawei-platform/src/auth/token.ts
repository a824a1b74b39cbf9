import type { FoundAccessCredential } from '@dragoman/core';

import { type Rejected, rejection } from './verdict.ts';

/** Judges an `X-Auth-Token` by the credential that it led to. */
export function verifyToken(
  found: FoundAccessCredential | null,
  now: number,
): { readonly fits: true; readonly accessCredential: FoundAccessCredential } | Rejected {
  if (found === null) return rejection('decrypt token fail', 'fetch a token with POST /v3/auth/tokens of this gateway');
  if (found.expiresAt !== null && found.expiresAt <= now) {
    return rejection(
      `token expires, expires_at: ${new Date(found.expiresAt).toISOString()}`,
      'fetch a new token with POST /v3/auth/tokens',
    );
  }
  return { fits: true, accessCredential: found };
}
