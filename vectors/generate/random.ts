import { createHash } from 'node:crypto';

/** Choices that look random and are the same each time. */
export interface Choices {
  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** Text of letters and digits. */
  text(length: number): string;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Made of SHA-256 in counter mode over the seed. */
export function choicesFrom(seed: string): Choices {
  let counter = 0;
  const below = (limit: number): number => {
    const digest = createHash('sha256').update(`${seed}/${counter}`).digest();
    counter += 1;
    return Number(digest.readBigUInt64BE() % BigInt(limit));
  };
  return {
    below,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('there is nothing to pick from');
      return value;
    },
    text: (length) => Array.from({ length }, () => LETTERS.charAt(below(LETTERS.length))).join(''),
  };
}
