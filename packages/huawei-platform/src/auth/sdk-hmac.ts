import { sameText } from '@dragoman/core';
import type { WireRequest } from '@dragoman/protocol-kit';

import type { SignedWith } from './authorization.ts';
import { type Hashing, SHA256, SM3, hmacHex } from './hashing.ts';
import type { Verdict } from './verdict.ts';
import { verifyCanonical } from './verify-canonical.ts';

export const SDK_HMAC_SHA256 = 'SDK-HMAC-SHA256';
export const SDK_HMAC_SM3 = 'SDK-HMAC-SM3';

/**
 * Verifies `SDK-HMAC-SHA256`, what every SDK and Terraform sign with unless told otherwise. Its time is checked apart.
 */
export function verifySdkHmac(request: WireRequest, signed: SignedWith, secretKey: string): Verdict {
  return verify(request, signed, secretKey, SHA256);
}

/**
 * Verifies `SDK-HMAC-SM3`: the same with SM3 in every place (SDK cores, `signing_algorithm`; vectors of the Go SDK's
 * own tests).
 */
export function verifySdkHmacSm3(request: WireRequest, signed: SignedWith, secretKey: string): Verdict {
  return verify(request, signed, secretKey, SM3);
}

function verify(request: WireRequest, signed: SignedWith, secretKey: string, hashing: Hashing): Verdict {
  const date = request.headers['x-sdk-date'] ?? '';
  return verifyCanonical(request, signed, hashing, (canonicalHash) =>
    sameText(hmacHex(hashing, secretKey, `${signed.algorithm}\n${date}\n${canonicalHash}`), signed.signature),
  );
}
