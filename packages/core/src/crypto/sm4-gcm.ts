import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';

import { ghash } from '@noble/ciphers/_polyval.js';

/**
 * SM4 in Galois/Counter Mode (RFC 8998; NIST SP 800-38D), which the OpenSSL of Node has no cipher for: its counter mode
 * over SM4, and the hash that makes the tag.
 */
const BLOCK_BYTES = 16;
const TAG_BYTES = 16;
const FIRST_COUNTER = 1;

/** @param iv 12 bytes @returns the ciphertext with its tag of 16 bytes behind it */
export function encryptSm4Gcm(material: Uint8Array, iv: Uint8Array, bound: Uint8Array, plaintext: Uint8Array): Buffer {
  const ciphertext = createCipheriv('sm4-ctr', material, counterBlock(iv, FIRST_COUNTER + 1)).update(plaintext);
  return Buffer.concat([ciphertext, tagOf(material, iv, bound, ciphertext)]);
}

/** `null` for what was not encrypted so. @param sealed the ciphertext with its tag behind it */
export function decryptSm4Gcm(
  material: Uint8Array,
  iv: Uint8Array,
  bound: Uint8Array,
  sealed: Uint8Array,
): Buffer | null {
  const end = sealed.length - TAG_BYTES;
  if (end < 0) return null;
  const ciphertext = sealed.subarray(0, end);
  if (!timingSafeEqual(tagOf(material, iv, bound, ciphertext), sealed.subarray(end))) return null;
  return createDecipheriv('sm4-ctr', material, counterBlock(iv, FIRST_COUNTER + 1)).update(ciphertext);
}

function tagOf(material: Uint8Array, iv: Uint8Array, bound: Uint8Array, ciphertext: Uint8Array): Buffer {
  // Each part is filled up to whole blocks by itself.
  const hash = ghash.create(encryptBlock(material, Buffer.alloc(BLOCK_BYTES)));
  const digest = hash.update(bound).update(ciphertext).update(lengthBlock(bound, ciphertext)).digest();
  const mask = encryptBlock(material, counterBlock(iv, FIRST_COUNTER));
  return mask.map((byte, at) => byte ^ (digest[at] ?? 0)) as Buffer;
}

function encryptBlock(material: Uint8Array, block: Uint8Array): Buffer {
  return createCipheriv('sm4-ecb', material, null).setAutoPadding(false).update(block);
}

function counterBlock(iv: Uint8Array, counter: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  block.set(iv);
  block.writeUInt32BE(counter, iv.length);
  return block;
}

/** How many bits are bound and how many are encrypted. */
function lengthBlock(bound: Uint8Array, ciphertext: Uint8Array): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  block.writeBigUInt64BE(BigInt(bound.length) * 8n);
  block.writeBigUInt64BE(BigInt(ciphertext.length) * 8n, BLOCK_BYTES / 2);
  return block;
}
