/** A ciphertext of the Advance operations, taken apart. */
export interface AdvanceCiphertext {
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
const MIN_BYTES = HEAD.length + KEY_VERSION_ID_LENGTH + IV_BYTES + TAG_BYTES;

/** The layout of alibabacloud-kms-python-sdk 1.1.3, which makes and reads it (`TransferClient`). */
export function packAdvanceCiphertext({ keyVersionId, iv, sealed }: AdvanceCiphertext): Buffer {
  return Buffer.concat([HEAD, Buffer.from(keyVersionId, 'latin1'), iv, sealed]);
}

/** @returns `null` for bytes of another layout, or under an algorithm whose number is not known */
export function unpackAdvanceCiphertext(blob: Uint8Array): AdvanceCiphertext | null {
  const bytes = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  if (bytes.length < MIN_BYTES || !bytes.subarray(0, HEAD.length).equals(HEAD)) return null;
  const ivAt = HEAD.length + KEY_VERSION_ID_LENGTH;
  return {
    keyVersionId: bytes.toString('latin1', HEAD.length, ivAt),
    iv: bytes.subarray(ivAt, ivAt + IV_BYTES),
    sealed: bytes.subarray(ivAt + IV_BYTES),
  };
}
