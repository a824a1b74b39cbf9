/** Chance that is the same in every run. */
export interface SeededRandom {
  /** From 0 to below a bound. */
  below(bound: number): number;
  oneOf<T>(choices: readonly T[]): T;
  /** A secret value: letters and digits, text with marks of every encoding, or bytes. */
  value(kind: number): string | Uint8Array;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const MARKS = `${LETTERS}-_.!~*'()<>&"\\/+=%?# é密`;

export function seededRandom(seed: number): SeededRandom {
  let state = seed;
  const below = (bound: number): number => {
    // Mulberry32, a generator of 32 bits of state.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
  const oneOf = <T>(choices: readonly T[]): T => {
    const chosen = choices[below(choices.length)];
    if (chosen === undefined) throw new RangeError('there is nothing to choose from');
    return chosen;
  };
  const text = (letters: string, length: number): string =>
    Array.from({ length }, () => oneOf(Array.from(letters))).join('');
  const value = (kind: number): string | Uint8Array => {
    if (kind % 3 === 0) return text(LETTERS, 12 + below(30));
    if (kind % 3 === 1) return `${text(LETTERS, 10)}${text(MARKS, 10 + below(30))}`;
    return Uint8Array.from({ length: 16 + below(40) }, () => below(256));
  };
  return { below, oneOf, value };
}

/** Lines of a log with a value in them, as the chunks of a stream: some split over lines, some over chunks. */
export function plantedText(random: SeededRandom, value: Buffer): Buffer[] {
  const line = (): Buffer =>
    Buffer.from(
      `2026-11-30T14:00:${random.below(60)}.000Z INFO user=${random.below(1e6)} path="/v1/secrets" took 12 ms\n`,
    );
  const at = 1 + random.below(value.length - 1);
  const breaks = ['', '', '\n', '\r\n    ', '\\\n', '"\n"', '\n\t'];
  const broken = Buffer.concat([value.subarray(0, at), Buffer.from(random.oneOf(breaks)), value.subarray(at)]);
  const bytes = Buffer.concat([line(), broken, line()]);
  const [first = 0, second = 0] = [random.below(bytes.length), random.below(bytes.length)].toSorted((a, b) => a - b);
  return [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)];
}
