const [LINE_FEED, ZERO, BACKSLASH] = [0x0a, 0x00, 0x5c];

/**
 * White space, quotes, backslashes and zero bytes: what stands between the parts of a value that is split over lines,
 * escaped, or in UTF-16.
 */
const DROPPED = new Uint8Array(256);
for (const byte of [...Buffer.from(' \t\r\n\f\v"\'\\'), ZERO]) DROPPED[byte] = 1;

/** What was dropped before a byte. */
export const MARKS = { zero: 1, backslash: 2 } as const;

const MARK = new Uint8Array(256);
MARK[ZERO] = MARKS.zero;
MARK[BACKSLASH] = MARKS.backslash;

/** The bytes of a spelling, or of a whole text, that a search compares. */
export function normalized(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.filter((byte) => DROPPED[byte] === 0));
}

/** Where a byte of a window stood in the stream. */
export interface StreamPosition {
  /** In bytes, from 0. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
}

/**
 * A stream without what a search drops, a window at a time: the last bytes of a window begin the next one, so that what
 * is split over two chunks stands in one of them whole.
 */
export class NormalizedStream {
  readonly #overlap: number;
  /** What a search reads, up to `length`. */
  bytes = new Uint8Array(0);
  /** What was dropped before each byte, see `MARKS`. */
  marks = new Uint8Array(0);
  length = 0;
  /** From the start of the chunk: negative for what was kept of the last one. */
  #offsets = new Int32Array(0);
  #lines = new Int32Array(0);
  #chunkStart = 0;
  #chunkLength = 0;
  #line = 1;
  #mark = 0;

  /** @param overlap in bytes: at least 0 */
  constructor(overlap: number) {
    this.#overlap = overlap;
  }

  /** Moves the window on to a chunk; by how many bytes. */
  push(chunk: Uint8Array): number {
    const before = this.length;
    const kept = this.#carry();
    this.#grow(kept + chunk.length);
    this.#chunkLength = chunk.length;
    const { bytes, marks } = this;
    const [offsets, lines] = [this.#offsets, this.#lines];
    let length = kept;
    let line = this.#line;
    let mark = this.#mark;
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] as number;
      if (DROPPED[byte] === 1) {
        mark |= MARK[byte] as number;
        if (byte === LINE_FEED) line += 1;
        continue;
      }
      bytes[length] = byte;
      marks[length] = mark;
      offsets[length] = index;
      lines[length] = line;
      mark = 0;
      length += 1;
    }
    this.length = length;
    this.#line = line;
    this.#mark = mark;
    return before - kept;
  }

  /** Where the byte at an index of the window stood. */
  positionOf(index: number): StreamPosition {
    return { offset: this.#chunkStart + (this.#offsets[index] ?? 0), line: this.#lines[index] ?? this.#line };
  }

  /** Keeps the end of the window for the next; how many bytes. */
  #carry(): number {
    const start = Math.max(0, this.length - this.#overlap);
    for (const column of [this.bytes, this.marks, this.#offsets, this.#lines]) column.copyWithin(0, start, this.length);
    const kept = this.length - start;
    for (let index = 0; index < kept; index++) this.#offsets[index] = (this.#offsets[index] ?? 0) - this.#chunkLength;
    this.#chunkStart += this.#chunkLength;
    return kept;
  }

  #grow(size: number): void {
    if (this.bytes.length >= size) return;
    const grown = <T extends Uint8Array | Int32Array>(into: T, from: T): T => {
      into.set(from);
      return into;
    };
    this.bytes = grown(new Uint8Array(size * 2), this.bytes);
    this.marks = grown(new Uint8Array(size * 2), this.marks);
    this.#offsets = grown(new Int32Array(size * 2), this.#offsets);
    this.#lines = grown(new Int32Array(size * 2), this.#lines);
  }
}
