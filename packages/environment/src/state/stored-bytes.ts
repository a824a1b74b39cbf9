import { rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Bytes that can be read more than once, without all of them being held. */
export interface StoredBytes {
  readonly size: number;
  /** Those from `start` up to `end`; without them all. */
  chunks(start?: number, end?: number): AsyncIterable<Buffer>;
  /** Lets go of them. */
  close(): Promise<void>;
}

/** How much is read at a time. */
export const CHUNK_BYTES = 256 * 2 ** 10;

/** Bytes that are held. */
export function heldBytes(bytes: Buffer): StoredBytes {
  return {
    size: bytes.length,
    async *chunks(start, end) {
      yield bytes.subarray(start, end);
    },
    close: async () => undefined,
  };
}

/** The bytes of a file, which stays readable though another one takes its name. @throws Error of the system */
export async function fileBytes(path: string): Promise<StoredBytes> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return {
      size,
      chunks: (start = 0, end = size) => chunksOf(file, start, Math.min(end, size)),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

let opened = 0;

/** Opens a file for its owner alone that nobody else finds: it is gone with its last reader, however that ends. */
export async function nameless(path: string): Promise<{ readonly file: FileHandle; remove(): void }> {
  const name = `${path}${process.pid}-${(opened += 1)}`;
  const file = await open(name, 'wx+', 0o600);
  const remove = (): void => {
    rmSync(name, { force: true });
  };
  // Windows removes no file that is open.
  if (process.platform !== 'win32') remove();
  return { file, remove };
}

/** @throws Error where the file ends before */
export async function* chunksOf(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const wanted = Math.min(CHUNK_BYTES, end - at);
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, at);
    if (bytesRead === 0) throw new Error('the file was cut short while it was read');
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

/** Those from `start` up to `end`, at once; without them all. */
export async function allOf(bytes: StoredBytes, start?: number, end?: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of bytes.chunks(start, end)) parts.push(chunk);
  return Buffer.concat(parts);
}
