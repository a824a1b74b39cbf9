import { hash } from 'node:crypto';

/** The digests that clients sign with, and how long they are, in bytes. Each works on blocks of {@link BLOCK_BYTES}. */
const DIGEST_BYTES = { sha1: 20, sha256: 32, sm3: 32 } as const;
const BLOCK_BYTES = 64;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/** Lower-case hexadecimal SHA-256. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/**
 * HMAC (RFC 2104) with one of Node's digests, in the given text form. Two hashes at once take half of what the object
 * of Node's `createHmac` does, which would be a thirtieth of a signed read.
 */
export function hmac(
  algorithm: keyof typeof DIGEST_BYTES,
  key: string | Uint8Array,
  data: string,
  form: 'hex' | 'base64',
): string {
  const secret = Buffer.from(Buffer.byteLength(key) > BLOCK_BYTES ? hash(algorithm, key, 'buffer') : key);
  const inner = Buffer.allocUnsafe(BLOCK_BYTES + Buffer.byteLength(data));
  const outer = Buffer.allocUnsafe(BLOCK_BYTES + DIGEST_BYTES[algorithm]);
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    const byte = at < secret.length ? (secret[at] ?? 0) : 0;
    inner[at] = byte ^ INNER_PAD;
    outer[at] = byte ^ OUTER_PAD;
  }
  inner.write(data, BLOCK_BYTES);
  outer.write(hash(algorithm, inner, 'hex'), BLOCK_BYTES, 'hex');
  return hash(algorithm, outer, form);
}
