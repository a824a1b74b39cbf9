import { type KeyObject, createECDH, createHmac, createPublicKey, verify } from 'node:crypto';

import type { WireRequest } from '@dragoman/protocol-kit';

import type { SignedWith } from './authorization.ts';
import { SHA256 } from './hashing.ts';
import type { Verdict } from './verdict.ts';
import { verifyCanonical } from './verify-canonical.ts';

export const SDK_ECDSA_P256_SHA256 = 'SDK-ECDSA-P256-SHA256';

/** The order of the curve P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const COORDINATE_BYTES = 32;
const BLOCK = Buffer.from([0, 0, 0, 1]);
const KEY_BITS = Buffer.from([0, 0, 1, 0]);

/**
 * Verifies `SDK-ECDSA-P256-SHA256`: the signature is DER in hexadecimal, its key pair follows from the access key (SDK
 * cores).
 */
export function verifySdkEcdsa(request: WireRequest, signed: SignedWith, secretKey: string): Verdict {
  const date = request.headers['x-sdk-date'] ?? '';
  const key = publicKeyOf(derivedPrivateKey(signed.accessKey, secretKey));
  const signature = Buffer.from(signed.signature, 'hex');
  return verifyCanonical(request, signed, SHA256, (canonicalHash) =>
    verify(
      'sha256',
      Buffer.from(`${SDK_ECDSA_P256_SHA256}\n${date}\n${canonicalHash}`),
      { key, dsaEncoding: 'der' },
      signature,
    ),
  );
}

/**
 * The private key that an access key stands for: NIST SP 800-108 in counter mode, until it is in the range of the
 * curve.
 */
export function derivedPrivateKey(accessKey: string, secretKey: string): bigint {
  for (let counter = 0; ; counter += 1) {
    const context = Buffer.concat([Buffer.from(accessKey), Buffer.of(counter)]);
    const input = Buffer.concat([BLOCK, Buffer.from(SDK_ECDSA_P256_SHA256), Buffer.of(0), context, KEY_BITS]);
    const candidate = BigInt(`0x${createHmac('sha256', secretKey).update(input).digest('hex')}`);
    if (candidate <= ORDER - 2n) return candidate + 1n;
  }
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
