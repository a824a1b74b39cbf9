import { decryptByKey, digestOf, encryptToKey, isDigestFor, signDigest, verifyDigest } from '../crypto/asymmetric.ts';
import { isElliptic, isRsa, pemOf, publicDer } from '../crypto/key-pair.ts';
import { macOf, sameBytes } from '../crypto/material.ts';
import { DomainError } from '../errors.ts';
import { primaryVersion, keyVersionById } from '../model/key.ts';
import { type EncryptionAlgorithm, KEY_SPECS, type MacAlgorithm, type SignatureAlgorithm } from '../model/key-spec.ts';
import {
  type OpenKey,
  type KeyUse,
  type UseServices,
  type OpenedBy,
  loadOpenKey,
  openKeyVersion,
  rejectTooLong,
} from './open-key.ts';
import { loadKey } from './load-key.ts';

/** What is to be signed, or was: its digest, or the message whose digest is taken here. */
export type SignInput = { readonly digest: Uint8Array } | { readonly message: Uint8Array };

export type SignData = KeyUse & SignInput & { readonly algorithm: SignatureAlgorithm };

/**
 * Signs by a key pair. On curves a signature is the DER sequence of r and s.
 * @throws DomainError what `loadOpenKey` throws, `key-operation-unsupported` (the spec lacks the algorithm),
 * `key-input-invalid` (a digest of another length, a message too long), in this order
 */
export async function signData(
  services: UseServices,
  request: SignData,
): Promise<OpenedBy & { readonly signature: Buffer }> {
  const { used, keyPair, digest } = await preparedSign(services, request);
  const signature = await signDigest(request.algorithm, keyPair, digest);
  return { key: used.key, version: used.version, signature };
}

/** Whether the signature is one of this key over this input. @throws DomainError as {@link signData} does */
export async function verifyData(
  services: UseServices,
  request: SignData & { readonly signature: Uint8Array },
): Promise<OpenedBy & { readonly valid: boolean }> {
  const { used, keyPair, digest } = await preparedSign(services, request);
  const valid = await verifyDigest(request.algorithm, keyPair, digest, request.signature);
  return { key: used.key, version: used.version, valid };
}

async function preparedSign(services: UseServices, request: SignData) {
  const { algorithm } = request;
  const used = await loadOpenKey(services, request, 'sign');
  const keyPair = { spec: used.key.spec, material: used.material };
  if (!KEY_SPECS[keyPair.spec].signatures.includes(algorithm))
    throw new DomainError('key-operation-unsupported', used.key.id);
  if ('message' in request) rejectTooLong(used.key, request.message);
  const digest = 'message' in request ? await digestOf(algorithm, keyPair, request.message) : request.digest;
  if (!isDigestFor(algorithm, digest)) throw new DomainError('key-input-invalid', used.key.id);
  return { used, keyPair, digest };
}

/** A string to encrypt to a key's public key, or one to decrypt by its private one. */
export type AsymmetricUse = KeyUse & { readonly algorithm: EncryptionAlgorithm };

/**
 * Encrypts to the public key of a pair; the result does not say by which key.
 * @throws DomainError what `loadOpenKey` throws, `key-operation-unsupported`, `key-input-invalid` (empty or too long),
 * in this order
 */
export async function encryptAsymmetric(
  services: UseServices,
  request: AsymmetricUse & { readonly plaintext: Uint8Array },
): Promise<OpenedBy & { readonly ciphertext: Buffer }> {
  const used = await loadOpenKeyPair(services, request);
  const ciphertext = await encryptToKey(
    request.algorithm,
    { spec: used.key.spec, material: used.material },
    request.plaintext,
  );
  if (ciphertext === null) throw new DomainError('key-input-invalid', used.key.id);
  return { key: used.key, version: used.version, ciphertext };
}

/** @throws DomainError what `loadOpenKey` throws, `key-operation-unsupported`, `ciphertext-invalid`, in this order */
export async function decryptAsymmetric(
  services: UseServices,
  request: AsymmetricUse & { readonly ciphertext: Uint8Array },
): Promise<OpenedBy & { readonly plaintext: Buffer }> {
  const used = await loadOpenKeyPair(services, request);
  rejectTooLong(used.key, request.ciphertext);
  const plaintext = await decryptByKey(
    request.algorithm,
    { spec: used.key.spec, material: used.material },
    request.ciphertext,
  );
  if (plaintext === null) throw new DomainError('ciphertext-invalid', used.key.id);
  return { key: used.key, version: used.version, plaintext };
}

async function loadOpenKeyPair(services: UseServices, request: AsymmetricUse): Promise<OpenKey> {
  const used = await loadOpenKey(services, request, 'encrypt');
  if (!KEY_SPECS[used.key.spec].encryption.includes(request.algorithm))
    throw new DomainError('key-operation-unsupported', used.key.id);
  return used;
}

/** The public key of a version of a key pair, whatever the pair is for. */
export interface PublicKey extends OpenedBy {
  /** SubjectPublicKeyInfo. */
  readonly der: Buffer;
  readonly pem: string;
}

/**
 * @throws DomainError `key-not-found`, `key-alias-not-found`, `key-version-not-found`, `key-disabled`,
 * `key-pending-deletion`, `key-operation-unsupported` (no key pair), in this order
 */
export async function publicKeyOf(services: UseServices, { ref, versionId }: KeyUse): Promise<PublicKey> {
  const key = await loadKey(services, ref);
  const version = versionId === undefined ? primaryVersion(key) : keyVersionById(key, versionId);
  const { material } = openKeyVersion(services, key, version, key.usage);
  if (!isRsa(key.spec) && !isElliptic(key.spec)) throw new DomainError('key-operation-unsupported', key.id);
  const der = publicDer(key.spec, material);
  return { key, version, der, pem: pemOf('PUBLIC KEY', der) };
}

export type MacData = KeyUse & { readonly message: Uint8Array; readonly algorithm: MacAlgorithm };

/**
 * @throws DomainError what `loadOpenKey` throws, `key-operation-unsupported` (another algorithm than the key's),
 * `key-input-invalid`, in this order
 */
export async function macData(services: UseServices, request: MacData): Promise<OpenedBy & { readonly mac: Buffer }> {
  const { key, version, material } = await loadOpenKey(services, request, 'mac');
  if (KEY_SPECS[key.spec].mac !== request.algorithm) throw new DomainError('key-operation-unsupported', key.id);
  rejectTooLong(key, request.message);
  return { key, version, mac: macOf(request.algorithm, material, request.message) };
}

/**
 * Whether the code is this key's over this message, told in constant time. @throws DomainError as {@link macData} does
 */
export async function verifyMac(
  services: UseServices,
  request: MacData & { readonly mac: Uint8Array },
): Promise<OpenedBy & { readonly valid: boolean }> {
  const { key, version, mac } = await macData(services, request);
  return { key, version, valid: sameBytes(mac, request.mac) };
}
