import {
  DomainError,
  type EncryptionAlgorithm,
  decryptAsymmetric,
  decryptData,
  encryptAsymmetric,
  encryptData,
} from '@dragoman/core';
import { verbatim } from '@dragoman/messages';

import { kmsError } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import type { HuaweiContext } from '../../operation.ts';
import { contextOf, newSalt, packCiphertext, unpackCiphertext } from './ciphertext.ts';

/** How data is encrypted, by the names that this has on the wire; `null` is by a symmetric key. */
const ALGORITHMS = {
  SYMMETRIC_DEFAULT: null,
  RSAES_OAEP_SHA_256: 'oaep-sha256',
  SM2_ENCRYPT: 'sm2',
  RSAES_OAEP_SHA_1: 'oaep-sha1',
} as const satisfies Record<string, EncryptionAlgorithm | null>;

export type DataAlgorithm = keyof typeof ALGORITHMS;

/** What ReEncrypt takes; the others do without OAEP of SHA-1. */
export const ALL_DATA_ALGORITHMS = Object.keys(ALGORITHMS) as DataAlgorithm[];
export const DATA_ALGORITHMS = ALL_DATA_ALGORITHMS.filter((name) => name !== 'RSAES_OAEP_SHA_1');

type Context = Pick<HuaweiContext, 'services' | 'vault'>;

/** How data is to be encrypted, or was. Nothing can be bound to what a key pair encrypts. */
interface DataUse {
  readonly algorithm: DataAlgorithm;
  readonly bound: string | undefined;
}

/** @throws DomainError what `encryptData` and `encryptAsymmetric` throw */
export async function encrypt(
  { services, vault }: Context,
  use: DataUse & { readonly keyId: string },
  plaintext: Uint8Array,
): Promise<Buffer> {
  const ref = { vault, id: use.keyId };
  const algorithm = ALGORITHMS[use.algorithm];
  if (algorithm !== null) return (await encryptAsymmetric(services, { ref, algorithm, plaintext })).ciphertext;
  const salt = newSalt(services.ids);
  const { ciphertext } = await encryptData(services, { ref, context: contextOf(salt, use.bound), plaintext });
  return packCiphertext(salt, ciphertext);
}

/** A plaintext, and the key that opened it. */
export interface Opened {
  readonly keyId: string;
  readonly plaintext: Buffer;
}

/**
 * Decrypts; only a ciphertext of a symmetric key says by which key.
 * @throws VendorError KMS.0204 where a key must be named, KMS.0311 where a key pair cannot decrypt
 * @throws DomainError what `decryptData` and `decryptAsymmetric` throw
 */
export async function decrypt(
  context: Context,
  use: DataUse & { readonly keyId: string | undefined },
  ciphertext: Buffer,
): Promise<Opened> {
  const algorithm = ALGORITHMS[use.algorithm];
  if (algorithm === null) return decryptSymmetric(context, use, ciphertext);
  if (use.keyId === undefined) throw kmsError('required', HELP.keyPairCiphertext);
  const { services, vault } = context;
  try {
    const { key, plaintext } = await decryptAsymmetric(services, {
      ref: { vault, id: use.keyId },
      algorithm,
      ciphertext,
    });
    return { keyId: key.id, plaintext };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'ciphertext-invalid')
      throw kmsError('privateDecryption', verbatim(error.message));
    throw error;
  }
}

/** @throws VendorError KMS.2201 for what is no ciphertext at all */
export async function decryptSymmetric(
  { services, vault }: Context,
  { keyId, bound }: Pick<DataUse, 'bound'> & { readonly keyId: string | undefined },
  packed: Buffer,
): Promise<Opened> {
  const parts = unpackCiphertext(packed);
  if (parts === null) throw kmsError('ciphertext', HELP.noCiphertext);
  const { key, plaintext } = await decryptData(services, {
    vault,
    ciphertext: parts.ciphertext,
    context: contextOf(parts.salt, bound),
    ...(keyId !== undefined && { ref: { vault, id: keyId } }),
  });
  return { keyId: key.id, plaintext };
}
