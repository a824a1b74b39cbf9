import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';

import type { ConsoleFile } from './console-file.ts';

/** Everything that the page may load is its own, and nothing of it stands in the page itself. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** A year, as long as the cache of a browser keeps anything. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Answers a file in the form that the browser takes, or that it has it already. */
export function serveFile(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  response: ServerResponse,
  file: ConsoleFile,
): void {
  const common = {
    ...HEADERS,
    'Cache-Control': file.immutable ? FOR_EVER : 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  };
  if (headers['if-none-match']?.split(/,\s*/).includes(file.etag) === true) {
    response.writeHead(304, common).end();
    return;
  }
  const { encoding, bytes } = encodedFor(headers['accept-encoding'] ?? '', file);
  response.writeHead(200, {
    ...common,
    'Content-Type': file.type,
    'Content-Length': bytes.length,
    ...(encoding !== null && { 'Content-Encoding': encoding }),
  });
  response.end(method === 'HEAD' ? undefined : bytes);
}

/** Who takes neither form is rare, and gets the bytes unpacked. */
function encodedFor(
  accepted: string,
  { gzip, brotli }: ConsoleFile,
): { readonly encoding: 'br' | 'gzip' | null; readonly bytes: Buffer } {
  if (accepts(accepted, 'br')) return { encoding: 'br', bytes: Buffer.from(brotli, 'base64') };
  const packed = Buffer.from(gzip, 'base64');
  return accepts(accepted, 'gzip')
    ? { encoding: 'gzip', bytes: packed }
    : { encoding: null, bytes: gunzipSync(packed) };
}

function accepts(accepted: string, coding: string): boolean {
  const given = accepted.split(',').find((one) => one.split(';')[0]?.trim() === coding);
  return given !== undefined && !/;\s*q=0(\.0*)?\s*$/.test(given);
}
