import { createHash } from 'node:crypto';

/** The first 8 hexadecimal digits of the SHA-256 of a name; names are no secrets. */
export function h8(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
