import { sameText } from '@dragoman/core';
import { type WireRequest, hmac, sha256Hex } from '@dragoman/protocol-kit';

import type { SignedWith } from './authorization.ts';
import { canonicalRequests } from './canonical.ts';
import { type Verdict, refused } from './verdict.ts';

export const SDK_HMAC_SHA256 = 'SDK-HMAC-SHA256';

/** Verifies `SDK-HMAC-SHA256`, what every SDK and Terraform sign with unless told otherwise. Its time is checked apart. */
export function verifySdkHmac(request: WireRequest, signed: SignedWith, secretKey: string): Verdict {
  const date = request.headers['x-sdk-date'] ?? '';
  return verifyCanonical(request, signed, (canonicalHash) => hmac('sha256', secretKey, `${SDK_HMAC_SHA256}\n${date}\n${canonicalHash}`, 'hex'));
}

/** Tries the signature on every reading of the request; a refusal shows the documented one, as API Gateway does. */
export function verifyCanonical(request: WireRequest, signed: SignedWith, sign: (canonicalHash: string) => string): Verdict {
  let shown: string | null = null;
  for (const canonical of canonicalRequests(request, signed.signedHeaders)) {
    if (sameText(sign(sha256Hex(canonical.text)), signed.signature)) return { fits: true };
    shown ??= canonical.shown;
  }
  return refused(`verify aksk signature fail, canonicalRequest:${shown ?? ''}`, 'compare the canonical request with the client\'s, and check its secret key');
}
