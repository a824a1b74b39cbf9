import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { SNAPSHOT_MESSAGES } from './messages.ts';
import { SnapshotError } from './snapshot-error.ts';
import { CHUNK_BYTES, chunksOf, nameless, type StoredBytes } from './stored-bytes.ts';

/** As much is held; what is longer goes into a file, so that a state of any size takes no more memory. */
const HELD_BYTES = 4 * 2 ** 20;

const NEWLINE = 10;

/** What the system says of a directory that takes no more. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EFBIG']);

/** Where bytes are put aside, and how many at most. */
export interface SpoolOptions {
  /** Of the file that is made where they are many. */
  readonly directory: string;
  readonly maxBytes: number;
  /** What is thrown for more. */
  readonly tooLarge: () => Error;
}

/** Bytes put aside, to be read once all of them are there. Who made it closes it. */
export class Spool implements StoredBytes {
  readonly #options: SpoolOptions;
  #held: Buffer[] = [];
  #file: { readonly file: FileHandle; remove(): void } | null = null;
  #size = 0;

  constructor(options: SpoolOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#size;
  }

  /** @throws SnapshotError `no-room`, and what is thrown for too many */
  async write(chunk: Uint8Array): Promise<void> {
    this.#size += chunk.length;
    if (this.#size > this.#options.maxBytes) throw this.#options.tooLarge();
    if (this.#file === null && this.#size <= HELD_BYTES) {
      this.#held.push(Buffer.from(chunk));
      return;
    }
    try {
      await this.#append(chunk);
    } catch (error) {
      throw this.#noRoom(error);
    }
  }

  async #append(chunk: Uint8Array): Promise<void> {
    this.#file ??= await nameless(join(this.#options.directory, '.spool-'));
    const { file } = this.#file;
    const held = this.#held;
    this.#held = [];
    for (const part of held) await file.appendFile(part);
    await file.appendFile(chunk);
  }

  async *chunks(start = 0, end = this.#size): AsyncGenerator<Buffer> {
    if (this.#file === null) yield this.#all().subarray(start, end);
    else yield* chunksOf(this.#file.file, start, Math.min(end, this.#size));
  }

  /** Lines, each ended by a line feed, read as they are asked for and within one turn of the event loop. */
  *lines(): Generator<string> {
    let rest: Buffer = Buffer.alloc(0);
    for (const chunk of this.#chunksAtOnce()) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
        yield bytes.toString('utf8', start, end);
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
  }

  async close(): Promise<void> {
    this.#held = [];
    const opened = this.#file;
    this.#file = null;
    await opened?.file.close();
    opened?.remove();
  }

  #all(): Buffer {
    if (this.#held.length > 1) this.#held = [Buffer.concat(this.#held)];
    return this.#held[0] ?? Buffer.alloc(0);
  }

  *#chunksAtOnce(): Generator<Buffer> {
    if (this.#file === null) {
      yield this.#all();
      return;
    }
    const { fd } = this.#file.file;
    for (let at = 0; at < this.#size;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(fd, chunk, 0, CHUNK_BYTES, at);
      if (length === 0) throw new Error('a file that was put aside was cut short');
      yield chunk.subarray(0, length);
      at += length;
    }
  }

  #noRoom(error: unknown): unknown {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!NO_ROOM.has(code)) return error;
    const { directory } = this.#options;
    return new SnapshotError('no-room', SNAPSHOT_MESSAGES.noRoom({ directory, code }), { cause: error });
  }
}
