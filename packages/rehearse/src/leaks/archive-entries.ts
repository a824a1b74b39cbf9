import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

import { extract } from 'tar-stream';
import { fromBufferPromise, openPromise, type ZipFile } from 'yauzl';

export type ArchiveKind = 'gzip' | 'tar' | 'zip';

/** A file, or what an archive held. */
export type ArchiveSource = { readonly path: string } | { readonly bytes: Buffer };

/** How many bytes of a stream say whether it is an archive. */
export const HEAD_BYTES = 512;

const TAR_MAGIC_AT = 257;

/** What the first bytes of a stream say that it is; null: no archive. */
export function archiveKindOf(head: Uint8Array): ArchiveKind | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6)))
    return 'zip';
  const magic = Buffer.from(head.subarray(TAR_MAGIC_AT, TAR_MAGIC_AT + 5)).toString('latin1');
  return magic === 'ustar' ? 'tar' : null;
}

export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * What an archive holds, one after the other: each is to be read before the next is asked for.
 * @throws Error from the library or the stream where it is damaged, or encrypted
 */
export function entriesOf(kind: ArchiveKind, source: ArchiveSource): AsyncIterable<ArchiveEntry> {
  if (kind === 'zip') return zipEntries(source);
  return kind === 'gzip' ? gzipEntry(source) : tarEntries(source);
}

export const streamOf = (source: ArchiveSource): Readable =>
  'path' in source ? createReadStream(source.path) : Readable.from([source.bytes]);

async function* gzipEntry(source: ArchiveSource): AsyncGenerator<ArchiveEntry> {
  yield await Promise.resolve({ name: '', bytes: joined(streamOf(source), createGunzip()) });
}

async function* tarEntries(source: ArchiveSource): AsyncGenerator<ArchiveEntry> {
  const tar = joined(streamOf(source), extract());
  for await (const entry of tar) yield { name: entry.header.name, bytes: entry as AsyncIterable<Uint8Array> };
}

async function* zipEntries(source: ArchiveSource): AsyncGenerator<ArchiveEntry> {
  const zip: ZipFile = 'path' in source ? await openPromise(source.path) : await fromBufferPromise(source.bytes);
  try {
    for await (const entry of zip.eachEntry())
      yield { name: entry.fileName, bytes: await zip.openReadStreamPromise(entry) };
  } finally {
    zip.close();
  }
}

/** An error of what is read is one of what reads it. */
function joined<T extends NodeJS.WritableStream & { destroy(error?: Error): unknown }>(from: Readable, into: T): T {
  from.on('error', (error) => into.destroy(error));
  from.pipe(into);
  return into;
}
