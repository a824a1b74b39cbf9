import { loadSm2 } from '@dragoman/core';
import type { WireRequest } from '@dragoman/protocol-kit';

import type { SignedWith } from './authorization.ts';
import { derivedPrivateKey } from './derived-private-key.ts';
import { SM3 } from './hashing.ts';
import { hexSignature } from './hex-signature.ts';
import type { Verdict } from './verdict.ts';
import { verifyCanonical } from './verify-canonical.ts';

export const SDK_SM2_SM3 = 'SDK-SM2-SM3';

const DERIVATION = {
  algorithm: SDK_SM2_SM3,
  hashing: SM3,
  order: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
};
const KEY_BYTES = 32;

/**
 * Verifies `SDK-SM2-SM3`: as `SDK-ECDSA-P256-SHA256`, on the curve SM2 and with SM3 in every place. The signer's id is
 * the usual one (SDK cores; vectors/data/huawei-sdk-sm2-sm3.json, which the signers for Python, Go and Java verify).
 */
export async function verifySdkSm2(request: WireRequest, signed: SignedWith, secretKey: string): Promise<Verdict> {
  const { isSm2Signed } = await loadSm2();
  const date = request.headers['x-sdk-date'] ?? '';
  const privateKey = derivedPrivateKey(DERIVATION, signed.accessKey, secretKey);
  const key = Buffer.from(privateKey.toString(16).padStart(2 * KEY_BYTES, '0'), 'hex');
  const signature = hexSignature(signed.signature);
  return verifyCanonical(request, signed, SM3, (canonicalHash) =>
    isSm2Signed(key, Buffer.from(`${SDK_SM2_SM3}\n${date}\n${canonicalHash}`), signature),
  );
}
