import {
  type Curve,
  type Pair,
  addPoints,
  bytesNumber,
  inverse,
  modulo,
  multiplyPoint,
  newPair,
  pairOf,
} from './curves.ts';
import { derInteger, derSequence, readDerSequence } from './der.ts';

/** Signs a digest (FIPS 186-5, 6.4.1); the signature is the DER sequence of r and s. */
export function ecdsaSign(curve: Curve, secret: bigint, digest: Uint8Array): Buffer {
  for (;;) {
    const signature = signWith(curve, secret, digest, newPair(curve));
    if (signature !== null) return signature;
  }
}

function signWith(curve: Curve, secret: bigint, digest: Uint8Array, once: Pair): Buffer | null {
  const { n } = curve;
  const r = once.point.x % n;
  const s = modulo(inverse(once.secret, n) * (digestNumber(curve, digest) + r * secret), n);
  return r === 0n || s === 0n ? null : derSequence(derInteger(r), derInteger(s));
}

/** Whether the private half of `point` signed the digest. */
export function ecdsaVerify(curve: Curve, point: Pair['point'], digest: Uint8Array, signature: Uint8Array): boolean {
  const { n } = curve;
  const [r, s] = readSignature(signature) ?? [0n, 0n];
  if (r <= 0n || r >= n || s <= 0n || s >= n) return false;
  const over = inverse(s, n);
  const ofBase = modulo(digestNumber(curve, digest) * over, n);
  const sum = addPoints(
    curve,
    ofBase === 0n ? null : pairOf(curve, ofBase).point,
    multiplyPoint(curve, point, r * over),
  );
  return sum !== null && sum.x % n === r;
}

/** The two numbers of a signature; `null` where it is not one. */
export function readSignature(signature: Uint8Array): readonly [bigint, bigint] | null {
  const [r, s, ...more] = readDerSequence(signature) ?? [];
  return typeof r === 'bigint' && typeof s === 'bigint' && more.length === 0 ? [r, s] : null;
}

/** As many of the digest's leading bits as the order has. */
function digestNumber({ n }: Curve, digest: Uint8Array): bigint {
  const excess = BigInt(Math.max(0, digest.length * 8 - n.toString(2).length));
  return bytesNumber(digest) >> excess;
}
