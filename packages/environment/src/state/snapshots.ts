import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { SNAPSHOT_MESSAGES } from './messages.ts';
import { SnapshotError } from './snapshot-error.ts';
import { SNAPSHOT_HEAD_BYTES } from './snapshot-format.ts';
import { allOf, fileBytes, heldBytes, type StoredBytes } from './stored-bytes.ts';

/** A snapshot that is kept. */
export interface StoredSnapshot {
  readonly name: string;
  readonly bytes: number;
  /** Its beginning, with its header where it is whole. */
  readonly head: Buffer;
}

/** How many snapshots are kept, and of how many bytes together. */
const STORAGE_LIMITS = { count: 100, bytes: 2 ** 30 } as const;

/**
 * Keeps snapshots by name and looks at nothing in them. A name is one that {@link checkSnapshotName} passed, or {@link
 * BASELINE}.
 */
export interface Snapshots {
  /**
   * Keeps it under the name, whatever stood there. What it answered is durable. @throws SnapshotError
   * `snapshots-full`
   */
  put(name: string, snapshot: StoredBytes): Promise<void>;
  /** Who asked closes it. @throws SnapshotError `snapshot-not-found` */
  get(name: string): Promise<StoredBytes>;
  /** In the order of names, without the baseline. */
  list(): Promise<StoredSnapshot[]>;
  /** @throws SnapshotError `snapshot-not-found` */
  remove(name: string): Promise<void>;
}

/** The place of the state that a reset goes back to: no snapshot can have this name. */
export const BASELINE = '.baseline';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** @throws SnapshotError `snapshot-name-invalid` */
export function checkSnapshotName(name: string): void {
  if (NAME.test(name)) return;
  throw new SnapshotError('snapshot-name-invalid', SNAPSHOT_MESSAGES.snapshotName);
}

/** Keeps snapshots for as long as the process runs. */
export function memorySnapshots(limits: StorageLimits = STORAGE_LIMITS): Snapshots {
  const kept = new Map<string, Buffer>();
  return {
    async put(name, snapshot) {
      const bytes = await allOf(snapshot);
      rejectFull(
        [...kept].map(([other, { length: bytes }]) => ({ name: other, bytes })),
        name,
        snapshot,
        limits,
      );
      kept.set(name, bytes);
    },
    async get(name) {
      return heldBytes(kept.get(name) ?? notFound(name));
    },
    async list() {
      return [...kept]
        .filter(([name]) => NAME.test(name))
        .toSorted(byName)
        .map(([name, snapshot]) => ({ name, bytes: snapshot.length, head: snapshot.subarray(0, SNAPSHOT_HEAD_BYTES) }));
    },
    async remove(name) {
      if (!kept.delete(name)) notFound(name);
    },
  };
}

/**
 * Keeps snapshots in a directory for the owner alone, made on first need, each in a file of its name. Files are written
 * aside, synced and renamed: under its name there is the old one or the new one, whole.
 */
export function directorySnapshots(directory: string, limits: StorageLimits = STORAGE_LIMITS): Snapshots {
  let last: Promise<unknown> = Promise.resolve();
  /** One write after the other: they would count the same room twice. */
  const runExclusive = <T>(write: () => Promise<T>): Promise<T> => {
    const next = last.then(write, write);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    put: (name, snapshot) =>
      runExclusive(async () => {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        // Its own name must be on disk too; who made it may have ended before that was so.
        await syncDirectory(dirname(directory));
        rejectFull(await filesIn(directory), name, snapshot, limits);
        await writeAside(directory, name, snapshot);
      }),
    get: (name) => fileBytes(join(directory, name)).catch((error: unknown) => missing(error, name)),
    async list() {
      const files = (await filesIn(directory)).filter(({ name }) => NAME.test(name));
      const found = await Promise.all(
        files.map(async ({ name, bytes }) => ({ name, bytes, head: await headOf(join(directory, name)) })),
      );
      return found.toSorted((left, right) => (left.name < right.name ? -1 : 1));
    },
    remove: (name) =>
      runExclusive(async () => {
        await unlink(join(directory, name)).catch((error: unknown) => missing(error, name));
        await syncDirectory(directory);
      }),
  };
}

/** Where snapshots are kept that are in no directory: by name, as bytes. */
export interface SnapshotTable {
  put(name: string, snapshot: Buffer, check: (kept: readonly StoredFile[]) => void): Promise<void>;
  get(name: string): Promise<Buffer | null>;
  list(headBytes: number): Promise<StoredSnapshot[]>;
  remove(name: string): Promise<boolean>;
}

/** The longest snapshot in a table, in bytes: a row goes over the wire as a whole. */
const MAX_ROW_BYTES = 128 * 2 ** 20;

/** Keeps snapshots in a table of the store. */
export function tableSnapshots(table: SnapshotTable, limits: StorageLimits = STORAGE_LIMITS): Snapshots {
  return {
    async put(name, snapshot) {
      if (snapshot.size > MAX_ROW_BYTES)
        throw new SnapshotError('snapshot-too-large', SNAPSHOT_MESSAGES.tableTooLarge({ bytes: MAX_ROW_BYTES }));
      await table.put(name, await allOf(snapshot), (kept) => {
        rejectFull(kept, name, snapshot, limits);
      });
    },
    get: async (name) => heldBytes((await table.get(name)) ?? notFound(name)),
    list: async () =>
      (await table.list(SNAPSHOT_HEAD_BYTES)).filter(({ name }) => NAME.test(name)).toSorted(byListedName),
    async remove(name) {
      if (!(await table.remove(name))) notFound(name);
    },
  };
}

function byListedName({ name: left }: StoredSnapshot, { name: right }: StoredSnapshot): number {
  return left < right ? -1 : 1;
}

type StorageLimits = { readonly [Limit in keyof typeof STORAGE_LIMITS]: number };

interface StoredFile {
  readonly name: string;
  readonly bytes: number;
}

function rejectFull(kept: readonly StoredFile[], name: string, { size }: StoredBytes, limits: StorageLimits): void {
  const remaining = kept.filter((other) => other.name !== name);
  const bytes = remaining.reduce((sum, other) => sum + other.bytes, size);
  if (remaining.length < limits.count && bytes <= limits.bytes) return;
  throw new SnapshotError(
    'snapshots-full',
    SNAPSHOT_MESSAGES.snapshotsFull({ count: limits.count, bytes: limits.bytes }),
  );
}

const TEMPORARY = '.tmp';

async function filesIn(directory: string): Promise<StoredFile[]> {
  const names = await readdir(directory).catch((error: unknown) =>
    isMissing(error) ? [] : Promise.reject(error as Error),
  );
  const known = names.filter((name) => NAME.test(name) || name === BASELINE);
  return Promise.all(known.map(async (name) => ({ name, bytes: (await stat(join(directory, name))).size })));
}

async function writeAside(directory: string, name: string, snapshot: StoredBytes): Promise<void> {
  const aside = join(directory, `.${name}${TEMPORARY}`);
  await withFile(aside, 'w', async (file) => {
    await file.chmod(0o600);
    for await (const chunk of snapshot.chunks()) await file.writeFile(chunk);
    await file.sync();
  });
  await chmod(directory, 0o700);
  await rename(aside, join(directory, name));
  await syncDirectory(directory);
}

/** A name that is new, or gone, is on disk once the directory is. Windows cannot open one and needs no such thing. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform !== 'win32') await withFile(directory, constants.O_RDONLY, (file) => file.sync());
}

async function headOf(path: string): Promise<Buffer> {
  return withFile(path, 'r', async (file) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNAPSHOT_HEAD_BYTES), 0, SNAPSHOT_HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  });
}

async function withFile<T>(path: string, flags: string | number, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o600);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

function missing(error: unknown, name: string): never {
  if (isMissing(error)) return notFound(name);
  throw error;
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function notFound(name: string): never {
  throw new SnapshotError(
    'snapshot-not-found',
    name === BASELINE ? SNAPSHOT_MESSAGES.noBaseline : SNAPSHOT_MESSAGES.unknownSnapshot({ name }),
  );
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
