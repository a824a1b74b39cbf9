import { createHash, createPublicKey } from 'node:crypto';

import type { EncryptionAlgorithm, KeySpec, SignatureAlgorithm } from '../model/key-spec.ts';
import { CURVES, type CurveSpec, publicPoint } from './curves.ts';
import { isElliptic, isRsa, publicDer, readPublicPoint, rsaPrivateKey } from './key-pair.ts';
import { type RsaEncryption, type RsaHash, rsaDecrypt, rsaEncrypt, rsaSign, rsaVerify } from './rsa.ts';

/** A key pair by its private key. Every algorithm given must be one that the spec has. */
export interface PrivateKeyParts {
  readonly spec: KeySpec;
  readonly material: Uint8Array;
}

/** Arithmetic on curves takes 20 ms to load, which no start is to wait for. */
const ecdsa = () => import('./ecdsa.ts');
export const loadSm2 = () => import('./sm2.ts');

/** The longest plaintext under SM2, as the cloud services have it, in bytes. */
const MAX_SM2_BYTES = 6_047;

const DIGEST_BYTES = { sha256: 32, sha384: 48, sha512: 64, sm3: 32 } as const;

/** The parts of a signature algorithm's name. */
function partsOf(algorithm: SignatureAlgorithm): { readonly scheme: string; readonly hash: keyof typeof DIGEST_BYTES } {
  const [scheme = '', hash = ''] = algorithm.split('-');
  return { scheme, hash: hash as keyof typeof DIGEST_BYTES };
}

/** Whether a digest has the length that the algorithm signs. */
export function isDigestFor(algorithm: SignatureAlgorithm, digest: Uint8Array): boolean {
  return digest.length === DIGEST_BYTES[partsOf(algorithm).hash];
}

/** The digest of a message; for SM2 it holds who signs too. */
export async function digestOf(
  algorithm: SignatureAlgorithm,
  key: PrivateKeyParts,
  message: Uint8Array,
): Promise<Buffer> {
  const { hash } = partsOf(algorithm);
  if (hash !== 'sm3') return createHash(hash).update(message).digest();
  return (await loadSm2()).sm2Digest(pointOf(key), message);
}

export async function signDigest(
  algorithm: SignatureAlgorithm,
  key: PrivateKeyParts,
  digest: Uint8Array,
): Promise<Buffer> {
  const { spec, material } = key;
  const { scheme, hash } = partsOf(algorithm);
  if (isRsa(spec)) return rsaSign(rsaPrivateKey(material), scheme as 'pss' | 'pkcs1', hash as RsaHash, digest);
  const curve = curveSpecOf(spec);
  return curve === 'SM2'
    ? (await loadSm2()).sm2Sign(material, digest)
    : (await ecdsa()).ecdsaSign(curve, material, digest);
}

export async function verifyDigest(
  algorithm: SignatureAlgorithm,
  key: PrivateKeyParts,
  digest: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const { scheme, hash } = partsOf(algorithm);
  if (isRsa(key.spec)) {
    const publicKey = createPublicKey(rsaPrivateKey(key.material));
    return rsaVerify(publicKey, scheme as 'pss' | 'pkcs1', hash as RsaHash, digest, signature);
  }
  const curve = curveSpecOf(key.spec);
  return curve === 'SM2'
    ? (await loadSm2()).sm2Verify(pointOf(key), digest, signature)
    : (await ecdsa()).ecdsaVerify(curve, pointOf(key), digest, signature);
}

/** Encrypts to the public key; `null` where the plaintext is empty or too long. */
export async function encryptToKey(
  algorithm: EncryptionAlgorithm,
  { spec, material }: PrivateKeyParts,
  plaintext: Uint8Array,
): Promise<Buffer | null> {
  if (isRsa(spec) || isElliptic(spec)) return encryptToPublic(algorithm, publicDer(spec, material), plaintext);
  throw new Error(`${spec} has no public key`);
}

/** `null` where the bytes were not encrypted to this key. */
export async function decryptByKey(
  algorithm: EncryptionAlgorithm,
  { spec, material }: PrivateKeyParts,
  ciphertext: Uint8Array,
): Promise<Buffer | null> {
  if (isRsa(spec)) return rsaDecrypt(rsaPrivateKey(material), algorithm as RsaEncryption, ciphertext);
  return (await loadSm2()).sm2Decrypt(material, ciphertext);
}

/**
 * Encrypts to somebody's public key: DER SubjectPublicKeyInfo, or for SM2 the bare point too.
 * @returns `null` where the key is none for the algorithm, or the plaintext is empty or too long
 */
export async function encryptToPublic(
  algorithm: EncryptionAlgorithm,
  publicKey: Uint8Array,
  plaintext: Uint8Array,
): Promise<Buffer | null> {
  if (plaintext.length === 0) return null;
  if (algorithm === 'sm2') {
    const point = readPublicPoint(CURVES.SM2, publicKey);
    return point === null || plaintext.length > MAX_SM2_BYTES ? null : (await loadSm2()).sm2Encrypt(point, plaintext);
  }
  const key = rsaPublicKey(publicKey);
  return key === null ? null : rsaEncrypt(key, algorithm, plaintext);
}

function rsaPublicKey(der: Uint8Array) {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    return null;
  }
}

function pointOf({ spec, material }: PrivateKeyParts): Buffer {
  return publicPoint(CURVES[curveSpecOf(spec)], material);
}

function curveSpecOf(spec: KeySpec): CurveSpec {
  if (!isElliptic(spec)) throw new Error(`${spec} is on no curve`);
  return spec;
}
