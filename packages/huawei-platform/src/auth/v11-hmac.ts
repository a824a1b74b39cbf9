import { hkdfSync } from 'node:crypto';

import { KEY_BYTES, sameText } from '@dragoman/core';
import type { WireRequest } from '@dragoman/protocol-kit';

import { HELP } from '../messages.ts';
import type { SignedWith } from './authorization.ts';
import { SHA256, hmacHex } from './hashing.ts';
import { type Verdict, rejection } from './verdict.ts';
import { verifyCanonical } from './verify-canonical.ts';

export const V11_HMAC_SHA256 = 'V11-HMAC-SHA256';

/** Verifies `V11-HMAC-SHA256`: the key is derived for one day, region and service (SDK cores, `signer/hkdf.py`). */
export function verifyV11Hmac(request: WireRequest, signed: SignedWith, secretKey: string): Verdict {
  const date = request.headers['x-sdk-date'] ?? '';
  if (signed.scope.length !== 3 || signed.scope[0] !== date.slice(0, 8)) {
    return rejection('calc aksk signature fail:invalid credential scope', HELP.credentialForm);
  }
  const info = signed.scope.join('/');
  const key = derivedKey(signed.accessKey, secretKey, info);
  return verifyCanonical(request, signed, SHA256, (canonicalHash) =>
    sameText(hmacHex(SHA256, key, `${V11_HMAC_SHA256}\n${date}\n${info}\n${canonicalHash}`), signed.signature),
  );
}

/** The key as the signers use it: the hexadecimal text itself. */
export function derivedKey(accessKey: string, secretKey: string, info: string): string {
  return Buffer.from(hkdfSync('sha256', secretKey, accessKey, info, KEY_BYTES)).toString('hex');
}
