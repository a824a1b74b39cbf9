import { createECDH } from 'node:crypto';

/**
 * Points of the curves whose raw operations `node:crypto` does not offer: it signs messages and never digests, and does
 * neither with SM2. Multiples of the base point, where the secrets are, come from OpenSSL. The rest is plain arithmetic
 * whose time depends on its numbers, which an emulator can afford and a service could not.
 */
export interface Curve {
  /** As OpenSSL calls it. */
  readonly name: string;
  /** Object identifier, encoded with its tag and length. */
  readonly oid: Buffer;
  /** Length of a coordinate and of a private number, in bytes. */
  readonly bytes: number;
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
  /** Order of the base point. */
  readonly n: bigint;
}

/** A point in plain coordinates; `null` is the one at infinity. */
export type Point = { readonly x: bigint; readonly y: bigint } | null;

export type CurveSpec = 'EC_P256' | 'EC_P384' | 'EC_P521' | 'EC_SECP256K1' | 'SM2';

/** SEC 2, FIPS 186-4 D.1.2 and GB/T 32918.5. */
export const CURVES: Readonly<Record<CurveSpec, Curve>> = {
  EC_P256: {
    name: 'prime256v1',
    oid: Buffer.from('06082a8648ce3d030107', 'hex'),
    bytes: 32,
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    a: -3n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  EC_P384: {
    name: 'secp384r1',
    oid: Buffer.from('06052b81040022', 'hex'),
    bytes: 48,
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    a: -3n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  },
  EC_P521: {
    name: 'secp521r1',
    oid: Buffer.from('06052b81040023', 'hex'),
    bytes: 66,
    p: 2n ** 521n - 1n,
    a: -3n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    n: 0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  },
  EC_SECP256K1: {
    name: 'secp256k1',
    oid: Buffer.from('06052b8104000a', 'hex'),
    bytes: 32,
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2fn,
    a: 0n,
    b: 7n,
    n: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  },
  SM2: {
    name: 'SM2',
    oid: Buffer.from('06082a811ccf5501822d', 'hex'),
    bytes: 32,
    p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
    a: -3n,
    b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
    n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  },
};

/** A private number with its multiple of the base point. */
export interface Pair {
  readonly secret: bigint;
  readonly point: { readonly x: bigint; readonly y: bigint };
}

/** A new random pair. */
export function newPair(curve: Curve): Pair {
  const ecdh = createECDH(curve.name);
  ecdh.generateKeys();
  return pairFrom(curve, ecdh);
}

/** The pair of a private number, from 1 to below the order. */
export function pairOf(curve: Curve, secret: bigint): Pair {
  const ecdh = createECDH(curve.name);
  ecdh.setPrivateKey(numberBytes(secret, curve.bytes));
  return pairFrom(curve, ecdh);
}

function pairFrom(curve: Curve, ecdh: ReturnType<typeof createECDH>): Pair {
  const point = readPoint(curve, ecdh.getPublicKey());
  if (point === null) throw new Error(`OpenSSL made a point that is not on ${curve.name}`);
  return { secret: bytesNumber(ecdh.getPrivateKey()), point };
}

/** The uncompressed form. */
export function pointBytes(curve: Curve, point: NonNullable<Point>): Buffer {
  return Buffer.concat([Buffer.of(4), numberBytes(point.x, curve.bytes), numberBytes(point.y, curve.bytes)]);
}

/** A point from its uncompressed form; `null` where it is none of the curve. */
export function readPoint(curve: Curve, bytes: Uint8Array): NonNullable<Point> | null {
  if (bytes.length !== 1 + 2 * curve.bytes || bytes[0] !== 4) return null;
  const x = bytesNumber(bytes.subarray(1, 1 + curve.bytes));
  const y = bytesNumber(bytes.subarray(1 + curve.bytes));
  return isOnCurve(curve, { x, y }) ? { x, y } : null;
}

export function isOnCurve({ p, a, b }: Curve, { x, y }: NonNullable<Point>): boolean {
  return x < p && y < p && modulo(y * y - (x * x * x + a * x + b), p) === 0n;
}

export function addPoints(curve: Curve, left: Point, right: Point): Point {
  if (left === null) return right;
  if (right === null) return left;
  const { p, a } = curve;
  if (left.x === right.x && modulo(left.y + right.y, p) === 0n) return null;
  const slope =
    left.x === right.x
      ? (3n * left.x * left.x + a) * inverse(2n * left.y, p)
      : (right.y - left.y) * inverse(right.x - left.x, p);
  const x = modulo(slope * slope - left.x - right.x, p);
  return { x, y: modulo(slope * (left.x - x) - left.y, p) };
}

/** A multiple of any point. */
export function multiplyPoint(curve: Curve, point: Point, factor: bigint): Point {
  if (point === null) return null;
  const { p } = curve;
  let sum: Projective = { x: 0n, y: 1n, z: 0n };
  for (const bit of modulo(factor, curve.n).toString(2)) {
    sum = doubled(curve, sum);
    if (bit === '1') sum = added(curve, sum, point);
  }
  if (sum.z === 0n) return null;
  const over = inverse(sum.z, p);
  const over2 = (over * over) % p;
  return { x: modulo(sum.x * over2, p), y: modulo(sum.y * over2 * over, p) };
}

/** Jacobian coordinates: x/z², y/z³; at infinity z is zero. */
interface Projective {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
}

function doubled({ p, a }: Curve, { x, y, z }: Projective): Projective {
  if (z === 0n || y === 0n) return { x: 0n, y: 1n, z: 0n };
  const yy = (y * y) % p;
  const s = (4n * x * yy) % p;
  const zz = (z * z) % p;
  const m = modulo(3n * x * x + a * ((zz * zz) % p), p);
  const x3 = modulo(m * m - 2n * s, p);
  return { x: x3, y: modulo(m * (s - x3) - 8n * yy * yy, p), z: (2n * y * z) % p };
}

function added(curve: Curve, left: Projective, right: NonNullable<Point>): Projective {
  const { p } = curve;
  if (left.z === 0n) return { ...right, z: 1n };
  const zz = (left.z * left.z) % p;
  const h = modulo(right.x * zz - left.x, p);
  const r = modulo(right.y * zz * left.z - left.y, p);
  if (h === 0n) return r === 0n ? doubled(curve, left) : { x: 0n, y: 1n, z: 0n };
  const hh = (h * h) % p;
  const hhh = (h * hh) % p;
  const v = (left.x * hh) % p;
  const x3 = modulo(r * r - hhh - 2n * v, p);
  return { x: x3, y: modulo(r * (v - x3) - left.y * hhh, p), z: (left.z * h) % p };
}

/** The remainder that is not negative. */
export function modulo(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** What times `value` is 1, for a prime modulus. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [low, high] = [modulo(value, modulus), modulus];
  let [lowFactor, highFactor] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high - quotient * low, low];
    [lowFactor, highFactor] = [highFactor - quotient * lowFactor, lowFactor];
  }
  return modulo(lowFactor, modulus);
}

/** Big-endian, at a fixed length. */
export function numberBytes(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');
}

export function bytesNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
