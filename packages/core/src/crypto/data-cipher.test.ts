import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { KEY_SPECS } from '../model/key-spec.ts';
import { canonicalContext, ciphertextHead, readCiphertext } from './ciphertext.ts';
import { DATA_CIPHERS } from './data-cipher.ts';

function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

describe.each(['AES_128', 'AES_256', 'SM4'] as const)('encryption by %s', (spec) => {
  const cipher = DATA_CIPHERS[spec];
  if (cipher === undefined) throw new Error(`no cipher for ${spec}`);
  const material = randomBytes(KEY_SPECS[spec].materialBytes ?? 0);
  const bound = Buffer.from('bound');

  it('goes there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 40 }), (plaintext, context) => {
        const ciphertext = cipher.encrypt(material, context, plaintext, randomBytes);
        expect(cipher.decrypt(material, context, ciphertext)).toEqual(Buffer.from(plaintext));
      }),
    );
  });

  it('opens with its key, bound data and every byte alone', () => {
    const ciphertext = cipher.encrypt(material, bound, Buffer.from('plain'), randomBytes);
    for (let at = 0; at < ciphertext.length; at += 1) {
      expect(cipher.decrypt(material, bound, changedAt(ciphertext, at))).toBe(null);
      expect(cipher.decrypt(material, bound, ciphertext.subarray(0, at))).toBe(null);
    }
    expect(cipher.decrypt(material, Buffer.from('Bound'), ciphertext)).toBe(null);
    expect(cipher.decrypt(changedAt(material, 0), bound, ciphertext)).toBe(null);
    expect(cipher.encrypt(material, bound, Buffer.from('plain'), randomBytes)).not.toEqual(ciphertext);
  });

  it('repeats where chance and everything else does, and shares no nonce where anything else differs', () => {
    const same = (length: number): Uint8Array => Buffer.alloc(length, 5);
    const nonceLength = spec === 'SM4' ? 16 : 12;
    const made = (key: Uint8Array, context: Uint8Array, text: string): string =>
      cipher.encrypt(key, context, Buffer.from(text), same).toString('hex');
    const first = made(material, bound, 'plain');
    expect(made(material, bound, 'plain')).toBe(first);
    const others = [
      made(material, bound, 'Plain'),
      made(material, Buffer.from('Bound'), 'plain'),
      made(changedAt(material, 0), bound, 'plain'),
      made(material, Buffer.from('boundp'), 'lain'),
    ];
    expect(new Set([first, ...others].map((hex) => hex.slice(0, 2 * nonceLength))).size).toBe(5);
  });
});

describe('what the ciphers stand on', () => {
  it('is SM4 (GB/T 32907, A.1)', () => {
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    expect(cipher.update(key).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });

  it('is AES-GCM (the GCM specification, test case 16)', () => {
    const key = Buffer.from('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308', 'hex');
    const bound = Buffer.from('feedfacedeadbeeffeedfacedeadbeefabaddad2', 'hex');
    const ciphertext = Buffer.from(
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
      'hex',
    );
    const tag = Buffer.from('76fc6ece0f4e1768cddf8853bb2d551b', 'hex');
    const nonce = Buffer.from('cafebabefacedbaddecaf888', 'hex');
    const plaintext = DATA_CIPHERS.AES_256?.decrypt(key, bound, Buffer.concat([nonce, ciphertext, tag]));
    const openssl = createDecipheriv('aes-256-gcm', key, nonce).setAAD(bound).setAuthTag(tag);
    expect(plaintext).toEqual(Buffer.concat([openssl.update(ciphertext), openssl.final()]));
    expect(plaintext?.toString('hex').startsWith('d9313225f88406e5a55909c5aff5269a')).toBe(true);
  });
});

describe('a ciphertext', () => {
  it('names its key and version', () => {
    const head = ciphertextHead('0f8b-ключ', 70_000);
    expect(readCiphertext(Buffer.concat([head, Buffer.of(1, 2)]))).toEqual({
      keyId: '0f8b-ключ',
      ordinal: 70_000,
      head,
      body: Buffer.of(1, 2),
    });
  });

  it('is none when it is cut short or of another format', () => {
    const whole = Buffer.concat([ciphertextHead('id', 1), Buffer.of(1)]);
    for (let length = 0; length < whole.length; length += 1)
      expect(readCiphertext(whole.subarray(0, length))).toBe(null);
    expect(readCiphertext(changedAt(whole, 0))).toBe(null);
  });

  it('is bound to a context whatever the order of its pairs, and to no other', () => {
    expect(canonicalContext({ b: '2', a: '1' })).toEqual(canonicalContext({ a: '1', b: '2' }));
    const different = [
      {},
      { a: '1' },
      { a: '12' },
      { a1: '2' },
      { a: '1', b: '2' },
      { a: '1","b":"2' },
      { b: '1', a: '2' },
    ];
    expect(new Set(different.map((context) => canonicalContext(context).toString())).size).toBe(different.length);
  });
});
