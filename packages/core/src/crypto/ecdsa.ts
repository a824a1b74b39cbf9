import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';

import type { CurveSpec } from './curves.ts';

/** ECDSA over digests (FIPS 186-5, 6.4), which `node:crypto` offers over messages alone. */
const ALGORITHMS = { EC_P256: p256, EC_P384: p384, EC_P521: p521, EC_SECP256K1: secp256k1 } as const;

export type EcdsaSpec = Exclude<CurveSpec, 'SM2'>;

/** As OpenSSL has it: the DER sequence of r and s, either of the two values of s. */
const FORM = { prehash: false, lowS: false, format: 'der' } as const;

/**
 * Signs a digest. As at the clouds, two signatures of one digest differ.
 * @param extraEntropy without it they are the same (RFC 6979), as test vectors are to be
 */
export function ecdsaSign(spec: EcdsaSpec, privateKey: Uint8Array, digest: Uint8Array, extraEntropy = true): Buffer {
  return Buffer.from(ALGORITHMS[spec].sign(digest, privateKey, { ...FORM, extraEntropy }));
}

/** Whether the private key of `point` (uncompressed) signed the digest. */
export function ecdsaVerify(spec: EcdsaSpec, point: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  return ALGORITHMS[spec].verify(signature, digest, point, FORM);
}
