import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Turns one bit. @param random where, from 0 to 1 */
export function turnBit(bytes: Buffer, at: number, random: () => number): Buffer {
  const turned = Buffer.from(bytes);
  turned[at] = (turned[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return turned;
}

/** Turns some bits of the files in a directory, wherever they are. */
export function turnBits(directory: string, flips: number, random: () => number): void {
  const files = readdirSync(directory).map((name) => join(directory, name));
  const sizes = files.map((file) => readFileSync(file).length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  for (let flip = 0; flip < flips; flip += 1) {
    let at = Math.floor(random() * total);
    const index = sizes.findIndex((size) => (at < size ? true : ((at -= size), false)));
    const file = files[index];
    if (file !== undefined) writeFileSync(file, turnBit(readFileSync(file), at, random));
  }
}
