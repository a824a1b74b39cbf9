import { lstat, opendir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import {
  type ArchiveEntry,
  type ArchiveKind,
  archiveKindOf,
  type ArchiveSource,
  entriesOf,
  HEAD_BYTES,
  streamOf,
} from './archive-entries.ts';
import type { Finding, ValueSearch } from './value-search.ts';

/** A value that was found, and where. */
export interface LocatedFinding extends Finding {
  /** A file and what it holds, such as `logs/a.tar.gz › app.log`, or a stream, such as `stdout`. */
  readonly location: string;
}

/** What could not be searched, or not wholly. */
export interface Unsearched {
  readonly location: string;
  readonly reason: string;
}

export interface SearchOutcome {
  readonly findings: LocatedFinding[];
  readonly unsearched: Unsearched[];
  bytes: number;
}

export const emptyOutcome = (): SearchOutcome => ({ findings: [], unsearched: [], bytes: 0 });

/** How far archives are looked into. */
export interface UnpackingLimits {
  /** Of an archive within another, which is held in memory meanwhile. */
  readonly heldBytes: number;
  /** Of all that one file's archives hold: more is a decompression bomb. */
  readonly unpackedBytes: number;
  /** Of archives within each other. */
  readonly depth: number;
}

const MIB = 1024 * 1024;
const LIMITS: UnpackingLimits = { heldBytes: 64 * MIB, unpackedBytes: 4096 * MIB, depth: 4 };

/** What a search goes by, and what comes of it. */
export interface FileSearch {
  readonly search: ValueSearch;
  readonly outcome: SearchOutcome;
  readonly limits?: UnpackingLimits;
}

interface Unpacking {
  readonly search: ValueSearch;
  readonly outcome: SearchOutcome;
  readonly limits: UnpackingLimits;
  unpackedBytes: number;
}

/**
 * Searches the files below a folder, and what their archives hold (zip, tar, gzip, within each other too). Symbolic
 * links are not followed.
 * @param since milliseconds since 1970: files that last changed before are left out (what unpacks an archive sets the
 *   time of writing, not this one)
 */
export async function searchFolder(files: FileSearch, folder: string, since: number): Promise<void> {
  for await (const path of filesBelow(folder, since, files.outcome)) {
    for (const finding of files.search.findIn(Buffer.from(basename(path)))) {
      files.outcome.findings.push({ location: `the name of ${path}`, ...finding });
    }
    await searchFile(files, path);
  }
}

/** @param location what findings call it */
function searchFile(files: FileSearch, path: string, location = path): Promise<void> {
  return searchWhole(files, location, { path });
}

/** Searches what is in memory as a file is searched. */
export function searchBytes(files: FileSearch, bytes: Buffer, location: string): Promise<void> {
  return searchWhole(files, location, { bytes });
}

async function searchWhole(
  { search, outcome, limits = LIMITS }: FileSearch,
  location: string,
  source: ArchiveSource,
): Promise<void> {
  const unpacking: Unpacking = { search, outcome, limits, unpackedBytes: 0 };
  await reported(location, outcome, async () => {
    const { kind } = await scan(unpacking, location, streamOf(source), 0);
    if (kind !== null) await searchArchive(unpacking, kind, source, { location, depth: 1 });
  });
}

interface Where {
  readonly location: string;
  /** Of this many archives it is within. */
  readonly depth: number;
}

async function searchArchive(
  unpacking: Unpacking,
  kind: ArchiveKind,
  source: ArchiveSource,
  { location, depth }: Where,
): Promise<void> {
  await reported(location, unpacking.outcome, async () => {
    for await (const entry of entriesOf(kind, source)) {
      const within = { location: entry.name === '' ? `${location} (unpacked)` : `${location} › ${entry.name}`, depth };
      await searchEntry(unpacking, entry, within);
    }
  });
}

async function searchEntry(unpacking: Unpacking, entry: ArchiveEntry, { location, depth }: Where): Promise<void> {
  const { heldBytes } = unpacking.limits;
  const { kind, held } = await scan(unpacking, location, limited(entry.bytes, unpacking), heldBytes);
  if (kind === null) return;
  const { unsearched } = unpacking.outcome;
  if (depth >= unpacking.limits.depth) unsearched.push({ location, reason: `is within ${depth} archives` });
  else if (held === null)
    unsearched.push({ location, reason: `is an archive of over ${heldBytes} bytes within another` });
  else await searchArchive(unpacking, kind, { bytes: held }, { location, depth: depth + 1 });
}

/** Searches a stream as it is; `held`: all of it, where it is an archive of at most that many bytes. */
async function scan(
  { search, outcome }: Unpacking,
  location: string,
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  most: number,
): Promise<{ readonly kind: ArchiveKind | null; readonly held: Buffer | null }> {
  const { push, end } = search.open();
  const report = (findings: readonly Finding[]): void => {
    for (const finding of findings) outcome.findings.push({ location, ...finding });
  };
  let head = Buffer.alloc(0);
  let [held, size]: [Uint8Array[], number] = [[], 0];
  for await (const chunk of stream) {
    report(push(chunk));
    outcome.bytes += chunk.length;
    size += chunk.length;
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
    if (size <= most && (head.length < HEAD_BYTES || archiveKindOf(head) !== null)) held.push(chunk);
    else held = [];
  }
  report(end());
  const kind = archiveKindOf(head);
  return { kind, held: kind !== null && size <= most ? Buffer.concat(held) : null };
}

/** @throws Error where the archives of a file hold too much */
async function* limited(stream: AsyncIterable<Uint8Array>, unpacking: Unpacking): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    unpacking.unpackedBytes += chunk.length;
    const most = unpacking.limits.unpackedBytes;
    if (unpacking.unpackedBytes > most) throw new Error(`holds more than ${most} bytes unpacked`);
    yield chunk;
  }
}

async function* filesBelow(folder: string, since: number, outcome: SearchOutcome): AsyncGenerator<string> {
  const found: string[] = [];
  await reported(folder, outcome, async () => {
    for await (const entry of await opendir(folder)) {
      if (entry.isDirectory() || entry.isFile()) found.push(entry.name);
    }
  });
  for (const name of found.toSorted()) {
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => null);
    if (stat?.isDirectory() === true) yield* filesBelow(path, since, outcome);
    else if (stat?.isFile() === true && stat.ctimeMs >= since) yield path;
  }
}

/** What fails leaves a note, and the search goes on. */
async function reported(location: string, { unsearched }: SearchOutcome, search: () => Promise<void>): Promise<void> {
  try {
    await search();
  } catch (error) {
    unsearched.push({ location, reason: messageOf(error) });
  }
}

/** What libraries and the file system throw are errors; some come from another realm, and are no instances of ours. */
export const messageOf = (error: unknown): string => (error as Error).message;
