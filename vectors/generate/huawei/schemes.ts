import { createHash, createHmac, hkdfSync } from 'node:crypto';

import { ecdsaSign } from '../../../packages/core/src/crypto/ecdsa.ts';
import { CURVES, publicPoint } from '../../../packages/core/src/crypto/curves.ts';
import { sm2Digest, sm2Sign } from '../../../packages/core/src/crypto/sm2.ts';
import { type Draft, HEADER_STEPS, type Key, type Scheme, encodePath, headerOf } from '../header-scheme.ts';

type HashName = 'sha256' | 'sm3';

/** Where the derived key of `V11-HMAC-SHA256` counts. */
export const SCOPE = { region: 'cn-north-4', service: 'csms' };

/** The private keys that an access key stands for are numbers below these. */
const ORDERS = {
  EC_P256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  SM2: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
};

export const SDK_HMAC_SHA256 = hmacScheme('SDK-HMAC-SHA256', 'sha256', 'x-sdk-content-sha256');
export const SDK_HMAC_SM3 = hmacScheme('SDK-HMAC-SM3', 'sm3', 'x-sdk-content-sm3');
export const SDK_ECDSA_P256_SHA256: Scheme = {
  ...hmacScheme('SDK-ECDSA-P256-SHA256', 'sha256', 'x-sdk-content-sha256'),
  signature(key, text) {
    const privateKey = derivedPrivateKey('SDK-ECDSA-P256-SHA256', 'sha256', key, ORDERS.EC_P256);
    return ecdsaSign('EC_P256', privateKey, digest('sha256', text), false).toString('hex');
  },
};
export const SDK_SM2_SM3: Scheme = {
  ...hmacScheme('SDK-SM2-SM3', 'sm3', 'x-sdk-content-sm3'),
  signature(key, text) {
    const privateKey = derivedPrivateKey('SDK-SM2-SM3', 'sm3', key, ORDERS.SM2);
    const digested = sm2Digest(publicPoint(CURVES.SM2, privateKey), Buffer.from(text));
    return sm2Sign(privateKey, digested, () => fixedNonce(privateKey, digested)).toString('hex');
  },
};
export const V11_HMAC_SHA256: Scheme = {
  ...hmacScheme('V11-HMAC-SHA256', 'sha256', 'x-sdk-content-sha256'),
  textToSign(date, hash) {
    return `V11-HMAC-SHA256\n${date}\n${infoOf(date)}\n${hash}`;
  },
  signature(key, text) {
    const [, date = ''] = text.split('\n');
    const derived = Buffer.from(hkdfSync('sha256', key.secret, key.id, infoOf(date), 32)).toString('hex');
    return createHmac('sha256', derived).update(text).digest('hex');
  },
  authorization(key, list, signature) {
    return `V11-HMAC-SHA256 Credential=${key.id}/${infoOf('20260102')}, SignedHeaders=${list}, Signature=${signature}`;
  },
};

/** For which day, region and service a key is derived. */
function infoOf(date: string): string {
  return `${date.slice(0, 8)}/${SCOPE.region}/${SCOPE.service}`;
}

/** `SDK-HMAC-…` (API signing guide, `devg-apisign/api-sign-0001`). */
function hmacScheme(algorithm: string, name: HashName, contentHeader: string): Scheme {
  return {
    ...HEADER_STEPS,
    algorithm,
    dateHeader: 'x-sdk-date',
    contentHeader,
    path: documentedPath,
    bodyHash: (draft) => headerOf(draft, contentHeader) || digest(name, draft.body).toString('hex'),
    hash: (text) => digest(name, text).toString('hex'),
    textToSign: (date, hash) => `${algorithm}\n${date}\n${hash}`,
    signature: (key, text) => createHmac(name, key.secret).update(text).digest('hex'),
    authorization: (key, list, signature) =>
      `${algorithm} Access=${key.id}, SignedHeaders=${list}, Signature=${signature}`,
  };
}

/** Decoded, encoded by segments, with a slash at the end. */
function documentedPath(wirePath: string): string {
  return withSlash(encodePath(decodeURIComponent(wirePath)));
}

/** As signers make it that encode what is encoded already. */
export function undecodedPath(wirePath: string): string {
  return withSlash(encodePath(wirePath));
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

function digest(name: HashName, text: string): Buffer {
  return createHash(name).update(text).digest();
}

/** NIST SP 800-108 in counter mode (SDK cores, `P256SHA256Signer`). */
function derivedPrivateKey(algorithm: string, name: HashName, { id, secret }: Key, order: bigint): Buffer {
  for (let counter = 0; counter < 256; counter += 1) {
    const mac = createHmac(name, secret);
    for (const part of ['\0\0\0\u0001', algorithm, '\0', id, String.fromCharCode(counter), '\0\0\u0001\0'])
      mac.update(part, 'latin1');
    const candidate = BigInt(`0x${mac.digest('hex')}`);
    if (candidate <= order - 2n) return Buffer.from((candidate + 1n).toString(16).padStart(64, '0'), 'hex');
  }
  throw new Error('no candidate is in the range of the curve');
}

/** The same for the same message, so that files come out the same: as RFC 6979 means it, with HMAC-SM3 once. */
function fixedNonce(privateKey: Buffer, digested: Buffer): bigint {
  const mac = createHmac('sm3', privateKey).update(digested).digest('hex');
  return (BigInt(`0x${mac}`) % (ORDERS.SM2 - 1n)) + 1n;
}

/** What an absent body is hashed as by signers that send `{}` for nothing. */
export function hashesEmptyObject(scheme: Scheme): Scheme {
  return { ...scheme, bodyHash: (draft: Draft) => scheme.hash(draft.body === '' ? '{}' : draft.body) };
}
