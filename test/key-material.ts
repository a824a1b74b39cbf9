import { constants, createPublicKey, publicEncrypt } from 'node:crypto';

/** What key material is imported in scenarios. */
const MATERIAL = Buffer.alloc(32, 7);

/**
 * The material as a user wraps it, by OAEP with SHA-256, in Base64; empty for a key that is none of RSA.
 * @param publicKey in DER, as Base64
 */
export function wrapKeyMaterial(publicKey: string): string {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'rsa') return '';
  const wrapping = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  return publicEncrypt(wrapping, MATERIAL).toString('base64');
}
