import { createHash } from 'node:crypto';

/** What a token is stored and found by: its SHA-256 in hexadecimal, so that a store never holds a token. */
export function tokenLookup(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
