import { constants, createHash, generateKeyPairSync, privateDecrypt, publicEncrypt, sign, verify } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { rsaDecrypt, rsaEncrypt, rsaSign, rsaVerify } from './rsa.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const message = Buffer.from('what is to be signed');

function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

describe.each(['sha256', 'sha384', 'sha512'] as const)('RSA over %s digests', (hash) => {
  const digest = createHash(hash).update(message).digest();
  const nodePadding = {
    pkcs1: { padding: constants.RSA_PKCS1_PADDING },
    pss: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  };

  it.each(['pss', 'pkcs1'] as const)(
    'signs by %s what OpenSSL verifies over the message, and the other way',
    (scheme) => {
      for (let count = 0; count < 10; count += 1) {
        const signature = rsaSign(privateKey, scheme, hash, digest);
        expect(verify(hash, message, { key: publicKey, ...nodePadding[scheme] }, signature)).toBe(true);
        expect(rsaVerify(publicKey, scheme, hash, digest, signature)).toBe(true);
        const theirs = sign(hash, message, { key: privateKey, ...nodePadding[scheme] });
        expect(rsaVerify(publicKey, scheme, hash, digest, theirs)).toBe(true);
      }
    },
  );

  it.each(['pss', 'pkcs1'] as const)('verifies by %s nothing that was changed', (scheme) => {
    const signature = rsaSign(privateKey, scheme, hash, digest);
    for (let at = 0; at < signature.length; at += 17)
      expect(rsaVerify(publicKey, scheme, hash, digest, changedAt(signature, at))).toBe(false);
    expect(rsaVerify(publicKey, scheme, hash, changedAt(digest, 0), signature)).toBe(false);
    expect(rsaVerify(other.publicKey, scheme, hash, digest, signature)).toBe(false);
    expect(rsaVerify(publicKey, scheme === 'pss' ? 'pkcs1' : 'pss', hash, digest, signature)).toBe(false);
    for (const bad of [Buffer.alloc(0), signature.subarray(1), Buffer.alloc(256, 0xff), Buffer.alloc(256)]) {
      expect(rsaVerify(publicKey, scheme, hash, digest, bad)).toBe(false);
    }
  });
});

describe('RSA encryption', () => {
  const OAEP = { 'oaep-sha1': 'sha1', 'oaep-sha256': 'sha256' } as const;

  it.each([
    ['oaep-sha1', 214],
    ['oaep-sha256', 190],
  ] as const)('by %s is OpenSSL’s, up to %i bytes', (algorithm, limit) => {
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: OAEP[algorithm] };
    const plaintext = Buffer.alloc(limit, 7);
    const ciphertext = rsaEncrypt(publicKey, algorithm, plaintext);
    if (ciphertext === null) throw new Error('not encrypted');
    expect(privateDecrypt({ key: privateKey, ...padding }, ciphertext)).toEqual(plaintext);
    expect(rsaDecrypt(privateKey, algorithm, publicEncrypt({ key: publicKey, ...padding }, plaintext))).toEqual(
      plaintext,
    );
    expect(rsaEncrypt(publicKey, algorithm, Buffer.alloc(limit + 1))).toBe(null);
    expect(rsaDecrypt(privateKey, algorithm, changedAt(ciphertext, 9))).toBe(null);
    expect(rsaDecrypt(other.privateKey, algorithm, ciphertext)).toBe(null);
    expect(rsaDecrypt(privateKey, algorithm, ciphertext.subarray(1))).toBe(null);
  });

  it('by PKCS #1 v1.5 never opens to the plaintext once it was changed', () => {
    const ciphertext = rsaEncrypt(publicKey, 'pkcs1', message);
    if (ciphertext === null) throw new Error('not encrypted');
    expect(rsaDecrypt(privateKey, 'pkcs1', ciphertext)).toEqual(message);
    expect(rsaDecrypt(privateKey, 'pkcs1', changedAt(ciphertext, 9))).not.toEqual(message);
  });
});
