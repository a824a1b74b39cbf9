import type { FoundAccessCredential } from '@dragoman/core';

import { HELP } from '../messages.ts';
import { type Rejected, rejection } from './verdict.ts';

/** Judges an `X-Auth-Token` by the credential that it led to. */
export function verifyToken(
  found: FoundAccessCredential | null,
  now: number,
): { readonly fits: true; readonly accessCredential: FoundAccessCredential } | Rejected {
  if (found === null) return rejection('decrypt token fail', HELP.fetchToken);
  if (found.expiresAt !== null && found.expiresAt <= now) {
    return rejection(`token expires, expires_at: ${new Date(found.expiresAt).toISOString()}`, HELP.fetchNewToken);
  }
  return { fits: true, accessCredential: found };
}
