import type { Readable } from 'node:stream';

/** All that a stream has. @param limit in bytes @throws Error where it has more, and reads no further */
export async function readWhole(stream: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new TooLongError(`more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A body is longer than is taken. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}
