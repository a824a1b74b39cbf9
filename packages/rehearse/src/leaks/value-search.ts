import { ENCODINGS, type Encoding, spellingsOf } from './encodings.ts';
import { MARKS, normalized, NormalizedStream, type StreamPosition } from './normalized-stream.ts';

/** A value that a program could obtain. */
export interface SearchedValue {
  /** What a finding calls it: never the value. */
  readonly name: string;
  readonly value: string | Uint8Array;
}

export interface Finding extends StreamPosition {
  /** The name of the value. */
  readonly name: string;
  readonly encoding: Encoding;
}

/** Fewer bytes are found by chance, and a value that short is not searched for. */
export const SHORTEST_VALUE = 8;

/** Who has this many bytes of a value has the value. */
const LONGEST_COMPARED = 256;

const BLOCK = 3;
const HASH_BITS = 18;

interface Pattern {
  readonly bytes: Buffer;
  readonly name: string;
  readonly encoding: Encoding;
  readonly isText: boolean;
}

/**
 * Finds many values at once, in any of their spellings, in streams of any size, by the algorithm of Wu and Manber ("A
 * fast algorithm for multi-pattern searching", 1994): most bytes are skipped by what the three before them cannot end.
 */
export class ValueSearch {
  readonly #patterns: readonly Pattern[];
  /** The length of the part of each pattern that the tables know. */
  readonly #prefix: number;
  readonly #longest: number;
  readonly #shifts: Uint8Array;
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** The names of values that are too short to be told from chance. */
  readonly tooShort: readonly string[];

  constructor(values: readonly SearchedValue[]) {
    const long = values.filter(isLong);
    this.tooShort = values.filter((value) => !isLong(value)).map(({ name }) => name);
    this.#patterns = long.flatMap(patternsOf);
    const lengths = this.#patterns.map(({ bytes }) => bytes.length);
    this.#prefix = lengths.reduce((least, length) => Math.min(least, length), LONGEST_COMPARED);
    this.#longest = lengths.reduce((most, length) => Math.max(most, length), 0);
    this.#shifts = new Uint8Array(1 << HASH_BITS).fill(Math.min(255, this.#prefix - BLOCK + 1));
    this.#first = new Int32Array(1 << HASH_BITS).fill(-1);
    this.#next = new Int32Array(this.#patterns.length).fill(-1);
    for (const [index, { bytes }] of this.#patterns.entries()) this.#enter(index, bytes);
  }

  /** A search of one stream: `push` what it holds, then `end`; both give what is found so far. */
  open(): { push: (chunk: Uint8Array) => Finding[]; end: () => Finding[] } {
    const stream = new NormalizedStream(Math.max(0, this.#longest - 1));
    const findings: Finding[] = [];
    /** Where in the window that begins which was not looked at. */
    let start = 0;
    const search = (isLast: boolean): Finding[] => {
      const end = isLast ? stream.length : Math.max(start, stream.length - this.#longest + 1);
      this.#searchIn(stream, start, end, findings);
      start = end;
      return findings.splice(0);
    };
    const push = (chunk: Uint8Array): Finding[] => {
      if (this.#patterns.length === 0) return [];
      start -= stream.push(chunk);
      return search(false);
    };
    return { push, end: () => search(true) };
  }

  /** What is in a text as a whole. */
  findIn(bytes: Uint8Array): Finding[] {
    const { push, end } = this.open();
    return [...push(bytes), ...end()];
  }

  #enter(index: number, bytes: Buffer): void {
    for (let end = BLOCK; end <= this.#prefix; end++) {
      const hash = hashOf(bytes, end - BLOCK);
      this.#shifts[hash] = Math.min(this.#shifts[hash] ?? 0, this.#prefix - end);
      if (end !== this.#prefix) continue;
      this.#next[index] = this.#first[hash] ?? -1;
      this.#first[hash] = index;
    }
  }

  /** Finds what begins from `start` to before `end`. */
  #searchIn(stream: NormalizedStream, start: number, end: number, found: Finding[]): void {
    const { bytes, length } = stream;
    const shifts = this.#shifts;
    const last = Math.min(end + this.#prefix - BLOCK, length - BLOCK + 1);
    let at = start + this.#prefix - BLOCK;
    while (at < last) {
      const hash = hashOf(bytes, at);
      const shift = shifts[hash] as number;
      if (shift === 0) {
        this.#compare(stream, at - this.#prefix + BLOCK, this.#first[hash] ?? -1, found);
        at += 1;
      } else at += shift;
    }
  }

  #compare(stream: NormalizedStream, start: number, first: number, found: Finding[]): void {
    for (let index = first; index !== -1; index = this.#next[index] ?? -1) {
      const pattern = this.#patterns[index];
      if (pattern === undefined || !isAt(pattern.bytes, stream, start)) continue;
      const { name, encoding } = pattern;
      const isPlain = encoding === 'plain' && pattern.isText;
      found.push({
        name,
        encoding: isPlain ? plainAs(stream, start, pattern.bytes.length) : encoding,
        ...stream.positionOf(start),
      });
    }
  }
}

function isLong({ value }: SearchedValue): boolean {
  return normalized(Buffer.from(value as string)).length >= SHORTEST_VALUE;
}

/** Each spelling once, by the first name that it has. */
function patternsOf({ name, value }: SearchedValue): Pattern[] {
  const byBytes = new Map<string, Pattern>();
  const spellings = spellingsOf(value).map(({ encoding, bytes }): Pattern => {
    const isText = typeof value === 'string';
    return { name, encoding, isText, bytes: normalized(bytes).subarray(0, LONGEST_COMPARED) };
  });
  spellings.sort((one, other) => ENCODINGS.indexOf(one.encoding) - ENCODINGS.indexOf(other.encoding));
  for (const pattern of spellings) {
    const key = pattern.bytes.toString('latin1');
    if (!byBytes.has(key)) byBytes.set(key, pattern);
  }
  return [...byBytes.values()];
}

/** What was dropped between the bytes of a plain value says how it was written. */
function plainAs({ marks }: NormalizedStream, start: number, length: number): Encoding {
  let dropped = 0;
  for (let index = start + 1; index < start + length; index++) dropped |= marks[index] ?? 0;
  if ((dropped & MARKS.zero) !== 0) return 'utf-16';
  return (dropped & MARKS.backslash) === 0 ? 'plain' : 'json';
}

function isAt(pattern: Buffer, { bytes, length }: NormalizedStream, start: number): boolean {
  if (start + pattern.length > length) return false;
  for (let index = 0; index < pattern.length; index++) if (pattern[index] !== bytes[start + index]) return false;
  return true;
}

function hashOf(bytes: Uint8Array, at: number): number {
  const block = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
  return Math.imul(block, 0x9e3779b1) >>> (32 - HASH_BITS);
}
