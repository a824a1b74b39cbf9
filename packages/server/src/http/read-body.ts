import type { IncomingMessage } from 'node:http';

import type { Awaitable } from '@dragoman/core';

const NONE = Buffer.alloc(0);

/** How much of a body that is too long is still taken in, so that its sender lives to read the rejection. */
const DRAIN_BYTES = 64 * 1024 * 1024;

/**
 * The body, or `null` when it is longer than `limit` bytes; a connection that breaks rejects. Of a request without one
 * it is known at once.
 */
export function readBody(request: IncomingMessage, limit: number): Awaitable<Buffer | null> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if ((length === undefined || length === '0') && encoding === undefined) return NONE;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (size > limit + DRAIN_BYTES) {
        request.pause();
        resolve(null);
      }
    });
    request.on('end', () => {
      resolve(size > limit ? null : Buffer.concat(chunks));
    });
    request.on('error', reject);
    request.on('close', () => {
      reject(new Error('the client went away'));
    });
  });
}
