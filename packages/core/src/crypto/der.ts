/** The little of DER that keys and signatures on elliptic curves are written in. */
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const SEQUENCE = 0x30;

export function derSequence(...parts: readonly Uint8Array[]): Buffer {
  return element(SEQUENCE, Buffer.concat(parts));
}

/** A number that is not negative. */
export function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return element(INTEGER, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

export function derOctets(bytes: Uint8Array): Buffer {
  return element(OCTET_STRING, bytes);
}

/** A string of whole bytes. */
export function derBits(bytes: Uint8Array): Buffer {
  return element(BIT_STRING, Buffer.concat([Buffer.of(0), bytes]));
}

/**
 * What stands in a sequence of integers and octet strings, in order; `null` where it is no such sequence, written in
 * the one way.
 */
export function readDerSequence(der: Uint8Array): readonly (bigint | Buffer)[] | null {
  const outer = readElement(Buffer.from(der));
  if (outer?.tag !== SEQUENCE || outer.rest.length > 0) return null;
  const items: (bigint | Buffer)[] = [];
  for (let left = outer.content; left.length > 0;) {
    const inner = readElement(left);
    if (inner === null) return null;
    const item = inner.tag === INTEGER ? readInteger(inner.content) : inner.tag === OCTET_STRING ? inner.content : null;
    if (item === null) return null;
    items.push(item);
    left = inner.rest;
  }
  return items;
}

function readInteger(content: Buffer): bigint | null {
  const [first, second] = content;
  const isMinimal = first !== undefined && first < 0x80 && (first !== 0 || second === undefined || second >= 0x80);
  return isMinimal ? BigInt(`0x${content.toString('hex')}`) : null;
}

function element(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  if (length < 0x1_00) return Buffer.of(0x81, length);
  if (length < 0x1_00_00) return Buffer.of(0x82, length >> 8, length & 0xff);
  return Buffer.of(0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
}

function readElement(bytes: Buffer): { readonly tag: number; readonly content: Buffer; readonly rest: Buffer } | null {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return null;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if (lengthBytes > 3 || bytes.length < 2 + lengthBytes) return null;
  const length = lengthBytes === 0 ? first & 0x7f : bytes.readUIntBE(2, lengthBytes);
  const start = 2 + lengthBytes;
  const isMinimal = lengthOf(length).equals(bytes.subarray(1, start));
  if (!isMinimal || bytes.length < start + length) return null;
  return { tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}
