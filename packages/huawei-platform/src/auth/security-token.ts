import { type FoundAccessCredential, type Json, sameText } from '@dragoman/core';
import { type RequestHead, sha256Hex } from '@dragoman/protocol-kit';

import { HELP } from '../messages.ts';
import { DOOR } from '../names.ts';
import { type Verdict, rejection } from './verdict.ts';

const FIELD = 'security_token_sha256';

/** What a temporary access key keeps of its security token: enough to know it again. */
export function securityTokenAttributes(token: string): { readonly [key: string]: Json } {
  return { [FIELD]: sha256Hex(token) };
}

/**
 * Judges `X-Security-Token`, which a temporary access key is worth nothing without; a permanent one needs none. Clients
 * that add the header after signing are taken too (Terraform).
 * @NOTE unverified: that the gateway's words are those for a token of the other kind
 */
export function verifySecurityToken(found: FoundAccessCredential, { headers }: RequestHead, now: number): Verdict {
  const known = found.attributes[DOOR]?.[FIELD];
  const presented = headers['x-security-token'] ?? '';
  if (typeof known === 'string' && !sameText(sha256Hex(presented), known)) {
    return rejection('decrypt token fail', HELP.sendSecurityToken);
  }
  if (found.expiresAt !== null && found.expiresAt <= now) {
    return rejection(`token expires, expires_at: ${new Date(found.expiresAt).toISOString()}`, HELP.fetchNewKeys);
  }
  return { fits: true };
}
