import { percentEncode } from '../encoding.ts';
import type { Spoil } from '../changes.ts';

/** A signature in Base64. */
export const BASE64_SPOILS: Readonly<Record<string, Spoil>> = {
  'the first bit is flipped': (text) => onBytes(text, (bytes) => flip(bytes, 0, 128)),
  'the last bit is flipped': (text) => onBytes(text, (bytes) => flip(bytes, bytes.length - 1, 1)),
  'a bit in the middle is flipped': (text) => onBytes(text, (bytes) => flip(bytes, bytes.length >> 1, 16)),
  'the first byte is gone': (text) => onBytes(text, (bytes) => bytes.subarray(1)),
  'the last byte is gone': (text) => onBytes(text, (bytes) => bytes.subarray(0, -1)),
  'the first half alone': (text) => onBytes(text, (bytes) => bytes.subarray(0, bytes.length >> 1)),
  'a zero byte in front': (text) => onBytes(text, (bytes) => Buffer.concat([Buffer.alloc(1), bytes])),
  'a zero byte at the end': (text) => onBytes(text, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])),
  'its bytes backwards': (text) => onBytes(text, (bytes) => Buffer.from(bytes).reverse()),
  'it stands twice': (text) => onBytes(text, (bytes) => Buffer.concat([bytes, bytes])),
  'all zeros': (text) => onBytes(text, (bytes) => Buffer.alloc(bytes.length)),
  'all ones': (text) => onBytes(text, (bytes) => Buffer.alloc(bytes.length, 255)),
  'one letter alone': (text) => text.slice(0, 1),
  'a letter more in front': (text) => `A${text}`,
  'in hexadecimal': (text) => Buffer.from(text, 'base64').toString('hex'),
  'encoded twice': (text) => percentEncode(text),
  'in capitals': (text) => text.toUpperCase(),
  'in small letters': (text) => text.toLowerCase(),
  'Base64 in Base64': (text) => Buffer.from(text).toString('base64'),
};

function onBytes(text: string, spoil: (bytes: Buffer) => Buffer): string {
  return spoil(Buffer.from(text, 'base64')).toString('base64');
}

function flip(bytes: Buffer, at: number, bit: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ bit;
  return flipped;
}

/** Spellings of Base64 that decode to the same: wrong where the service compares text, as for HMAC. */
export const SPELLINGS: Readonly<Record<string, Spoil>> = {
  'without its padding': (text) => text.replace(/=+$/, ''),
  'in the alphabet for URLs': (text) => text.replaceAll('+', '-').replaceAll('/', '_'),
  'with a line break at its end': (text) => `${text}\n`,
  'with a blank in front': (text) => ` ${text}`,
};
