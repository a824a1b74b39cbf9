import { createHash, createPublicKey } from 'node:crypto';

import type { EncryptionAlgorithm, KeySpec, SignatureAlgorithm } from '../model/key-spec.ts';
import { CURVES, type Pair } from './curves.ts';
import { ecdsaSign, ecdsaVerify } from './ecdsa.ts';
import { curvePair, isElliptic, isRsa, publicDer, readPublicPoint, rsaPrivateKey } from './key-pair.ts';
import { type RsaEncryption, type RsaHash, rsaDecrypt, rsaEncrypt, rsaSign, rsaVerify } from './rsa.ts';
import { sm2Decrypt, sm2Digest, sm2Encrypt, sm2Sign, sm2Verify } from './sm2.ts';

/** A key pair by its private half. Every algorithm given must be one that the spec has. */
export interface PrivateKeyParts {
  readonly spec: KeySpec;
  readonly material: Uint8Array;
}

/** The longest plaintext under SM2, as the cloud services have it, in bytes. */
const SM2_MAX_BYTES = 6_047;

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
export function digestOf(algorithm: SignatureAlgorithm, half: PrivateKeyParts, message: Uint8Array): Buffer {
  const { hash } = partsOf(algorithm);
  return hash === 'sm3' ? sm2Digest(pairOfHalf(half).point, message) : createHash(hash).update(message).digest();
}

export function signDigest(algorithm: SignatureAlgorithm, half: PrivateKeyParts, digest: Uint8Array): Buffer {
  const { scheme, hash } = partsOf(algorithm);
  if (isRsa(half.spec))
    return rsaSign(rsaPrivateKey(half.material), scheme as 'pss' | 'pkcs1', hash as RsaHash, digest);
  const { secret } = pairOfHalf(half);
  return half.spec === 'SM2' ? sm2Sign(secret, digest) : ecdsaSign(curveOf(half.spec), secret, digest);
}

export function verifyDigest(
  algorithm: SignatureAlgorithm,
  half: PrivateKeyParts,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { scheme, hash } = partsOf(algorithm);
  if (isRsa(half.spec)) {
    const key = createPublicKey(rsaPrivateKey(half.material));
    return rsaVerify(key, scheme as 'pss' | 'pkcs1', hash as RsaHash, digest, signature);
  }
  const { point } = pairOfHalf(half);
  return half.spec === 'SM2'
    ? sm2Verify(point, digest, signature)
    : ecdsaVerify(curveOf(half.spec), point, digest, signature);
}

/** Encrypts to the public half; `null` where the plaintext is empty or too long. */
export function encryptToKey(
  algorithm: EncryptionAlgorithm,
  half: PrivateKeyParts,
  plaintext: Uint8Array,
): Buffer | null {
  const { spec, material } = half;
  if (isRsa(spec) || isElliptic(spec)) return encryptToPublic(algorithm, publicDer(spec, material), plaintext);
  throw new Error(`${spec} has no public half`);
}

/** `null` where the bytes were not encrypted to this key. */
export function decryptByKey(
  algorithm: EncryptionAlgorithm,
  half: PrivateKeyParts,
  ciphertext: Uint8Array,
): Buffer | null {
  if (isRsa(half.spec)) return rsaDecrypt(rsaPrivateKey(half.material), algorithm as RsaEncryption, ciphertext);
  return sm2Decrypt(pairOfHalf(half).secret, ciphertext);
}

/**
 * Encrypts to somebody's public key: DER SubjectPublicKeyInfo, or for SM2 the bare point too.
 * @returns `null` where the key is none for the algorithm, or the plaintext is empty or too long
 */
export function encryptToPublic(
  algorithm: EncryptionAlgorithm,
  publicKey: Uint8Array,
  plaintext: Uint8Array,
): Buffer | null {
  if (plaintext.length === 0) return null;
  if (algorithm === 'sm2') {
    const point = readPublicPoint(CURVES.SM2, publicKey);
    return point === null || plaintext.length > SM2_MAX_BYTES ? null : sm2Encrypt(point, plaintext);
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

function pairOfHalf({ spec, material }: PrivateKeyParts): Pair {
  if (!isElliptic(spec)) throw new Error(`${spec} is on no curve`);
  return curvePair(spec, material);
}

function curveOf(spec: KeySpec) {
  if (!isElliptic(spec)) throw new Error(`${spec} is on no curve`);
  return CURVES[spec];
}
