import { createHmac, hash } from 'node:crypto';

/** Lower-case hexadecimal SHA-256. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** HMAC with one of Node's digests, in the given text form. */
export function hmac(
  algorithm: 'sha1' | 'sha256',
  key: string | Uint8Array,
  data: string,
  form: 'hex' | 'base64',
): string {
  return createHmac(algorithm, key).update(data).digest(form);
}
