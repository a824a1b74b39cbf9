import { createHmac, timingSafeEqual } from 'node:crypto';

import { KEY_SPECS, type KeySpec, type MacAlgorithm } from '../model/key-spec.ts';
import type { RandomBytes } from '../model/password.ts';
import { isElliptic, isRsa, newPrivateKey } from './key-pair.ts';

/**
 * New material for a key: bytes that are drawn, or the private key of a pair, which OpenSSL makes by its own chance.
 * RSA takes up to some seconds, off the main thread.
 */
export async function newMaterial(spec: KeySpec, random: RandomBytes): Promise<Buffer> {
  if (isRsa(spec) || isElliptic(spec)) return newPrivateKey(spec);
  return Buffer.from(random(KEY_SPECS[spec].materialBytes ?? 0));
}

const HASHES = {
  'hmac-sha224': 'sha224',
  'hmac-sha256': 'sha256',
  'hmac-sha384': 'sha384',
  'hmac-sha512': 'sha512',
  'hmac-sm3': 'sm3',
} as const satisfies Record<MacAlgorithm, string>;

/** RFC 2104. */
export function macOf(algorithm: MacAlgorithm, material: Uint8Array, message: Uint8Array): Buffer {
  return createHmac(HASHES[algorithm], material).update(message).digest();
}

/** Whether two byte strings are equal, in a time that tells nothing of where they differ. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
