/**
 * A ciphertext that says by which key and which of its versions it was made, so that decryption needs no more than it.
 * Layout: format, length of the key id, key id, ordinal of the version in four bytes, body. All before the body is the
 * head, which is bound to the body. The form that a client sees is the dialect's.
 */
const FORMAT = 1;
const ORDINAL_BYTES = 4;

export interface Ciphertext {
  readonly keyId: string;
  readonly ordinal: number;
  readonly head: Buffer;
  readonly body: Uint8Array;
}

/** The head of a ciphertext. */
export function ciphertextHead(keyId: string, ordinal: number): Buffer {
  const id = Buffer.from(keyId);
  const head = Buffer.alloc(2 + id.length + ORDINAL_BYTES);
  head[0] = FORMAT;
  head[1] = id.length;
  id.copy(head, 2);
  head.writeUInt32BE(ordinal, 2 + id.length);
  return head;
}

/** Takes a ciphertext apart; `null` where it is none. */
export function readCiphertext(bytes: Uint8Array): Ciphertext | null {
  const [format, idLength = 0] = bytes;
  const bodyAt = 2 + idLength + ORDINAL_BYTES;
  if (format !== FORMAT || bytes.length <= bodyAt) return null;
  const head = Buffer.from(bytes.subarray(0, bodyAt));
  const keyId = head.toString('utf8', 2, 2 + idLength);
  return { keyId, ordinal: head.readUInt32BE(2 + idLength), head, body: bytes.subarray(bodyAt) };
}

/** What a client binds to a ciphertext and must give again to decrypt it. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** The one text form of a context, whatever the order of its pairs. */
export function canonicalContext(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Buffer.from(JSON.stringify(pairs));
}
