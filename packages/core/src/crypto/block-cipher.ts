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

const CIPHERS: Readonly<Partial<Record<KeySpec, 'aes-128' | 'aes-256' | 'sm4'>>> = {
  AES_128: 'aes-128',
  AES_256: 'aes-256',
  SM4: 'sm4',
};

/** Loaded by those who need it: few do. */
const sm4Gcm = () => import('./sm4-gcm.ts');

/** Bytes of the IV of each mode. */
export const IV_BYTES = { gcm: 12, cbc: 16, ecb: 0 } as const satisfies Record<BlockMode['mode'], number>;

/** Whether keys of this sort can be run so. */
export function hasBlockModes(spec: KeySpec): boolean {
  return CIPHERS[spec] !== undefined;
}

/** With the tag of 16 bytes behind it, for GCM. `null` where IV or plaintext have no length that the mode takes. */
export async function encryptBlocks(
  spec: KeySpec,
  material: Uint8Array,
  { mode, isPadded, iv, bound }: BlockMode,
  plaintext: Uint8Array,
): Promise<Buffer | null> {
  const name = CIPHERS[spec];
  if (name === undefined || iv.length !== IV_BYTES[mode]) return null;
  if (mode === 'gcm') {
    if (name === 'sm4') return (await sm4Gcm()).encryptSm4Gcm(material, iv, bound, plaintext);
    const cipher = createCipheriv(`${name}-gcm`, material, iv).setAAD(bound);
    return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  }
  const cipher = createCipheriv(`${name}-${mode}`, material, iv).setAutoPadding(isPadded);
  return unlessWrong(() => Buffer.concat([cipher.update(plaintext), cipher.final()]));
}

/** `null` where it was not encrypted so. */
export async function decryptBlocks(
  spec: KeySpec,
  material: Uint8Array,
  { mode, isPadded, iv, bound }: BlockMode,
  ciphertext: Uint8Array,
): Promise<Buffer | null> {
  const name = CIPHERS[spec];
  if (name === undefined || iv.length !== IV_BYTES[mode]) return null;
  if (mode === 'gcm') {
    if (name === 'sm4') return (await sm4Gcm()).decryptSm4Gcm(material, iv, bound, ciphertext);
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
