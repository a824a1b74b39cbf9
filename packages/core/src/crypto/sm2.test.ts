import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { DER } from '@noble/curves/abstract/weierstrass.js';
import fc from 'fast-check';

import { CURVES, newScalar, publicPoint } from './curves.ts';
import { privateDer, publicDer } from './key-pair.ts';
import { sm2Decrypt, sm2Digest, sm2Encrypt, sm2Sign, sm2Verify } from './sm2.ts';

/** The key and the random number of the examples in GB/T 32918.5, annexes A and C. */
const KEY = Buffer.from('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8', 'hex');
const nonce = (): bigint => 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n;
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const point = publicPoint(CURVES.SM2, KEY);

const signatureOf = (r: bigint, s: bigint): Buffer => Buffer.from(DER.hexFromSig({ r, s }), 'hex');

function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

describe('SM2', () => {
  it('stands on SM3 (GB/T 32905, A.1)', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it('has the public key of the published one', () => {
    expect(point.toString('hex')).toBe(
      '04' +
        '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
        'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    );
  });

  it('signs as published (GB/T 32918.5, A.2)', () => {
    const digest = sm2Digest(point, Buffer.from('message digest'));
    expect(digest.toString('hex')).toBe('f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640');
    const signature = sm2Sign(KEY, digest, nonce);
    expect(signature).toEqual(
      signatureOf(
        0xf5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3n,
        0xb1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aan,
      ),
    );
    expect(sm2Verify(point, digest, signature)).toBe(true);
  });

  it('verifies its signatures and no others', () => {
    const key = newScalar(CURVES.SM2);
    const signer = publicPoint(CURVES.SM2, key);
    const digest = sm2Digest(signer, Buffer.from('text'));
    const signature = sm2Sign(key, digest);
    expect(sm2Verify(signer, digest, signature)).toBe(true);
    expect(sm2Verify(point, digest, signature)).toBe(false);
    expect(sm2Verify(signer, changedAt(digest, 31), signature)).toBe(false);
    for (let at = 0; at < signature.length; at += 1) {
      expect(sm2Verify(signer, digest, changedAt(signature, at))).toBe(false);
      expect(sm2Verify(signer, digest, signature.subarray(0, at))).toBe(false);
    }
    const { r, s } = DER.toSig(signature);
    for (const [badR, badS] of [
      [0n, s],
      [r, 0n],
      [r + ORDER, s],
      [r, s + ORDER],
      [ORDER - 1n, 1n],
    ] as const) {
      expect(sm2Verify(signer, digest, signatureOf(badR, badS))).toBe(false);
    }
  });

  it('signs what OpenSSL verifies, and verifies what OpenSSL signs', () => {
    // By node:crypto the signer's name is empty, and cannot be given.
    const key = newScalar(CURVES.SM2);
    const signer = publicPoint(CURVES.SM2, key);
    const privateKey = createPrivateKey({ key: privateDer('SM2', key), format: 'der', type: 'pkcs8' });
    const publicKey = createPublicKey({ key: publicDer('SM2', key), format: 'der', type: 'spki' });
    const message = Buffer.from('what is to be signed');
    const digest = sm2Digest(signer, message, '');
    for (let count = 0; count < 20; count += 1) {
      expect(verify('sm3', message, publicKey, sm2Sign(key, digest))).toBe(true);
      expect(sm2Verify(signer, digest, sign('sm3', message, privateKey))).toBe(true);
    }
    expect(verify('sm3', message, publicKey, sm2Sign(key, sm2Digest(signer, message)))).toBe(false);
  });

  /** C.2, and what OpenSSL 3.0 encrypts `text` to with `pkeyutl -encrypt`. */
  const published =
    '307c' +
    '022004ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73' +
    '022100e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0' +
    '042059983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766' +
    '041321886ca989ca9c7d58087307ca93092d651efa';
  const byOpenSsl =
    '306c' +
    '0220208940bf86d74a1722bdb79a702e76c2c21b9137370a8c37f2c8c893a502b282' +
    '022072f79d92cda6ad24b29938e939120e20c7768652ac830c86bbadd863b6893378' +
    '0420689718d75762eba522e21b57bd31943ff8f0c6250ffeb7c88cebbab3e4bf6d7a' +
    '040450615429';

  it('encrypts as published (GB/T 32918.5, C.2)', () => {
    const plaintext = Buffer.from('encryption standard');
    expect(sm2Encrypt(point, plaintext, nonce)?.toString('hex')).toBe(published);
    expect(sm2Decrypt(KEY, Buffer.from(published, 'hex'))).toEqual(plaintext);
  });

  it('decrypts what OpenSSL encrypted', () => {
    expect(sm2Decrypt(KEY, Buffer.from(byOpenSsl, 'hex'))).toEqual(Buffer.from('text'));
  });

  it('decrypts what it encrypted, to the byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        expect(sm2Decrypt(KEY, sm2Encrypt(point, bytes) ?? Buffer.of())).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 20 },
    );
    const longest = Buffer.alloc(6_047, 1);
    expect(sm2Decrypt(KEY, sm2Encrypt(point, longest) ?? Buffer.of())).toEqual(longest);
  });

  it('encrypts to no point that is off the curve', () => {
    expect(sm2Encrypt(changedAt(point, 64), Buffer.from('text'))).toBe(null);
    expect(sm2Encrypt(Buffer.alloc(65, 4), Buffer.from('text'))).toBe(null);
  });

  it('decrypts nothing that was changed, cut, lengthened or meant for another', () => {
    const ciphertext = Buffer.from(published, 'hex');
    for (let at = 0; at < ciphertext.length; at += 1) {
      expect(sm2Decrypt(KEY, changedAt(ciphertext, at))).toBe(null);
      expect(sm2Decrypt(KEY, ciphertext.subarray(0, at))).toBe(null);
    }
    expect(sm2Decrypt(KEY, Buffer.concat([ciphertext, Buffer.of(0)]))).toBe(null);
    expect(sm2Decrypt(newScalar(CURVES.SM2), ciphertext)).toBe(null);
  });

  it('reads the one form of DER alone', () => {
    const body = published.slice(4);
    for (const head of ['3080', '30817c', '3082007c', '317c', '307b', '307d']) {
      expect(sm2Decrypt(KEY, Buffer.from(`${head}${body}`, 'hex'))).toBe(null);
    }
    const padded = `307d02210004ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73${body.slice(68)}`;
    expect(sm2Decrypt(KEY, Buffer.from(padded, 'hex'))).toBe(null);
  });
});
