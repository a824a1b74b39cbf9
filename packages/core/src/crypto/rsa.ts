import {
  type KeyObject,
  constants,
  createHash,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** RSA over digests, which node:crypto offers over messages alone, and encryption (RFC 8017). */
export type RsaHash = 'sha256' | 'sha384' | 'sha512';

/** What stands before the digest in a PKCS #1 v1.5 signature (RFC 8017, 9.2, note 1). */
const DIGEST_INFO = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
} as const satisfies Record<RsaHash, string>;

export type RsaEncryption = 'oaep-sha1' | 'oaep-sha256' | 'pkcs1';

const PADDINGS = {
  'oaep-sha1': { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
  'oaep-sha256': { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
  pkcs1: { padding: constants.RSA_PKCS1_PADDING },
} as const;

const OVERHEAD_BYTES = { 'oaep-sha1': 2 * 20 + 2, 'oaep-sha256': 2 * 32 + 2, pkcs1: 11 } as const;

/** `null` where the plaintext is too long for the key. */
export function rsaEncrypt(key: KeyObject, algorithm: RsaEncryption, plaintext: Uint8Array): Buffer | null {
  if (plaintext.length > modulusBytes(key) - OVERHEAD_BYTES[algorithm]) return null;
  return publicEncrypt({ key, ...PADDINGS[algorithm] }, plaintext);
}

/**
 * `null` where the bytes were not encrypted to this key; for `pkcs1` they open to other bytes then (implicit
 * rejection).
 */
export function rsaDecrypt(key: KeyObject, algorithm: RsaEncryption, ciphertext: Uint8Array): Buffer | null {
  try {
    return privateDecrypt({ key, ...PADDINGS[algorithm] }, ciphertext);
  } catch {
    return null;
  }
}

/** @param digest of the hash's length */
export function rsaSign(key: KeyObject, scheme: 'pss' | 'pkcs1', hash: RsaHash, digest: Uint8Array): Buffer {
  return scheme === 'pkcs1'
    ? privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo(hash, digest))
    : privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, pssEncode(hash, digest, modulusBytes(key)));
}

/** Whether the private key signed the digest; a PSS salt is as long as the digest. */
export function rsaVerify(
  key: KeyObject,
  scheme: 'pss' | 'pkcs1',
  hash: RsaHash,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== modulusBytes(key)) return false;
  const padding = scheme === 'pkcs1' ? constants.RSA_PKCS1_PADDING : constants.RSA_NO_PADDING;
  let message: Buffer;
  try {
    message = publicDecrypt({ key, padding }, signature);
  } catch {
    return false;
  }
  return scheme === 'pkcs1' ? message.equals(digestInfo(hash, digest)) : pssVerify(hash, digest, message);
}

function modulusBytes(key: KeyObject): number {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
}

function digestInfo(hash: RsaHash, digest: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(DIGEST_INFO[hash], 'hex'), digest]);
}

/** RFC 8017, 9.1.1, for a modulus of whole bytes. */
function pssEncode(hash: RsaHash, digest: Uint8Array, length: number): Buffer {
  const salt = randomBytes(digest.length);
  const check = pssCheck(hash, digest, salt);
  const block = Buffer.alloc(length - digest.length - 1);
  block[block.length - salt.length - 1] = 1;
  salt.copy(block, block.length - salt.length);
  return Buffer.concat([masked(hash, block, check), check, Buffer.of(0xbc)]);
}

/** RFC 8017, 9.1.2. */
function pssVerify(hash: RsaHash, digest: Uint8Array, message: Buffer): boolean {
  const end = message.length - digest.length - 1;
  const check = message.subarray(end, -1);
  if (message.at(-1) !== 0xbc || (message[0] ?? 0xff) >= 0x80) return false;
  const block = masked(hash, message.subarray(0, end), check);
  const saltStart = block.length - digest.length;
  const isPadded = block.subarray(0, saltStart - 1).every((byte) => byte === 0) && block[saltStart - 1] === 1;
  return isPadded && timingSafeEqual(pssCheck(hash, digest, block.subarray(saltStart)), check);
}

function pssCheck(hash: RsaHash, digest: Uint8Array, salt: Uint8Array): Buffer {
  return createHash(hash).update(Buffer.alloc(8)).update(digest).update(salt).digest();
}

/**
 * The block under the mask that MGF1 makes of the seed; the top bit, which a number below the modulus cannot have, is
 * cleared.
 */
function masked(hash: RsaHash, block: Uint8Array, seed: Uint8Array): Buffer {
  const mask = Buffer.concat(
    Array.from({ length: Math.ceil(block.length / seed.length) }, (_, at) => {
      const count = Buffer.alloc(4);
      count.writeUInt32BE(at);
      return createHash(hash).update(seed).update(count).digest();
    }),
  );
  const result = Buffer.from(block.map((byte, at) => byte ^ (mask[at] ?? 0)));
  result[0] = (result[0] ?? 0) & 0x7f;
  return result;
}
