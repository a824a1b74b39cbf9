import { innerTexts } from './inner-texts.ts';

/** What stands where a secret value stood. */
export const HIDDEN = '[secret]';

/** Shorter texts are no secrets that could be kept. */
const SHORTEST = 4;
/**
 * Shorter values are hidden only where they are the whole text or a whole part of a path: any string has their letters
 * somewhere.
 */
const MIN_WITHIN = 8;
/** Longer values than two ends are known by these alone. */
const END_LENGTH = 32;
/** How much of a text is shown, in UTF-16 units: what is looked for costs the product of its length and the values'. */
const MAX_SHOWN = 8 * 1_024;
/** How many values are known at least, once so many were learned; twice as many at most. */
const MAX_GENERATION = 20_000;

/** A 53-bit number made of a string and a key; of no use without the key. */
type Fingerprint = number;

interface Generation {
  /** Of whole values, by their length. */
  readonly whole: Map<number, Set<Fingerprint>>;
  /** Of the ends of long ones. */
  readonly ends: Set<Fingerprint>;
  size: number;
}

/**
 * Knows secrets by value without keeping them: keyed fingerprints of what was sealed or opened lately, and of what
 * rejected requests brought. Takes them out of what is shown, wherever a client put them: in the place of a name, a
 * path or a key id.
 */
export class SecretRedactor {
  readonly #hashes: readonly [RollingHash, RollingHash];
  #young = newGeneration();
  #old = newGeneration();

  /** @param key at least 8 random bytes */
  constructor(key: Uint8Array) {
    const words32 = new DataView(key.buffer, key.byteOffset);
    this.#hashes = [new RollingHash(words32.getUint32(0)), new RollingHash(words32.getUint32(4))];
  }

  /** Gets to know a secret value and, when it is JSON, the texts in it. */
  add(value: string): void {
    if (!this.#add(value)) return;
    for (const inner of innerTexts(value)) this.#add(inner);
  }

  /**
   * The text without the secrets that are known, percent-encoded ones among them; of one that is longer than 8,192
   * characters, its beginning and an ellipsis.
   */
  redact(text: string): string {
    if (text.length < SHORTEST) return text;
    const plain = percentDecode(text);
    const hidden = this.#without(plain);
    return hidden === shortened(plain) ? this.#without(text) : hidden;
  }

  /** Whether the value is new. */
  #add(value: string): boolean {
    const { length } = value;
    if (length < SHORTEST) return false;
    if (this.#young.size >= MAX_GENERATION) [this.#old, this.#young] = [this.#young, newGeneration()];
    if (length > 2 * END_LENGTH)
      return [this.#fingerprint(value, 0, END_LENGTH), this.#fingerprint(value, length - END_LENGTH, END_LENGTH)]
        .map((fingerprint) => added(this.#young, this.#young.ends, fingerprint))
        .includes(true);
    const fingerprints = this.#young.whole.get(length) ?? new Set();
    this.#young.whole.set(length, fingerprints);
    return added(this.#young, fingerprints, this.#fingerprint(value, 0, length));
  }

  #without(whole: string): string {
    // What begins in the part that is shown is whole, or shows its first end.
    const text = whole.slice(0, MAX_SHOWN + 2 * END_LENGTH);
    const generations = [this.#young, this.#old];
    if (generations.some(({ ends }) => this.#find(text, END_LENGTH, ends).length > 0)) return HIDDEN;
    const ranges = generations.flatMap(({ whole }) =>
      [...whole].flatMap(([length, fingerprints]) => this.#find(text, length, fingerprints)),
    );
    let visible = shortened(whole);
    // From the end, so that places before stay where they are; one that reaches into the last is hidden with it.
    for (const { from, to } of mergeRanges(ranges.filter(({ from }) => from < MAX_SHOWN)).reverse())
      visible = visible.slice(0, from) + HIDDEN + visible.slice(to);
    return visible;
  }

  #find(text: string, length: number, fingerprints: ReadonlySet<Fingerprint>): TextRange[] {
    const found: TextRange[] = [];
    if (fingerprints.size === 0 || length > text.length) return found;
    const [high, low] = this.#hashes.map((hash) => hash.windows(text, length)) as [Uint32Array, Uint32Array];
    for (let from = 0; from < high.length; from += 1) {
      const range = { from, to: from + length };
      if (
        fingerprints.has(combine(high[from] ?? 0, low[from] ?? 0)) &&
        (length >= MIN_WITHIN || isWholePart(text, range))
      )
        found.push(range);
    }
    return found;
  }

  #fingerprint(text: string, from: number, length: number): Fingerprint {
    const [high, low] = this.#hashes;
    return combine(high.of(text, from, length), low.of(text, from, length));
  }
}

interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** A polynomial hash with a secret base, modulo 2³²: the next window's follows from the last one's. */
class RollingHash {
  readonly #base: number;

  constructor(secret: number) {
    this.#base = secret | 1;
  }

  /** The hash of one window. */
  of(text: string, from: number, length: number): number {
    let hash = 0;
    for (let at = from; at < from + length; at += 1) hash = Math.imul(hash + text.charCodeAt(at) + 1, this.#base);
    return hash >>> 0;
  }

  /** The hashes of all windows of so many UTF-16 units. */
  windows(text: string, length: number): Uint32Array {
    const hashes = new Uint32Array(text.length - length + 1);
    let [hash, power] = [0, 1];
    for (let at = 0; at < text.length; at += 1) {
      if (at < length) power = Math.imul(power, this.#base);
      hash = Math.imul(hash + text.charCodeAt(at) + 1, this.#base);
      if (at >= length) hash -= Math.imul(text.charCodeAt(at - length) + 1, Math.imul(power, this.#base));
      if (at >= length - 1) hashes[at - length + 1] = hash;
    }
    return hashes;
  }
}

function newGeneration(): Generation {
  return { whole: new Map(), ends: new Set(), size: 0 };
}

function added(generation: Generation, fingerprints: Set<Fingerprint>, fingerprint: Fingerprint): boolean {
  if (fingerprints.has(fingerprint)) return false;
  fingerprints.add(fingerprint);
  generation.size += 1;
  return true;
}

/** As much of both as a number holds exactly. */
function combine(high: number, low: number): Fingerprint {
  return high * 2 ** 21 + (low >>> 11);
}

function isWholePart(text: string, { from, to }: TextRange): boolean {
  return (from === 0 || text[from - 1] === '/') && (to === text.length || text[to] === '/');
}

/** Places that touch or overlap as one, in their order. */
function mergeRanges(ranges: readonly TextRange[]): TextRange[] {
  const result: TextRange[] = [];
  for (const range of ranges.toSorted((left, right) => left.from - right.from)) {
    const last = result.at(-1);
    if (last === undefined || range.from > last.to) result.push(range);
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return result;
}

function shortened(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** Percent-encoding undone, also where it was done twice. */
function percentDecode(text: string): string {
  let plain = text;
  for (let round = 0; round < 2 && plain.includes('%'); round += 1) {
    try {
      plain = decodeURIComponent(plain);
    } catch {
      return plain;
    }
  }
  return plain;
}
