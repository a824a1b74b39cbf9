import { type EncryptionContext, type Ids, readCiphertext } from '@dragoman/core';

/**
 * Ciphertexts as this service hands them out: a format, the length of what follows (two bytes each, the lower one
 * first), a salt, and the ciphertext that names its key. The salt makes the shortest as long as decrypt-data takes it
 * (128 characters of Base64), and is bound to the rest as additional data is, so that no byte can be changed.
 */
const FORMAT = 0x0002;
const HEAD_BYTES = 4;
const SALT_BYTES = 28;

export function newSalt(ids: Ids): Uint8Array {
  return ids.bytes(SALT_BYTES);
}

/** What is bound to a ciphertext. */
export function contextOf(salt: Uint8Array, bound: string | undefined): EncryptionContext {
  return { salt: Buffer.from(salt).toString('hex'), ...(bound !== undefined && { bound }) };
}

export function packCiphertext(salt: Uint8Array, ciphertext: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt16LE(FORMAT, 0);
  head.writeUInt16LE(salt.length + ciphertext.length, 2);
  return Buffer.concat([head, salt, ciphertext]);
}

/** Takes a ciphertext apart; `null` where it is none of this service's. */
export function unpackCiphertext(
  packed: Buffer,
): { readonly salt: Uint8Array; readonly ciphertext: Uint8Array } | null {
  const isOurs =
    packed.length > HEAD_BYTES + SALT_BYTES &&
    packed.readUInt16LE(0) === FORMAT &&
    packed.readUInt16LE(2) === packed.length - HEAD_BYTES;
  if (!isOurs) return null;
  return {
    salt: packed.subarray(HEAD_BYTES, HEAD_BYTES + SALT_BYTES),
    ciphertext: packed.subarray(HEAD_BYTES + SALT_BYTES),
  };
}

/** Bytes as the older operations write them. */
export function hexToWire(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}

export function hexFromWire(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

/** The key that a ciphertext of decrypt-data names; `null` where it names none. */
export function keyIdOfData(text: string): string | null {
  return keyIdIn(Buffer.from(text, 'base64'));
}

/** The key that a ciphertext of decrypt-datakey names; `null` where it names none. */
export function keyIdOfDatakey(text: string): string | null {
  return keyIdIn(hexFromWire(text));
}

function keyIdIn(packed: Buffer): string | null {
  const parts = unpackCiphertext(packed);
  return parts === null ? null : (readCiphertext(parts.ciphertext)?.keyId ?? null);
}
