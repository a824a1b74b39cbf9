import { type BlockMode, decryptBlocks, encryptBlocks, hasBlockModes, IV_BYTES } from '../crypto/block-cipher.ts';
import { hedgedNonce } from '../crypto/data-cipher.ts';
import { DomainError } from '../errors.ts';
import { type CustomerKey, firstVersion, type KeyVersion, keyVersionById, primaryVersion } from '../model/key.ts';
import type { Services } from '../services.ts';
import { type KeyRef, loadKey } from './load-key.ts';
import { type OpenedBy, type OpenKey, openKeyVersion, rejectTooLong, type UseServices } from './open-key.ts';

/** Which version of a key works: the one that it was made with, the newest, or one by its id. */
export type VersionChoice = 'first' | 'primary' | { readonly id: string };

/** A symmetric key at work in a mode that the caller chooses, for ciphertexts whose layout is the dialect's own. */
export interface BlockUse extends Omit<BlockMode, 'iv'> {
  readonly ref: KeyRef;
  readonly version: VersionChoice;
}

/**
 * Encrypts in a mode of the caller's.
 * @param request `iv` is made where it is left out
 * @returns the ciphertext, for GCM with its tag of 16 bytes behind it
 * @throws DomainError what `openKeyVersion` throws, `key-operation-unsupported` (no symmetric key), `key-input-invalid`
 * (a length that the mode does not take, too long), in this order
 */
export async function encryptInMode(
  services: UseServices & Pick<Services, 'ids'>,
  request: BlockUse & { readonly iv?: Uint8Array; readonly plaintext: Uint8Array },
): Promise<OpenedBy & { readonly iv: Uint8Array; readonly ciphertext: Buffer }> {
  const { plaintext, mode, bound } = request;
  const { key, version, material } = await openForBlocks(services, request);
  rejectTooLong(key, plaintext);
  const made = () => hedgedNonce(material, [bound, plaintext], (length) => services.ids.bytes(length));
  const iv = request.iv ?? made().subarray(0, IV_BYTES[mode]);
  const ciphertext = await encryptBlocks(key.spec, material, { ...request, iv }, plaintext);
  if (ciphertext === null) throw new DomainError('key-input-invalid', key.id);
  return { key, version, iv, ciphertext };
}

/**
 * Decrypts what {@link encryptInMode} made.
 * @throws DomainError what `openKeyVersion` throws, `key-operation-unsupported`, `ciphertext-invalid`
 */
export async function decryptInMode(
  services: UseServices,
  request: BlockUse & { readonly iv: Uint8Array; readonly ciphertext: Uint8Array },
): Promise<OpenedBy & { readonly plaintext: Buffer }> {
  const { key, version, material } = await openForBlocks(services, request);
  const plaintext = await decryptBlocks(key.spec, material, request, request.ciphertext);
  if (plaintext === null) throw new DomainError('ciphertext-invalid', key.id);
  return { key, version, plaintext };
}

async function openForBlocks(services: UseServices, { ref, version }: BlockUse): Promise<OpenKey> {
  const key = await loadKey(services, ref);
  const opened = openKeyVersion(services, key, versionOf(key, version), 'encrypt');
  if (!hasBlockModes(key.spec)) throw new DomainError('key-operation-unsupported', key.id);
  return opened;
}

/** @throws DomainError `key-version-not-found` */
export function versionOf(key: CustomerKey, choice: VersionChoice): KeyVersion {
  if (choice === 'first') return firstVersion(key);
  return choice === 'primary' ? primaryVersion(key) : keyVersionById(key, choice.id);
}
