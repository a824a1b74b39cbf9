import { createCipheriv, createDecipheriv } from 'node:crypto';

import type { KeySpec } from '../model/key-spec.ts';

/** How a block cipher is run where the caller chooses it; a key's own ciphertexts are `data-cipher`'s. */
export interface BlockMode {
  readonly mode: 'gcm' | 'cbc' | 'ecb';
  /** PKCS #7; without it a plaintext fills whole blocks. GCM needs none and looks at none. */
  readonly isPadded: boolean;
  /** GCM: 12 bytes; CBC: 16; ECB: none. */
  readonly iv: Uint8Array;
  /** What GCM binds beside the plaintext; the others bind nothing. */
  readonly bound: Uint8Array;
}

const TAG_BYTES = 16;

const CIPHERS: Readonly<Partial<Record<KeySpec, 'aes-128' | 'aes-256'>>> = { AES_128: 'aes-128', AES_256: 'aes-256' };

/** Bytes of the IV of each mode. */
export const IV_BYTES = { gcm: 12, cbc: 16, ecb: 0 } as const satisfies Record<BlockMode['mode'], number>;

/** Whether keys of this sort can be run so. */
export function hasBlockModes(spec: KeySpec): boolean {
  return CIPHERS[spec] !== undefined;
}

/** With the tag of 16 bytes behind it, for GCM. `null` where IV or plaintext have no length that the mode takes. */
export function encryptBlocks(
  spec: KeySpec,
  material: Uint8Array,
  { mode, isPadded, iv, bound }: BlockMode,
  plaintext: Uint8Array,
): Buffer | null {
  const name = CIPHERS[spec];
  if (name === undefined || iv.length !== IV_BYTES[mode]) return null;
  if (mode === 'gcm') {
    const cipher = createCipheriv(`${name}-gcm`, material, iv).setAAD(bound);
    return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  }
  const cipher = createCipheriv(`${name}-${mode}`, material, iv).setAutoPadding(isPadded);
  return unlessWrong(() => Buffer.concat([cipher.update(plaintext), cipher.final()]));
}

/** `null` where it was not encrypted so. */
export function decryptBlocks(
  spec: KeySpec,
  material: Uint8Array,
  { mode, isPadded, iv, bound }: BlockMode,
  ciphertext: Uint8Array,
): Buffer | null {
  const name = CIPHERS[spec];
  if (name === undefined || iv.length !== IV_BYTES[mode]) return null;
  if (mode === 'gcm') {
    const end = ciphertext.length - TAG_BYTES;
    if (end < 0) return null;
    const decipher = createDecipheriv(`${name}-gcm`, material, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(bound).setAuthTag(ciphertext.subarray(end));
    return unlessWrong(() => Buffer.concat([decipher.update(ciphertext.subarray(0, end)), decipher.final()]));
  }
  const decipher = createDecipheriv(`${name}-${mode}`, material, iv).setAutoPadding(isPadded);
  return unlessWrong(() => Buffer.concat([decipher.update(ciphertext), decipher.final()]));
}

/** A cipher says with what it throws only that the bytes are wrong. */
function unlessWrong(run: () => Buffer): Buffer | null {
  try {
    return run();
  } catch {
    return null;
  }
}
