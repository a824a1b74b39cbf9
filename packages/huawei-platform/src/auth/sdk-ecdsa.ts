import { type KeyObject, createECDH, createPublicKey, verify } from 'node:crypto';

import type { WireRequest } from '@dragoman/protocol-kit';

import type { SignedWith } from './authorization.ts';
import { derivedPrivateKey } from './derived-private-key.ts';
import { SHA256 } from './hashing.ts';
import { hexSignature } from './hex-signature.ts';
import type { Verdict } from './verdict.ts';
import { verifyCanonical } from './verify-canonical.ts';

export const SDK_ECDSA_P256_SHA256 = 'SDK-ECDSA-P256-SHA256';

/** How the private key of an access key is found. */
export const DERIVATION = {
  algorithm: SDK_ECDSA_P256_SHA256,
  hashing: SHA256,
  order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
};
const COORDINATE_BYTES = 32;

/**
 * Verifies `SDK-ECDSA-P256-SHA256`: the signature is DER in hexadecimal, its key pair follows from the access key (SDK
 * cores).
 */
export function verifySdkEcdsa(request: WireRequest, signed: SignedWith, secretKey: string): Verdict {
  const date = request.headers['x-sdk-date'] ?? '';
  const key = publicKeyOf(derivedPrivateKey(DERIVATION, signed.accessKey, secretKey));
  const signature = hexSignature(signed.signature);
  return verifyCanonical(request, signed, SHA256, (canonicalHash) =>
    verify(
      'sha256',
      Buffer.from(`${SDK_ECDSA_P256_SHA256}\n${date}\n${canonicalHash}`),
      { key, dsaEncoding: 'der' },
      signature,
    ),
  );
}

function publicKeyOf(privateKey: bigint): KeyObject {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(privateKey.toString(16).padStart(2 * COORDINATE_BYTES, '0'), 'hex'));
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 1 + COORDINATE_BYTES), point.subarray(1 + COORDINATE_BYTES)];
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') },
  });
}
