import { getCiphers, getCurves, getHashes } from 'node:crypto';

import type { KeySpec } from '../model/key-spec.ts';
import { CURVES } from './curves.ts';
import { isElliptic } from './key-pair.ts';

const CIPHERS: Readonly<Partial<Record<KeySpec, string>>> = {
  AES_128: 'aes-128-gcm',
  AES_256: 'aes-256-gcm',
  SM4: 'sm4-ctr',
};

const needsSm3 = (spec: KeySpec): boolean => spec === 'SM4' || spec === 'SM2' || spec === 'HMAC_SM3';

/** What the OpenSSL at hand can do; it differs with how it was built. */
const OPENSSL = { ciphers: new Set(getCiphers()), curves: new Set(getCurves()), hashes: new Set(getHashes()) };

/** The name of what is missing for keys of this sort; `null` where nothing is. */
export function missingFor(spec: KeySpec, openssl: typeof OPENSSL = OPENSSL): string | null {
  const cipher = CIPHERS[spec];
  if (cipher !== undefined && !openssl.ciphers.has(cipher)) return cipher;
  if (isElliptic(spec) && !openssl.curves.has(CURVES[spec].name)) return CURVES[spec].name;
  return needsSm3(spec) && !openssl.hashes.has('sm3') ? 'sm3' : null;
}
