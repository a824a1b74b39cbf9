import { createHash } from 'node:crypto';

import {
  type CustomerKey,
  decryptInMode,
  DomainError,
  encryptInMode,
  type EncryptionContext,
  isSymmetric,
  loadKeyOfVersion,
  type OpenedBy,
  readCiphertext,
} from '@dragoman/core';
import { byCodePoint } from '@dragoman/protocol-kit';

import { packSharedCiphertext, unpackSharedCiphertext } from '../dkms/ciphertext.ts';
import type { AliyunContext } from '../operation.ts';
import { keyInstanceOf } from './key-metadata.ts';

/**
 * Ciphertexts of the shared gateway by symmetric keys of an instance, which the transfer SDKs hand on to the instance
 * and make from what it answers: what is encrypted is the text that the RPC API calls Plaintext, and what is bound the
 * SHA-256 of the encryption context (alibabacloud-dkms-transfer-go-sdk 0.1.8, alibabacloud-kms-python-sdk 1.1.3).
 */
export function hasInstanceBlobs(key: CustomerKey): boolean {
  return keyInstanceOf(key) !== undefined && isSymmetric(key.spec);
}

type Context = Pick<AliyunContext, 'services' | 'vault'>;

const GCM = { mode: 'gcm', isPadded: false } as const;

/** @throws DomainError as `encryptInMode` does */
export async function makeInstanceBlob(
  { services }: Pick<Context, 'services'>,
  { vault, id }: CustomerKey,
  text: string,
  context: EncryptionContext,
): Promise<OpenedBy & { readonly blob: Buffer }> {
  const use = { ...GCM, ref: { vault, id }, version: 'primary', bound: boundBytes(context) } as const;
  const { key, version, iv, ciphertext } = await encryptInMode(services, { ...use, plaintext: Buffer.from(text) });
  return { key, version, blob: packSharedCiphertext({ keyVersionId: version.id, iv, sealed: ciphertext }) };
}

/** @throws DomainError `ciphertext-invalid`, and as `decryptInMode` does */
export async function openInstanceBlob(
  services: AliyunContext['services'],
  { vault, id }: CustomerKey,
  blob: Buffer,
  context: EncryptionContext,
): Promise<OpenedBy & { readonly text: string }> {
  const parts = unpackSharedCiphertext(blob);
  if (parts === null) throw new DomainError('ciphertext-invalid', id);
  const { keyVersionId, iv, sealed } = parts;
  const use = { ...GCM, ref: { vault, id }, version: { id: keyVersionId }, bound: boundBytes(context) };
  const { key, version, plaintext } = await decryptInMode(services, { ...use, iv, ciphertext: sealed });
  return { key, version, text: plaintext.toString() };
}

/** The key that made such a ciphertext, which names its version alone. @throws DomainError `ciphertext-invalid` */
export async function keyOfInstanceBlob({ services, vault }: Context, blob: Buffer): Promise<CustomerKey> {
  const parts = unpackSharedCiphertext(blob);
  if (parts === null) throw new DomainError('ciphertext-invalid', '');
  try {
    return await loadKeyOfVersion(services, vault, parts.keyVersionId);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'key-version-not-found') throw error;
    throw new DomainError('ciphertext-invalid', parts.keyVersionId);
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Which of both layouts a ciphertext has. The other one has its format and the id of its key behind the id of the
 * version, where here is chance: 38 bytes of it do not look so.
 */
export function isInstanceBlob(bytesBehindVersionId: Uint8Array): boolean {
  const other = readCiphertext(bytesBehindVersionId);
  return other === null || !UUID.test(other.keyId);
}

/** What is bound for an encryption context: nothing for an empty one. */
function boundBytes(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).toSorted(([left], [right]) => byCodePoint(left, right));
  if (pairs.length === 0) return Buffer.alloc(0);
  return createHash('sha256')
    .update(pairs.map(([name, value]) => `${name}=${value}`).join('&'))
    .digest();
}
