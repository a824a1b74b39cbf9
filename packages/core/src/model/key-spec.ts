/** What sort of key it is; the union of what the dialects offer. */
export type KeySpec =
  | 'AES_128'
  | 'AES_256'
  | 'SM4'
  | 'RSA_2048'
  | 'RSA_3072'
  | 'RSA_4096'
  | 'EC_P256'
  | 'EC_P384'
  | 'EC_P521'
  | 'EC_SECP256K1'
  | 'SM2'
  | 'HMAC_SHA224'
  | 'HMAC_SHA256'
  | 'HMAC_SHA384'
  | 'HMAC_SHA512'
  | 'HMAC_SM3';

/** What a key is for; settled when it is made. */
export type KeyUsage = 'encrypt' | 'sign' | 'mac';

/** How a key encrypts to its public key, or material is wrapped to one. */
export type EncryptionAlgorithm = 'oaep-sha1' | 'oaep-sha256' | 'pkcs1' | 'sm2';

export type SignatureAlgorithm =
  | 'pss-sha256'
  | 'pss-sha384'
  | 'pss-sha512'
  | 'pkcs1-sha256'
  | 'pkcs1-sha384'
  | 'pkcs1-sha512'
  | 'ecdsa-sha256'
  | 'ecdsa-sha384'
  | 'ecdsa-sha512'
  | 'sm2-sm3';

export type MacAlgorithm = 'hmac-sha224' | 'hmac-sha256' | 'hmac-sha384' | 'hmac-sha512' | 'hmac-sm3';

interface SpecFacts {
  readonly usages: readonly [KeyUsage, ...KeyUsage[]];
  /** Length of the material; `null` for key pairs. */
  readonly materialBytes: number | null;
  readonly encryption: readonly EncryptionAlgorithm[];
  readonly signatures: readonly SignatureAlgorithm[];
  readonly mac: MacAlgorithm | null;
}

const NOTHING = { encryption: [], signatures: [], mac: null, materialBytes: null } as const;
const RSA = {
  ...NOTHING,
  usages: ['encrypt', 'sign'],
  encryption: ['oaep-sha256', 'oaep-sha1'],
  signatures: ['pss-sha256', 'pss-sha384', 'pss-sha512', 'pkcs1-sha256', 'pkcs1-sha384', 'pkcs1-sha512'],
} as const;

const symmetric = (materialBytes: number) => ({ ...NOTHING, usages: ['encrypt'], materialBytes }) as const;
const elliptic = (algorithm: SignatureAlgorithm) =>
  ({ ...NOTHING, usages: ['sign'], signatures: [algorithm] }) as const;
const hmac = (mac: MacAlgorithm, materialBytes: number) =>
  ({ ...NOTHING, usages: ['mac'], mac, materialBytes }) as const;

/** What each sort of key can do; the first usage is what it is for unless told otherwise. */
export const KEY_SPECS: Readonly<Record<KeySpec, SpecFacts>> = {
  AES_128: symmetric(16),
  AES_256: symmetric(32),
  SM4: symmetric(16),
  RSA_2048: RSA,
  RSA_3072: RSA,
  RSA_4096: RSA,
  EC_P256: elliptic('ecdsa-sha256'),
  EC_P384: elliptic('ecdsa-sha384'),
  EC_P521: elliptic('ecdsa-sha512'),
  EC_SECP256K1: elliptic('ecdsa-sha256'),
  SM2: { ...NOTHING, usages: ['sign', 'encrypt'], encryption: ['sm2'], signatures: ['sm2-sm3'] },
  HMAC_SHA224: hmac('hmac-sha224', 28),
  HMAC_SHA256: hmac('hmac-sha256', 32),
  HMAC_SHA384: hmac('hmac-sha384', 48),
  HMAC_SHA512: hmac('hmac-sha512', 64),
  HMAC_SM3: hmac('hmac-sm3', 32),
};

/** Whether the key is one secret for both directions, and so can seal data keys and rotate by itself. */
export function isSymmetric(spec: KeySpec): boolean {
  return KEY_SPECS[spec].materialBytes !== null && KEY_SPECS[spec].mac === null;
}

/** Whether it is a pair of a private and a public key. */
export function isKeyPair(spec: KeySpec): boolean {
  return KEY_SPECS[spec].materialBytes === null;
}
