import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CURVES, newPair, pairOf } from './curves.ts';
import { derInteger, derOctets, derSequence } from './der.ts';
import { sm2Decrypt, sm2Digest, sm2Encrypt, sm2Sign, sm2Verify } from './sm2.ts';

const CURVE = CURVES.SM2;
/** The key and the random number of the examples in GB/T 32918.5, annexes A and C. */
const SECRET = 0x3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8n;
const ONCE = pairOf(CURVE, 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n);
const { point } = pairOf(CURVE, SECRET);

function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

describe('SM2', () => {
  it('stands on SM3 (GB/T 32905, A.1)', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it('has the public half of the published key', () => {
    expect(point.x).toBe(0x09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020n);
    expect(point.y).toBe(0xccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13n);
  });

  it('signs as published (GB/T 32918.5, A.2)', () => {
    const digest = sm2Digest(point, Buffer.from('message digest'));
    expect(digest.toString('hex')).toBe('f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640');
    const signature = sm2Sign(SECRET, digest, () => ONCE);
    expect(signature).toEqual(
      derSequence(
        derInteger(0xf5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3n),
        derInteger(0xb1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aan),
      ),
    );
    expect(sm2Verify(point, digest, signature)).toBe(true);
  });

  it('verifies its signatures and no others', () => {
    const { secret, point: signer } = newPair(CURVE);
    const digest = sm2Digest(signer, Buffer.from('text'));
    const signature = sm2Sign(secret, digest);
    expect(sm2Verify(signer, digest, signature)).toBe(true);
    expect(sm2Verify(point, digest, signature)).toBe(false);
    expect(sm2Verify(signer, changedAt(digest, 31), signature)).toBe(false);
    for (let at = 0; at < signature.length; at += 1)
      expect(sm2Verify(signer, digest, changedAt(signature, at))).toBe(false);
    expect(sm2Verify(signer, digest, derSequence(derInteger(0n), derInteger(1n)))).toBe(false);
    expect(sm2Verify(signer, digest, derSequence(derInteger(CURVE.n - 1n), derInteger(1n)))).toBe(false);
  });

  it('encrypts as published (GB/T 32918.5, C.2)', () => {
    const plaintext = Buffer.from('encryption standard');
    const ciphertext = derSequence(
      derInteger(0x04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73n),
      derInteger(0xe858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0n),
      derOctets(Buffer.from('59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766', 'hex')),
      derOctets(Buffer.from('21886ca989ca9c7d58087307ca93092d651efa', 'hex')),
    );
    expect(sm2Encrypt(point, plaintext, () => ONCE)).toEqual(ciphertext);
    expect(sm2Decrypt(SECRET, ciphertext)).toEqual(plaintext);
  });

  it('decrypts what it encrypted, to the byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        expect(sm2Decrypt(SECRET, sm2Encrypt(point, bytes))).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 20 },
    );
  });

  it('decrypts nothing that was changed, cut or meant for another', () => {
    const ciphertext = sm2Encrypt(point, Buffer.from('text'));
    for (let at = 0; at < ciphertext.length; at += 1) {
      expect(sm2Decrypt(SECRET, changedAt(ciphertext, at))).toBe(null);
      expect(sm2Decrypt(SECRET, ciphertext.subarray(0, at))).toBe(null);
    }
    expect(sm2Decrypt(newPair(CURVE).secret, ciphertext)).toBe(null);
  });
});
