import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

import type { KeySpec } from '../model/key-spec.ts';
import type { RandomBytes } from '../model/password.ts';

/** Symmetric encryption of a client's own data, authenticated together with data that is only bound. */
interface Cipher {
  encrypt(material: Uint8Array, bound: Uint8Array, plaintext: Uint8Array, random: RandomBytes): Buffer;
  /** `null` where the material, the bound data or a byte is not the one that was encrypted. */
  decrypt(material: Uint8Array, bound: Uint8Array, ciphertext: Uint8Array): Buffer | null;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The cipher of each symmetric spec. */
export const DATA_CIPHERS: Readonly<Partial<Record<KeySpec, Cipher>>> = {
  AES_128: gcm('aes-128-gcm'),
  AES_256: gcm('aes-256-gcm'),
  SM4: sm4(),
};

function gcm(name: 'aes-128-gcm' | 'aes-256-gcm'): Cipher {
  return {
    encrypt(material, bound, plaintext, random) {
      const nonce = hedgedNonce(material, [bound, plaintext], random).subarray(0, NONCE_BYTES);
      const cipher = createCipheriv(name, material, nonce).setAAD(bound);
      return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    },
    decrypt(material, bound, ciphertext) {
      const end = ciphertext.length - TAG_BYTES;
      if (end < NONCE_BYTES) return null;
      const decipher = createDecipheriv(name, material, ciphertext.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(bound).setAuthTag(ciphertext.subarray(end));
      try {
        return Buffer.concat([decipher.update(ciphertext.subarray(NONCE_BYTES, end)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

const CHANCE_BYTES = 32;

/**
 * A nonce of chance, the key and what is encrypted: where chance repeats, two plaintexts do not share a nonce all the
 * same.
 */
export function hedgedNonce(material: Uint8Array, parts: readonly Uint8Array[], random: RandomBytes): Buffer {
  const mac = createHmac('sha256', material).update('nonce').update(random(CHANCE_BYTES));
  for (const part of parts) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    mac.update(length).update(part);
  }
  return mac.digest();
}

const SM4_IV_BYTES = 16;
const SM4_TAG_BYTES = 32;

/** node:crypto has no SM4-GCM: counter mode, and an HMAC-SM3 over all of it, each under a key of its own. */
function sm4(): Cipher {
  const keyFor = (material: Uint8Array, purpose: string, length: number): Uint8Array =>
    new Uint8Array(hkdfSync('sm3', material, '', purpose, length));
  const tagOf = (material: Uint8Array, bound: Uint8Array, body: Uint8Array): Buffer => {
    const boundLength = Buffer.alloc(4);
    boundLength.writeUInt32BE(bound.length);
    return createHmac('sm3', keyFor(material, 'authenticate', SM4_TAG_BYTES))
      .update(boundLength)
      .update(bound)
      .update(body)
      .digest();
  };
  return {
    encrypt(material, bound, plaintext, random) {
      const iv = hedgedNonce(material, [bound, plaintext], random).subarray(0, SM4_IV_BYTES);
      const cipher = createCipheriv('sm4-ctr', keyFor(material, 'encrypt', material.length), iv);
      const body = Buffer.concat([iv, cipher.update(plaintext), cipher.final()]);
      return Buffer.concat([body, tagOf(material, bound, body)]);
    },
    decrypt(material, bound, ciphertext) {
      const body = ciphertext.subarray(0, -SM4_TAG_BYTES);
      if (body.length < SM4_IV_BYTES) return null;
      if (!timingSafeEqual(tagOf(material, bound, body), ciphertext.subarray(-SM4_TAG_BYTES))) return null;
      const decipher = createDecipheriv(
        'sm4-ctr',
        keyFor(material, 'encrypt', material.length),
        body.subarray(0, SM4_IV_BYTES),
      );
      return Buffer.concat([decipher.update(body.subarray(SM4_IV_BYTES)), decipher.final()]);
    },
  };
}
