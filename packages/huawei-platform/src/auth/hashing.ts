import { createHmac, getHashes, hash } from 'node:crypto';

import { hmac } from '@dragoman/protocol-kit';

/** What a signing scheme hashes with. */
export interface Hashing {
  readonly algorithm: 'sha256' | 'sm3';
  /** The header in which a client may say what it hashed in place of the body, lower case. */
  readonly contentHeader: string;
}

export const SHA256: Hashing = { algorithm: 'sha256', contentHeader: 'x-sdk-content-sha256' };
export const SM3: Hashing = { algorithm: 'sm3', contentHeader: 'x-sdk-content-sm3' };

/** Whether the OpenSSL underneath has the algorithm: a restricted one may lack SM3. */
export function isAvailable({ algorithm }: Hashing): boolean {
  return getHashes().includes(algorithm);
}

/** In lower-case hexadecimal. */
export function digestHex({ algorithm }: Hashing, data: string | Uint8Array): string {
  return hash(algorithm, data, 'hex');
}

/** In lower-case hexadecimal. */
export function hmacHex({ algorithm }: Hashing, key: string, data: string): string {
  return hmac(algorithm, key, data, 'hex');
}

/** A code of binary data. */
export function hmacBytes({ algorithm }: Hashing, key: string, data: Uint8Array): Buffer {
  return createHmac(algorithm, key).update(data).digest();
}
