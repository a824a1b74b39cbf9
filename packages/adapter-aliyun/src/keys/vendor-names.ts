import type {
  EncryptionAlgorithm,
  KeySpec,
  KeyState,
  KeyUsage,
  MacAlgorithm,
  SignatureAlgorithm,
} from '@dragoman/core';

import { oneOf } from '../wire/fields.ts';

/** What the vendor calls things, and the core. */
function vendorNames<const Meanings extends Readonly<Record<string, string>>>(meanings: Meanings) {
  type Name = keyof Meanings & string;
  const names = Object.keys(meanings) as Name[];
  return {
    field: oneOf<Name>(...names),
    /** `undefined` for what is no such name. */
    find: (name: string): Meanings[Name] | undefined =>
      Object.hasOwn(meanings, name) ? meanings[name as Name] : undefined,
    fromWire: <Wire extends Name>(name: Wire): Meanings[Wire] => meanings[name],
    nameOf: (meaning: string): Name | undefined => names.find((name) => meanings[name] === meaning),
  };
}

/** KMS has Aliyun_AES_192 too, which the core does not. */
export const keySpecs = vendorNames({
  Aliyun_AES_256: 'AES_256',
  Aliyun_AES_128: 'AES_128',
  Aliyun_SM4: 'SM4',
  RSA_2048: 'RSA_2048',
  RSA_3072: 'RSA_3072',
  RSA_4096: 'RSA_4096',
  EC_P256: 'EC_P256',
  EC_P256K: 'EC_SECP256K1',
  EC_SM2: 'SM2',
  // The names of these are in no source at hand. @NOTE unverified
  HMAC_SM3: 'HMAC_SM3',
  HMAC_SHA_224: 'HMAC_SHA224',
  HMAC_SHA_256: 'HMAC_SHA256',
  HMAC_SHA_384: 'HMAC_SHA384',
  HMAC_SHA_512: 'HMAC_SHA512',
} as const satisfies Record<string, KeySpec>);

/** The name of the last is in no source at hand. @NOTE unverified */
export const keyUsages = vendorNames({
  'ENCRYPT/DECRYPT': 'encrypt',
  'SIGN/VERIFY': 'sign',
  'GENERATE/VERIFY_MAC': 'mac',
} as const satisfies Record<string, KeyUsage>);

export const KEY_STATES = {
  enabled: 'Enabled',
  disabled: 'Disabled',
  'pending-deletion': 'PendingDeletion',
  'pending-import': 'PendingImport',
} as const satisfies Record<KeyState, string>;

/** How data is encrypted to a key of KMS. */
export const encryptionAlgorithms = vendorNames({
  RSAES_OAEP_SHA_256: 'oaep-sha256',
  RSAES_OAEP_SHA_1: 'oaep-sha1',
  SM2PKE: 'sm2',
} as const satisfies Record<string, EncryptionAlgorithm>);

/** How material is wrapped on its way in. */
export const importAlgorithms = vendorNames({
  RSAES_PKCS1_V1_5: 'pkcs1',
  RSAES_OAEP_SHA_1: 'oaep-sha1',
  RSAES_OAEP_SHA_256: 'oaep-sha256',
  SM2PKE: 'sm2',
} as const satisfies Record<string, EncryptionAlgorithm>);

export const wrappingSpecs = vendorNames({ RSA_2048: 'RSA_2048', EC_SM2: 'SM2' } as const satisfies Record<
  string,
  'RSA_2048' | 'SM2'
>);

export const signatureAlgorithms = vendorNames({
  RSA_PSS_SHA_256: 'pss-sha256',
  RSA_PKCS1_SHA_256: 'pkcs1-sha256',
  ECDSA_SHA_256: 'ecdsa-sha256',
  SM2DSA: 'sm2-sm3',
} as const satisfies Record<string, SignatureAlgorithm>);

export const macAlgorithms = vendorNames({
  HMAC_SM3: 'hmac-sm3',
  HMAC_SHA_224: 'hmac-sha224',
  HMAC_SHA_256: 'hmac-sha256',
  HMAC_SHA_384: 'hmac-sha384',
  HMAC_SHA_512: 'hmac-sha512',
} as const satisfies Record<string, MacAlgorithm>);
