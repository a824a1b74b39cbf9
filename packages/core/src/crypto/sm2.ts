import { createHash, timingSafeEqual } from 'node:crypto';

import {
  CURVES,
  type Pair,
  type Point,
  addPoints,
  bytesNumber,
  inverse,
  isOnCurve,
  modulo,
  multiplyPoint,
  newPair,
  numberBytes,
  pairOf,
} from './curves.ts';
import { derInteger, derOctets, derSequence, readDerSequence } from './der.ts';
import { readSignature } from './ecdsa.ts';

/** The elliptic curve algorithms of GB/T 32918. OpenSSL knows them, but node:crypto does not reach them. */
const CURVE = CURVES.SM2;
const G = pairOf(CURVE, 1n).point;

/** Who signs, where nobody says otherwise (GM/T 0009, 10). */
const DEFAULT_ID = '1234567812345678';
const SM3_BYTES = 32;

/** The digest of a message by this signer: SM3 over the hash of who signs, and the message (GB/T 32918.2, 5.5). */
export function sm2Digest(point: Pair['point'], message: Uint8Array): Buffer {
  const id = Buffer.from(DEFAULT_ID);
  const numbers = [modulo(CURVE.a, CURVE.p), CURVE.b, G.x, G.y, point.x, point.y].map((number) =>
    numberBytes(number, CURVE.bytes),
  );
  const signer = sm3(Buffer.of(0, id.length * 8), id, ...numbers);
  return sm3(signer, message);
}

/** Signs a digest (GB/T 32918.2, 6.1); the signature is the DER sequence of r and s. */
export function sm2Sign(secret: bigint, digest: Uint8Array, nextPair = (): Pair => newPair(CURVE)): Buffer {
  const { n } = CURVE;
  for (;;) {
    const once = nextPair();
    const r = modulo(bytesNumber(digest) + once.point.x, n);
    const s = modulo(inverse(1n + secret, n) * (once.secret - r * secret), n);
    if (r !== 0n && r + once.secret !== n && s !== 0n) return derSequence(derInteger(r), derInteger(s));
  }
}

/** Whether the private half of `point` signed the digest (GB/T 32918.2, 7.1). */
export function sm2Verify(point: Pair['point'], digest: Uint8Array, signature: Uint8Array): boolean {
  const { n } = CURVE;
  const [r, s] = readSignature(signature) ?? [0n, 0n];
  if (r <= 0n || r >= n || s <= 0n || s >= n) return false;
  const t = modulo(r + s, n);
  if (t === 0n) return false;
  const sum = addPoints(CURVE, pairOf(CURVE, s).point, multiplyPoint(CURVE, point, t));
  return sum !== null && modulo(bytesNumber(digest) + sum.x, n) === r;
}

/**
 * Encrypts (GB/T 32918.4, 6.1) to the DER sequence of x, y, digest and cipher (GM/T 0009, 7.2). `plaintext` is not
 * empty.
 */
export function sm2Encrypt(point: Pair['point'], plaintext: Uint8Array, nextPair = (): Pair => newPair(CURVE)): Buffer {
  for (;;) {
    const once = nextPair();
    const shared = multiplyPoint(CURVE, point, once.secret);
    const stream = shared === null ? null : keyStream(shared, plaintext.length);
    if (shared === null || stream === null) continue;
    const digest = checkDigest(shared, plaintext);
    return derSequence(
      derInteger(once.point.x),
      derInteger(once.point.y),
      derOctets(digest),
      derOctets(combined(plaintext, stream)),
    );
  }
}

/** The plaintext; `null` where the bytes were not encrypted to this key. */
export function sm2Decrypt(secret: bigint, ciphertext: Uint8Array): Buffer | null {
  const [x, y, digest, cipher, ...more] = readDerSequence(ciphertext) ?? [];
  if (
    typeof x !== 'bigint' ||
    typeof y !== 'bigint' ||
    !Buffer.isBuffer(digest) ||
    !Buffer.isBuffer(cipher) ||
    more.length > 0
  )
    return null;
  if (!isOnCurve(CURVE, { x, y }) || digest.length !== SM3_BYTES) return null;
  const shared = multiplyPoint(CURVE, { x, y }, secret);
  const stream = shared === null ? null : keyStream(shared, cipher.length);
  if (shared === null || stream === null) return null;
  const plaintext = combined(cipher, stream);
  return timingSafeEqual(checkDigest(shared, plaintext), digest) ? plaintext : null;
}

/** The key derivation of GB/T 32918.4, 5.4.3; `null` where all of it is zero. */
function keyStream({ x, y }: NonNullable<Point>, length: number): Buffer | null {
  const seed = Buffer.concat([numberBytes(x, CURVE.bytes), numberBytes(y, CURVE.bytes)]);
  const blocks = Array.from({ length: Math.ceil(length / SM3_BYTES) }, (_, at) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(at + 1);
    return sm3(seed, count);
  });
  const stream = Buffer.concat(blocks).subarray(0, length);
  return stream.every((byte) => byte === 0) ? null : stream;
}

function checkDigest({ x, y }: NonNullable<Point>, plaintext: Uint8Array): Buffer {
  return sm3(numberBytes(x, CURVE.bytes), plaintext, numberBytes(y, CURVE.bytes));
}

function combined(bytes: Uint8Array, stream: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte, at) => byte ^ (stream[at] ?? 0)));
}

function sm3(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
