import { randomIds } from '@dragoman/environment';
import type { CanarySource } from '@dragoman/rehearse';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Of 62 letters a byte gives any one about as often as another: canaries are to be unlike any text, not keys. */
export const randomSource: CanarySource = {
  text: (length) => Array.from(randomIds.bytes(length), (byte) => LETTERS[byte % LETTERS.length] ?? '').join(''),
  bytes: (length) => randomIds.bytes(length),
};
