import { createHmac } from 'node:crypto';

/**
 * What two sides compare in place of a value: HMAC-SHA256 in hexadecimal, under a key that is kept apart from the plan,
 * so that weak values cannot be guessed from it.
 */
export function fingerprintOf(key: Uint8Array, type: 'text' | 'binary', value: string): string {
  return createHmac('sha256', key).update(`dragoman-migrate/1\0${type}\0${value}`).digest('hex');
}
