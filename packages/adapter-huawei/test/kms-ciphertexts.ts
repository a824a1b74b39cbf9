import { createHash } from 'node:crypto';

/** The hexadecimal form in which a data key is given to be encrypted. */
export function withDigest(datakey: Buffer, hash = 'sha256'): string {
  return Buffer.concat([datakey, createHash(hash).update(datakey).digest()]).toString('hex');
}

/** The text with one of its characters changed, to another one of both alphabets. */
export function changedAt(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}
