import { KeyObject, createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const DECIPHER_OPTIONS = { authTagLength: TAG_BYTES };

/** The length of every symmetric key here, in bytes. */
export const KEY_BYTES = 32;

/** A new random key. */
export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** How many bytes sealing adds. */
export const SEAL_OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/**
 * AES-256-GCM: nonce, ciphertext and tag in one piece. `context` is bound as associated data and must be
 * given again to open. Node makes a cipher from a key object four times as fast as from the bytes.
 */
export function seal(key: Uint8Array | KeyObject, context: string, plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** What was sealed cannot be opened: by another key, in another place, or its bytes have changed. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError';
}

/** @throws UnsealError when the key, the context or a byte of `sealed` is not the one that was sealed */
export function open(key: Uint8Array | KeyObject, context: string, sealed: Uint8Array): Buffer {
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), sealed.subarray(0, NONCE_BYTES), DECIPHER_OPTIONS);
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(end));
  const plaintext = decipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    // In this mode nothing is held back: the end yields no bytes, it checks the tag.
    decipher.final();
  } catch (cause) {
    throw new UnsealError('it was sealed by another key or for another place, or it is damaged', { cause });
  }
  return plaintext;
}

function keyObject(key: Uint8Array | KeyObject): KeyObject {
  return key instanceof KeyObject ? key : createSecretKey(key);
}
