import { promisify } from 'node:util';
import { brotliDecompress, inflate, zstdDecompress } from 'node:zlib';

/** What an inspecting proxy read of a request. */
export interface ReadRequest {
  readonly host: string;
  readonly port: number;
  readonly method: string;
  readonly url: string;
  /** Names and values by turns. */
  readonly rawHeaders: readonly string[];
  /** As it was sent: a Content-Encoding is still in place. */
  readonly body: Buffer;
  readonly isTruncated: boolean;
}

/** What a compressed body may hold, in bytes. */
const MOST_DECODED_BYTES = 256 * 1024 * 1024;

const DECODERS = {
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
  zstd: promisify(zstdDecompress),
} as const;

/** The request line and headers of a request, as text to be searched. */
export function headOf({ method, url, rawHeaders }: ReadRequest): Buffer {
  const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1] ?? ''}`] : []));
  return Buffer.from([`${method} ${url}`, ...lines, ''].join('\n'));
}

/**
 * The body without its Content-Encoding, where it has one that no search unpacks by itself, as it does gzip.
 * @throws Error where it is not what it says
 */
export async function bodyOf({ rawHeaders, body }: ReadRequest): Promise<Buffer> {
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-encoding');
  const encoding = at === -1 ? '' : (rawHeaders[at + 1] ?? '').trim().toLowerCase();
  if (body.length === 0 || !Object.hasOwn(DECODERS, encoding)) return body;
  return DECODERS[encoding as keyof typeof DECODERS](body, { maxOutputLength: MOST_DECODED_BYTES });
}
