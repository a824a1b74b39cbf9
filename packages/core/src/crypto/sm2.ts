import { createHash, timingSafeEqual } from 'node:crypto';

import { DER, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { bytesToNumberBE } from '@noble/curves/utils.js';

import { CURVES, newScalar, publicPoint } from './curves.ts';

/** The elliptic curve algorithms of GB/T 32918. OpenSSL knows them, but `node:crypto` reaches hardly any of them. */
const Point = weierstrass({
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
});
/** Numbers modulo the order of the base point. */
const { Fn } = Point;

/** Who signs, where nobody says otherwise (GM/T 0009, 10). */
const DEFAULT_SIGNER = '1234567812345678';
const SM3_BYTES = 32;

/**
 * The digest of a message by this signer: SM3 over the hash of who signs, and the message (GB/T 32918.2, 5.5).
 * @param point uncompressed
 */
export function sm2Digest(point: Uint8Array, message: Uint8Array, signer = DEFAULT_SIGNER): Buffer {
  const { a, b } = Point.CURVE();
  const id = Buffer.from(signer);
  const idBits = Buffer.alloc(2);
  idBits.writeUInt16BE(id.length * 8);
  const curve = [Point.Fp.toBytes(a), Point.Fp.toBytes(b), coordinates(Point.BASE)];
  return sm3(sm3(idBits, id, ...curve, point.subarray(1)), message);
}

/** Signs a digest (GB/T 32918.2, 6.1); the signature is the DER sequence of r and s. */
export function sm2Sign(privateKey: Uint8Array, digest: Uint8Array, nextNonce = newNonce): Buffer {
  const secret = Fn.fromBytes(privateKey);
  for (;;) {
    const nonce = nextNonce();
    const r = Fn.add(Fn.create(bytesToNumberBE(digest)), Fn.create(Point.BASE.multiply(nonce).x));
    const s = Fn.div(Fn.sub(nonce, Fn.mul(r, secret)), Fn.add(secret, 1n));
    if (r !== 0n && Fn.add(r, nonce) !== 0n && s !== 0n) return Buffer.from(DER.hexFromSig({ r, s }), 'hex');
  }
}

/** Whether the private key of `point` (uncompressed) signed the digest (GB/T 32918.2, 7.1). */
export function sm2Verify(point: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  const { r, s } = read(() => DER.toSig(signature, Fn.BYTES + 1)) ?? { r: 0n, s: 0n };
  if (!Fn.isValidNot0(r) || !Fn.isValidNot0(s)) return false;
  const t = Fn.add(r, s);
  if (t === 0n) return false;
  const sum = Point.BASE.mulAddUnsafe(s, Point.fromBytes(point), t);
  return !sum.is0() && Fn.add(Fn.create(bytesToNumberBE(digest)), Fn.create(sum.x)) === r;
}

/** Whether a private key signed the message, by the usual signer: for schemes whose both sides know the key. */
export function isSm2Signed(privateKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const point = publicPoint(CURVES.SM2, privateKey);
  return sm2Verify(point, sm2Digest(point, message), signature);
}

/**
 * Encrypts (GB/T 32918.4, 6.1) to the DER sequence of x, y, digest and cipher (GM/T 0009, 7.2).
 * @param point uncompressed
 * @param plaintext not empty
 * @returns `null` where the point is none of the curve
 */
export function sm2Encrypt(point: Uint8Array, plaintext: Uint8Array, nextNonce = newNonce): Buffer | null {
  const recipient = read(() => Point.fromBytes(point));
  if (recipient === null) return null;
  for (;;) {
    const nonce = nextNonce();
    const shared = coordinates(recipient.multiply(nonce));
    const stream = keyStream(shared, plaintext.length);
    if (stream === null) continue;
    const { x, y } = Point.BASE.multiply(nonce).toAffine();
    return derCiphertext(x, y, checkDigest(shared, plaintext), xor(plaintext, stream));
  }
}

/** The plaintext; `null` where the bytes were not encrypted to this key. */
export function sm2Decrypt(privateKey: Uint8Array, ciphertext: Uint8Array): Buffer | null {
  const parts = read(() => readCiphertext(ciphertext));
  if (parts?.digest.length !== SM3_BYTES) return null;
  const shared = coordinates(parts.point.multiply(Fn.fromBytes(privateKey)));
  const stream = keyStream(shared, parts.cipher.length);
  if (stream === null) return null;
  const plaintext = xor(parts.cipher, stream);
  return timingSafeEqual(checkDigest(shared, plaintext), parts.digest) ? plaintext : null;
}

const TAG = { integer: 0x02, octets: 0x04, sequence: 0x30 } as const;

function derCiphertext(x: bigint, y: bigint, digest: Buffer, cipher: Buffer): Buffer {
  const { _tlv: tlv, _int: int } = DER;
  const numbers = [x, y].map((number) => tlv.encode(TAG.integer, int.encode(number)));
  const strings = [digest, cipher].map((bytes) => tlv.encode(TAG.octets, bytes.toString('hex')));
  return Buffer.from(tlv.encode(TAG.sequence, [...numbers, ...strings].join('')), 'hex');
}

/** @throws Error where it is no such sequence, written in the one form, or its point none of the curve */
function readCiphertext(der: Uint8Array) {
  const { _tlv: tlv, _int: int } = DER;
  const whole = tlv.decode(TAG.sequence, der);
  const x = tlv.decode(TAG.integer, whole.v);
  const y = tlv.decode(TAG.integer, x.l);
  const digest = tlv.decode(TAG.octets, y.l);
  const cipher = tlv.decode(TAG.octets, digest.l);
  if (whole.l.length > 0 || cipher.l.length > 0) throw new DER.Err('bytes are left');
  const point = Point.fromAffine({ x: int.decode(x.v), y: int.decode(y.v) });
  point.assertValidity();
  return { point, digest: digest.v, cipher: cipher.v };
}

/** What is read from foreign bytes; `null` where the library rejects them. */
function read<T>(from: () => T): T | null {
  try {
    return from();
  } catch {
    return null;
  }
}

function newNonce(): bigint {
  return Fn.fromBytes(newScalar(CURVES.SM2));
}

/** x and y, each at the length of the curve. */
function coordinates(point: InstanceType<typeof Point>): Uint8Array {
  return point.toBytes(false).subarray(1);
}

/** The key derivation of GB/T 32918.4, 5.4.3; `null` where all of it is zero. */
function keyStream(shared: Uint8Array, length: number): Buffer | null {
  const blocks = Array.from({ length: Math.ceil(length / SM3_BYTES) }, (_, at) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(at + 1);
    return sm3(shared, count);
  });
  const stream = Buffer.concat(blocks).subarray(0, length);
  return stream.every((byte) => byte === 0) ? null : stream;
}

function checkDigest(shared: Uint8Array, plaintext: Uint8Array): Buffer {
  const { bytes } = CURVES.SM2;
  return sm3(shared.subarray(0, bytes), plaintext, shared.subarray(bytes));
}

function xor(bytes: Uint8Array, stream: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte, at) => byte ^ (stream[at] ?? 0)));
}

function sm3(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
