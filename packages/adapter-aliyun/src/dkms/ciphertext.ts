/** A ciphertext of the Advance operations or of the shared gateway, taken apart. */
export interface NamedCiphertext {
  /** 36 characters. */
  readonly keyVersionId: string;
  /** 12 bytes. */
  readonly iv: Uint8Array;
  /** The ciphertext with its tag of 16 bytes. */
  readonly sealed: Uint8Array;
}

const MAGIC = 0x24;
/** Version 0 of the layout, and no padding. */
const VERSION_AND_PADDING = 0x00;
/** The number of AES_GCM; those of other algorithms are documented nowhere. */
const AES_GCM = 0x02;
const HEAD = Buffer.of(MAGIC, VERSION_AND_PADDING, AES_GCM);

const KEY_VERSION_ID_LENGTH = 36;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MIN_BYTES = KEY_VERSION_ID_LENGTH + IV_BYTES + TAG_BYTES;
const KEY_VERSION_ID = /^[A-Za-z0-9-]{36}$/;

/** The layout of alibabacloud-kms-python-sdk 1.1.3, which makes and reads it (`TransferClient`). */
export function packAdvanceCiphertext(parts: NamedCiphertext): Buffer {
  return Buffer.concat([HEAD, packSharedCiphertext(parts)]);
}

/** The same without what says the algorithm: the blob of the shared gateway, as the transfer SDKs make and read it. */
export function packSharedCiphertext({ keyVersionId, iv, sealed }: NamedCiphertext): Buffer {
  return Buffer.concat([Buffer.from(keyVersionId, 'latin1'), iv, sealed]);
}

/** @returns `null` for bytes of another layout, or under an algorithm whose number is not known */
export function unpackAdvanceCiphertext(blob: Uint8Array): NamedCiphertext | null {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  return bytes.subarray(0, HEAD.length).equals(HEAD) ? unpackSharedCiphertext(bytes.subarray(HEAD.length)) : null;
}

/** @returns `null` for bytes of another layout */
export function unpackSharedCiphertext(bytes: Buffer): NamedCiphertext | null {
  const keyVersionId = bytes.toString('latin1', 0, KEY_VERSION_ID_LENGTH);
  if (bytes.length < MIN_BYTES || !KEY_VERSION_ID.test(keyVersionId)) return null;
  const sealedAt = KEY_VERSION_ID_LENGTH + IV_BYTES;
  return { keyVersionId, iv: bytes.subarray(KEY_VERSION_ID_LENGTH, sealedAt), sealed: bytes.subarray(sealedAt) };
}
