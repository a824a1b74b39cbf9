import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { DER } from '@noble/curves/abstract/weierstrass.js';

import { CURVES, newScalar, publicPoint } from './curves.ts';
import { type EcdsaSpec, ecdsaSign, ecdsaVerify } from './ecdsa.ts';
import { privateDer, publicDer } from './key-pair.ts';

const message = Buffer.from('what is to be signed');
const HASHES = { EC_P256: 'sha256', EC_P384: 'sha384', EC_P521: 'sha512', EC_SECP256K1: 'sha256' } as const;
/** SEC 2, FIPS 186-4 D.1.2. */
const ORDERS: Readonly<Record<EcdsaSpec, bigint>> = {
  EC_P256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  EC_P384: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  EC_P521: 2n ** 521n - 0x5ae79787c40d069948033feb708f65a2fc44a36477663b851449048e16ec79bf7n,
  EC_SECP256K1: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
};
const SPECS = Object.keys(HASHES) as EcdsaSpec[];

function digestBy(spec: EcdsaSpec): Buffer {
  return createHash(HASHES[spec]).update(message).digest();
}

function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

function signatureOf(r: bigint, s: bigint): Buffer {
  return Buffer.from(DER.hexFromSig({ r, s }), 'hex');
}

describe.each(SPECS)('ECDSA over digests on %s', (spec) => {
  const key = newScalar(CURVES[spec]);
  const point = publicPoint(CURVES[spec], key);
  const publicKey = createPublicKey({ key: publicDer(spec, key), format: 'der', type: 'spki' });
  const digest = digestBy(spec);

  it('signs what OpenSSL verifies over the message, anew each time', () => {
    const signatures = Array.from({ length: 10 }, () => ecdsaSign(spec, key, digest));
    for (const signature of signatures) expect(verify(HASHES[spec], message, publicKey, signature)).toBe(true);
    expect(new Set(signatures.map((signature) => signature.toString('hex'))).size).toBe(10);
    for (const signature of signatures) expect(ecdsaVerify(spec, point, digest, signature)).toBe(true);
  });

  it('verifies what OpenSSL signs by the private key in the clear, whichever s it takes', () => {
    const privateKey = { key: privateDer(spec, key), format: 'der', type: 'pkcs8' } as const;
    for (let count = 0; count < 20; count += 1)
      expect(ecdsaVerify(spec, point, digest, sign(HASHES[spec], message, privateKey))).toBe(true);
    const signature = sign(HASHES[spec], message, privateKey);
    expect(ecdsaVerify(spec, point, changedAt(digest, 0), signature)).toBe(false);
    expect(ecdsaVerify(spec, publicPoint(CURVES[spec], newScalar(CURVES[spec])), digest, signature)).toBe(false);
    for (let at = 0; at < signature.length; at += 5)
      expect(ecdsaVerify(spec, point, digest, changedAt(signature, at))).toBe(false);
  });

  it('takes no number that is out of range, and no other form', () => {
    const { r, s } = DER.toSig(ecdsaSign(spec, key, digest));
    const order = ORDERS[spec];
    expect(ecdsaVerify(spec, point, digest, signatureOf(r, order - s))).toBe(true);
    for (const [badR, badS] of [
      [0n, s],
      [r, 0n],
      [order, s],
      [r, order],
      [r + order, s],
      [r, s + order],
    ] as const) {
      expect(ecdsaVerify(spec, point, digest, signatureOf(badR, badS))).toBe(false);
    }
    const good = signatureOf(r, s);
    const raw = Buffer.from(`${r.toString(16).padStart(132, '0')}${s.toString(16).padStart(132, '0')}`, 'hex');
    for (const bad of [Buffer.alloc(0), raw, Buffer.concat([good, Buffer.of(0)]), good.subarray(0, -1)]) {
      expect(ecdsaVerify(spec, point, digest, bad)).toBe(false);
    }
  });
});

describe('ECDSA', () => {
  it('verifies the published signatures of RFC 6979, A.2.5', () => {
    const key = Buffer.from('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721', 'hex');
    const point = publicPoint(CURVES.EC_P256, key);
    expect(point.toString('hex')).toBe(
      '04' +
        '60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6' +
        '7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299',
    );
    const signature = signatureOf(
      0xefd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716n,
      0xf7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8n,
    );
    expect(ecdsaVerify('EC_P256', point, createHash('sha256').update('sample').digest(), signature)).toBe(true);
    expect(ecdsaVerify('EC_P256', point, createHash('sha256').update('Sample').digest(), signature)).toBe(false);
  });

  it('takes the leading bits of a digest that is longer than the order', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(-65);
    const digest = createHash('sha512').update(message).digest();
    expect(ecdsaVerify('EC_P256', point, digest, sign('sha512', message, privateKey))).toBe(true);
  });
});

describe.each(Object.values(CURVES))('keys on $name', (curve) => {
  it('are new each time, and of one length', () => {
    const keys = Array.from({ length: 40 }, () => newScalar(curve));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(40);
    expect(new Set(keys.map((key) => key.length))).toEqual(new Set([curve.bytes]));
  });
});
