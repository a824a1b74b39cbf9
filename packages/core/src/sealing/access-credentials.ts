import { hash } from 'node:crypto';

/** What a token is stored and found by: its SHA-256 in hexadecimal, so that a store never holds a token. */
export function tokenLookup(token: string): string {
  return hash('sha256', token, 'hex');
}
