import { createHmac, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { KEY_SPECS, type KeySpec, type MacAlgorithm } from '../model/key-spec.ts';
import { missingFor } from './available.ts';
import { CURVES, newScalar, publicPoint } from './curves.ts';
import { isElliptic, isRsa, pemOf, privateDer, publicDer, readPublicPoint } from './key-pair.ts';
import { macOf, newMaterial, sameBytes } from './material.ts';

describe('a MAC', () => {
  const cases: readonly [MacAlgorithm, string][] = [
    ['hmac-sha224', 'a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44'],
    ['hmac-sha256', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    ['hmac-sha384', 'af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649'],
    [
      'hmac-sha512',
      '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    ],
  ];

  it.each(cases)('is that of RFC 4231, 4.3 by %s', (algorithm, expected) => {
    expect(macOf(algorithm, Buffer.from('Jefe'), Buffer.from('what do ya want for nothing?')).toString('hex')).toBe(
      expected,
    );
  });

  it('is OpenSSL’s by SM3', () => {
    expect(macOf('hmac-sm3', Buffer.from('key'), Buffer.from('text'))).toEqual(
      createHmac('sm3', 'key').update('text').digest(),
    );
  });

  it('is compared whole', () => {
    expect(sameBytes(Buffer.of(1, 2), Buffer.of(1, 2))).toBe(true);
    for (const other of [[1, 3], [1], [1, 2, 3], []])
      expect(sameBytes(Buffer.of(1, 2), Buffer.from(other))).toBe(false);
  });
});

describe('material', () => {
  const specs = (Object.keys(KEY_SPECS) as KeySpec[]).filter((spec) => spec !== 'RSA_4096' && spec !== 'RSA_3072');

  it.each(specs)('of %s is new each time, and of its length', async (spec) => {
    const [one, two] = [await newMaterial(spec, randomBytes), await newMaterial(spec, randomBytes)];
    expect(one.equals(two)).toBe(false);
    const bytes = isElliptic(spec) ? CURVES[spec].bytes : KEY_SPECS[spec].materialBytes;
    if (bytes !== null) expect(one.length).toBe(bytes);
  });

  it.each(specs.filter((spec) => isElliptic(spec) || isRsa(spec)))(
    'of %s has halves that OpenSSL reads',
    async (spec) => {
      if (!isElliptic(spec) && !isRsa(spec)) return;
      const material = await newMaterial(spec, randomBytes);
      const der = publicDer(spec, material);
      const key = createPublicKey(pemOf('PUBLIC KEY', der));
      const privateKey = createPrivateKey(pemOf('PRIVATE KEY', privateDer(spec, material)));
      // Node names no type for SM2 and exports it all the same.
      expect(key.export({ type: 'spki', format: 'der' }).equals(der)).toBe(true);
      expect(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).equals(der)).toBe(true);
      if (isRsa(spec)) expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    },
  );

  it('says what OpenSSL lacks for it', () => {
    const none = { ciphers: new Set<string>(), curves: new Set<string>(), hashes: new Set<string>() };
    expect(missingFor('SM4', none)).toBe('sm4-ctr');
    expect(missingFor('SM2', none)).toBe('SM2');
    expect(missingFor('HMAC_SM3', none)).toBe('sm3');
    expect(missingFor('SM4', { ...none, ciphers: new Set(['sm4-ctr']) })).toBe('sm3');
    expect(missingFor('AES_256', none)).toBe('aes-256-gcm');
    expect(missingFor('RSA_2048', none)).toBe(null);
    expect(specs.map((spec) => missingFor(spec))).toEqual(specs.map(() => null));
  });

  it('has a public point that is read in both forms', () => {
    const key = newScalar(CURVES.SM2);
    const bare = publicPoint(CURVES.SM2, key);
    expect(readPublicPoint(CURVES.SM2, bare)).toEqual(bare);
    expect(readPublicPoint(CURVES.SM2, publicDer('SM2', key))).toEqual(bare);
    expect(readPublicPoint(CURVES.SM2, publicDer('EC_P256', key))).toBe(null);
    expect(readPublicPoint(CURVES.EC_P384, bare)).toBe(null);
    expect(readPublicPoint(CURVES.SM2, Buffer.concat([Buffer.of(2), bare.subarray(1)]))).toBe(null);
  });
});
