import { type EncryptionContext, canonicalContext, ciphertextHead, readCiphertext } from '../crypto/ciphertext.ts';
import { encryptToPublic } from '../crypto/asymmetric.ts';
import { missingFor } from '../crypto/available.ts';
import { DATA_CIPHERS } from '../crypto/data-cipher.ts';
import { isElliptic, isRsa, newPrivateKey, privateDer, publicDer } from '../crypto/key-pair.ts';
import { DomainError } from '../errors.ts';
import { type CustomerKey, keyVersionAt } from '../model/key.ts';
import type { EncryptionAlgorithm, KeySpec } from '../model/key-spec.ts';
import type { VaultId } from '../model/vault.ts';
import type { Ids } from '../ports/ids.ts';
import type { Services } from '../services.ts';
import {
  type OpenKey,
  type KeyUse,
  type UseServices,
  type OpenedBy,
  loadOpenKey,
  openKeyVersion,
  rejectTooLong,
} from './open-key.ts';
import { type KeyRef, loadKey } from './load-key.ts';

/** A ciphertext that names its key and version itself. */
export interface Encrypted extends OpenedBy {
  readonly ciphertext: Buffer;
}

export interface Decrypted extends OpenedBy {
  readonly plaintext: Buffer;
}

/** What commands that make a ciphertext work with. */
type EncryptServices = UseServices & Pick<Services, 'ids'>;

/** What is bound to a ciphertext. */
interface Bound {
  readonly context: EncryptionContext;
}

/**
 * Encrypts by a symmetric key.
 * @throws DomainError what `loadOpenKey` throws, `key-operation-unsupported` (no symmetric key), `key-input-invalid`
 * (too long)
 */
export async function encryptData(
  services: EncryptServices,
  request: Pick<KeyUse, 'ref'> & Bound & { readonly plaintext: Uint8Array },
): Promise<Encrypted> {
  const used = await loadOpenKey(services, { ref: request.ref }, 'encrypt');
  rejectTooLong(used.key, request.plaintext);
  return encrypt(services.ids, used, request.context, request.plaintext);
}

/** A ciphertext to open; `ref`, when given, must be the key that made it. */
export interface DecryptData extends Bound {
  readonly vault: VaultId;
  readonly ciphertext: Uint8Array;
  readonly ref?: KeyRef;
}

/**
 * Decrypts what {@link encryptData} made, by the key that the ciphertext names.
 * @throws DomainError `ciphertext-invalid` (none at all), `key-not-found`, `key-disabled`, `key-pending-deletion`,
 * `key-pending-import`, `ciphertext-invalid` (another key, context or byte), in this order
 */
export async function decryptData(services: UseServices, request: DecryptData): Promise<Decrypted> {
  const parts = readCiphertext(request.ciphertext);
  if (parts === null) throw new DomainError('ciphertext-invalid', '');
  const key = await loadKey(services, request.ref ?? { vault: request.vault, id: parts.keyId });
  if (
    key.id !== parts.keyId ||
    key.vault !== request.vault ||
    parts.ordinal < 1 ||
    parts.ordinal > key.versions.length
  ) {
    throw new DomainError('ciphertext-invalid', key.id);
  }
  const used = openKeyVersion(services, key, keyVersionAt(key, parts.ordinal), 'encrypt');
  const plaintext = cipherOf(key).decrypt(used.material, boundTo(parts.head, request.context), parts.body);
  if (plaintext === null) throw new DomainError('ciphertext-invalid', key.id);
  return { key, version: used.version, plaintext };
}

/**
 * Decrypts and encrypts by another key, or version, or context; the plaintext never leaves. @throws DomainError as both
 * do, in this order
 */
export async function reEncryptData(
  services: EncryptServices,
  request: DecryptData & { readonly to: Pick<KeyUse, 'ref'> & Bound },
): Promise<Encrypted> {
  const { plaintext } = await decryptData(services, request);
  return encryptData(services, { ...request.to, plaintext });
}

/** The longest data key, in bytes. */
const MAX_DATA_KEY_BYTES = 1_024;

/**
 * Makes a data key, in the clear and encrypted.
 * @throws DomainError what {@link encryptData} throws; `key-input-invalid` for a length that is not from 1 to 1,024
 * bytes
 */
export async function generateDataKey(
  services: EncryptServices,
  request: Pick<KeyUse, 'ref'> & Bound & { readonly bytes: number },
): Promise<Encrypted & Decrypted> {
  const used = await loadOpenKey(services, { ref: request.ref }, 'encrypt');
  const { bytes } = request;
  if (!Number.isInteger(bytes) || bytes < 1 || bytes > MAX_DATA_KEY_BYTES)
    throw new DomainError('key-input-invalid', used.key.id);
  const plaintext = Buffer.from(services.ids.bytes(bytes));
  return { ...encrypt(services.ids, used, request.context, plaintext), plaintext };
}

/** A key pair to be handed out: both keys as DER, and the private one encrypted too. */
export interface DataKeyPair extends Encrypted {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

/**
 * Makes a key pair, its private key (DER PKCS #8) in the clear and encrypted.
 * @throws DomainError what {@link encryptData} throws, `key-spec-unavailable`, `key-operation-unsupported` (no key
 * pair)
 */
export async function generateDataKeyPair(
  services: EncryptServices,
  request: Pick<KeyUse, 'ref'> & Bound & { readonly spec: KeySpec },
): Promise<DataKeyPair> {
  const used = await loadOpenKey(services, { ref: request.ref }, 'encrypt');
  const pair = await newKeyPair(request.spec);
  return { ...encrypt(services.ids, used, request.context, pair.privateKey), ...pair };
}

/**
 * A key pair that no key of the service keeps: SubjectPublicKeyInfo and PKCS #8, as DER.
 * @throws DomainError `key-operation-unsupported` (no spec of a pair), `key-spec-unavailable`
 */
export async function newKeyPair(spec: KeySpec): Promise<Pick<DataKeyPair, 'publicKey' | 'privateKey'>> {
  if (!isRsa(spec) && !isElliptic(spec)) throw new DomainError('key-operation-unsupported', spec);
  if (missingFor(spec) !== null) throw new DomainError('key-spec-unavailable', spec);
  const material = await newPrivateKey(spec);
  return { publicKey: publicDer(spec, material), privateKey: privateDer(spec, material) };
}

/**
 * Encrypts to somebody's public key (DER SubjectPublicKeyInfo; for SM2 the bare point too), to hand a data key out.
 * @throws DomainError `key-input-invalid` where the key is none for the algorithm, or the plaintext is empty or too
 * long for it
 */
export async function wrapToPublicKey(
  algorithm: EncryptionAlgorithm,
  publicKey: Uint8Array,
  plaintext: Uint8Array,
): Promise<Buffer> {
  const wrapped = await encryptToPublic(algorithm, publicKey, plaintext);
  if (wrapped === null) throw new DomainError('key-input-invalid', algorithm);
  return wrapped;
}

function encrypt(
  ids: Pick<Ids, 'bytes'>,
  { key, version, material }: OpenKey,
  context: EncryptionContext,
  plaintext: Uint8Array,
): Encrypted {
  const head = ciphertextHead(key.id, version.ordinal);
  const body = cipherOf(key).encrypt(material, boundTo(head, context), plaintext, (length) => ids.bytes(length));
  return { key, version, ciphertext: Buffer.concat([head, body]) };
}

function boundTo(head: Uint8Array, context: EncryptionContext): Buffer {
  return Buffer.concat([head, canonicalContext(context)]);
}

function cipherOf(key: CustomerKey) {
  const cipher = DATA_CIPHERS[key.spec];
  if (cipher === undefined) throw new DomainError('key-operation-unsupported', key.id);
  return cipher;
}
