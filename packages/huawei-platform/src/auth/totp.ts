import { createHmac } from 'node:crypto';

import { sameText } from '@dragoman/core';

const STEP_MS = 30_000;
const DIGITS = 6;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Whether a passcode is the one that a virtual MFA device shows: RFC 6238 with SHA-1, six digits and half minutes, as
 * Google Authenticator has it. One half minute before or after still fits.
 * @param secret in base32 @param now Unix milliseconds
 */
export function isPasscode(secret: string, passcode: string, now: number): boolean {
  const key = fromBase32(secret);
  const step = Math.floor(now / STEP_MS);
  return [step - 1, step, step + 1].some((counter) => sameText(codeOf(key, counter), passcode));
}

/** RFC 4226, section 5.3. */
function codeOf(key: Buffer, counter: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(Math.max(counter, 0)));
  const digest = createHmac('sha1', key).update(message).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 0xf) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** RFC 4648 without padding; what is no letter of it is left out, as apps that show blanks between letters expect. */
function fromBase32(text: string): Buffer {
  const bits = (text.toUpperCase().match(/[A-Z2-7]/g) ?? [])
    .map((letter) => ALPHABET.indexOf(letter))
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
