import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import {
  CURVES,
  type Curve,
  type CurveSpec,
  addPoints,
  bytesNumber,
  inverse,
  modulo,
  multiplyPoint,
  newPair,
  pairOf,
  pointBytes,
  readPoint,
} from './curves.ts';
import { derInteger, derSequence } from './der.ts';
import { ecdsaSign, ecdsaVerify } from './ecdsa.ts';
import { privateDer, publicDer } from './key-pair.ts';

const message = Buffer.from('what is to be signed');
const HASHES = { EC_P256: 'sha256', EC_P384: 'sha384', EC_P521: 'sha512', EC_SECP256K1: 'sha256' } as const;
const SPECS = Object.keys(HASHES) as (keyof typeof HASHES)[];

function digestBy(spec: keyof typeof HASHES): Buffer {
  return createHash(HASHES[spec]).update(message).digest();
}

function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

describe.each(SPECS)('ECDSA over digests on %s', (spec) => {
  const curve: Curve = CURVES[spec];
  const pair = newPair(curve);
  const material = Buffer.from(pair.secret.toString(16).padStart(2 * curve.bytes, '0'), 'hex');
  const publicKey = createPublicKey({ key: publicDer(spec, material), format: 'der', type: 'spki' });

  it('signs what OpenSSL verifies over the message, anew each time', () => {
    const signatures = Array.from({ length: 10 }, () => ecdsaSign(curve, pair.secret, digestBy(spec)));
    for (const signature of signatures) expect(verify(HASHES[spec], message, publicKey, signature)).toBe(true);
    expect(new Set(signatures.map((signature) => signature.toString('hex'))).size).toBe(10);
  });

  it('verifies what OpenSSL signs, by the private half in the clear', () => {
    const privateKey = { key: privateDer(spec, material), format: 'der', type: 'pkcs8' } as const;
    const signature = sign(HASHES[spec], message, privateKey);
    expect(ecdsaVerify(curve, pair.point, digestBy(spec), signature)).toBe(true);
    const digest = digestBy(spec);
    expect(ecdsaVerify(curve, pair.point, changedAt(digest, 0), signature)).toBe(false);
    expect(ecdsaVerify(curve, newPair(curve).point, digest, signature)).toBe(false);
    for (let at = 0; at < signature.length; at += 1)
      expect(ecdsaVerify(curve, pair.point, digest, changedAt(signature, at))).toBe(false);
  });

  it('takes no number that is out of range, and no other form', () => {
    const digest = digestBy(spec);
    for (const [r, s] of [
      [0n, 1n],
      [1n, 0n],
      [curve.n, 1n],
      [1n, curve.n],
    ] as const) {
      expect(ecdsaVerify(curve, pair.point, digest, derSequence(derInteger(r), derInteger(s)))).toBe(false);
    }
    for (const bad of [Buffer.alloc(0), Buffer.alloc(64, 1), derSequence(derInteger(1n))]) {
      expect(ecdsaVerify(curve, pair.point, digest, bad)).toBe(false);
    }
  });
});

describe('ECDSA', () => {
  it('verifies the published signatures of RFC 6979, A.2.5', () => {
    const point = {
      x: 0x60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6n,
      y: 0x7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299n,
    };
    expect(pairOf(CURVES.EC_P256, 0xc9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721n).point).toEqual(
      point,
    );
    const signature = derSequence(
      derInteger(0xefd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716n),
      derInteger(0xf7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8n),
    );
    expect(ecdsaVerify(CURVES.EC_P256, point, createHash('sha256').update('sample').digest(), signature)).toBe(true);
    expect(ecdsaVerify(CURVES.EC_P256, point, createHash('sha256').update('Sample').digest(), signature)).toBe(false);
  });

  it('takes the leading bits of a digest that is longer than the order', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const point = readPoint(CURVES.EC_P256, publicKey.export({ format: 'der', type: 'spki' }).subarray(-65));
    if (point === null) throw new Error('no point');
    expect(
      ecdsaVerify(
        CURVES.EC_P256,
        point,
        createHash('sha512').update(message).digest(),
        sign('sha512', message, privateKey),
      ),
    ).toBe(true);
  });
});

describe.each(Object.keys(CURVES) as CurveSpec[])('points of %s', (spec) => {
  const curve: Curve = CURVES[spec];

  it('multiply as OpenSSL multiplies the base point', () => {
    const base = pairOf(curve, 1n).point;
    for (const factor of [1n, 2n, 3n, newPair(curve).secret, curve.n - 1n])
      expect(multiplyPoint(curve, base, factor)).toEqual(pairOf(curve, factor).point);
    expect(multiplyPoint(curve, base, curve.n)).toBe(null);
    expect(multiplyPoint(curve, base, 0n)).toBe(null);
    expect(multiplyPoint(curve, null, 5n)).toBe(null);
  });

  it('add, double and cancel out', () => {
    const { point, secret } = newPair(curve);
    const opposite = { x: point.x, y: curve.p - point.y };
    expect(addPoints(curve, point, opposite)).toBe(null);
    expect(addPoints(curve, point, null)).toEqual(point);
    expect(addPoints(curve, null, point)).toEqual(point);
    expect(addPoints(curve, point, point)).toEqual(multiplyPoint(curve, point, 2n));
    expect(addPoints(curve, point, multiplyPoint(curve, point, 2n))).toEqual(
      pairOf(curve, modulo(3n * secret, curve.n)).point,
    );
  });

  it('are read in one form, and only from the curve', () => {
    const { point } = newPair(curve);
    const bytes = pointBytes(curve, point);
    expect(readPoint(curve, bytes)).toEqual(point);
    expect(readPoint(curve, changedAt(bytes, bytes.length - 1))).toBe(null);
    expect(readPoint(curve, bytes.subarray(1))).toBe(null);
    expect(readPoint(curve, changedAt(bytes, 0))).toBe(null);
  });

  it('have inverses', () => {
    const { secret } = newPair(curve);
    expect(modulo(secret * inverse(secret, curve.n), curve.n)).toBe(1n);
    expect(bytesNumber(Buffer.alloc(0))).toBe(0n);
  });
});
