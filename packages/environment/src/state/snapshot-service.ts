import {
  type Clock,
  imageOf,
  InvalidStateImageError,
  recordsOf,
  type Sealer,
  StateHash,
  type StateImage,
  type StateRecord,
  type StateStore,
} from '@dragoman/core';

import { SNAPSHOT_MESSAGES } from './messages.ts';
import { SnapshotError } from './snapshot-error.ts';
import {
  fileTooLarge,
  openSnapshot,
  SNAPSHOT_LIMITS,
  SNAPSHOT_HEAD_BYTES,
  type SnapshotReader,
  snapshotHeader,
  writeSnapshot,
} from './snapshot-format.ts';
import { BASELINE, checkSnapshotName, type StoredSnapshot, type Snapshots } from './snapshots.ts';
import { Spool } from './spool.ts';
import type { StateLock } from './state-lock.ts';
import { allOf, type StoredBytes } from './stored-bytes.ts';

/** What a snapshot service works with. */
export interface SnapshotServiceParts {
  readonly state: StateStore;
  readonly sealer: Sealer;
  readonly snapshots: Snapshots;
  /** Where what is long is put aside on its way out or in. */
  readonly spoolDirectory: string;
  /** Keeps everybody out while the state is replaced. */
  readonly stateLock: Pick<StateLock, 'withExclusive'>;
  readonly clock: Clock;
  /** Of Dragoman. */
  readonly version: string;
  /** What a gateway holds that was just started, sealed by the same root key. */
  readonly fresh: () => Promise<StateImage>;
  /** Hears that the state was replaced, before anybody works on the new one. */
  readonly onReplaced: () => Promise<void>;
}

/** A snapshot as it is listed. */
export interface SnapshotInfo {
  readonly name: string;
  readonly bytes: number;
  /** Of the Dragoman that made it; `null` where the file cannot be read, or not by this version. */
  readonly version: string | null;
  /** ISO 8601; `null` as above. */
  readonly createdAt: string | null;
}

/**
 * Saves the state of an environment and loads it. Everything is read and checked before anything is replaced, and the
 * replacement is one step for every reader, writer and the disk: what is rejected has changed nothing.
 */
export class SnapshotService {
  readonly #parts: SnapshotServiceParts;
  /** The baseline as it was last read or kept. */
  #baseline: StateImage | null = null;

  constructor(parts: SnapshotServiceParts) {
    this.#parts = parts;
  }

  /** Tells two states apart, whatever root key they are sealed by; see `StateHash`. */
  async hash(): Promise<string> {
    const { state, sealer } = this.#parts;
    return hashOf(state, sealer);
  }

  /** Goes back to the baseline; without one, to what a gateway holds that was just started. */
  async reset(): Promise<void> {
    await this.#replace(recordsOf(await this.baseline()));
  }

  /** What a reset goes back to. @throws SnapshotError when the baseline that is kept cannot be read */
  async baseline(): Promise<StateImage> {
    if (this.#baseline !== null) return this.#baseline;
    const kept = await this.#parts.snapshots.get(BASELINE).catch((error: unknown) => {
      if (error instanceof SnapshotError && error.code === 'snapshot-not-found') return null;
      throw error;
    });
    if (kept === null) return this.#parts.fresh();
    this.#baseline = await this.#opened(kept, null, async (records) => imageOf(records));
    return this.#baseline;
  }

  /** Makes the current state the baseline that a reset goes back to, in later runs too. @throws SnapshotError */
  async keepBaseline(): Promise<void> {
    const image = await this.#parts.state.dump();
    await this.#written(null, (snapshot) => this.#parts.snapshots.put(BASELINE, snapshot), reading(image));
    this.#baseline = image;
  }

  /**
   * From here on a reset goes back to the start. @throws SnapshotError `snapshot-not-found` where there is no
   * baseline
   */
  async dropBaseline(): Promise<void> {
    await this.#parts.snapshots.remove(BASELINE);
    this.#baseline = null;
  }

  /** Saves the state under a name, replacing a snapshot of that name. @throws SnapshotError */
  async save(name: string): Promise<SnapshotInfo> {
    checkSnapshotName(name);
    return this.#written(null, async (snapshot) => {
      await this.#parts.snapshots.put(name, snapshot);
      const head = await allOf(snapshot, 0, SNAPSHOT_HEAD_BYTES);
      return infoOf({ name, bytes: snapshot.size, head });
    });
  }

  /** Brings the state back that was kept under the name. @throws SnapshotError; nothing is changed then */
  async restore(name: string): Promise<void> {
    checkSnapshotName(name);
    await this.#load(await this.#parts.snapshots.get(name), null);
  }

  /** In the order of names. */
  async list(): Promise<SnapshotInfo[]> {
    return (await this.#parts.snapshots.list()).map(infoOf);
  }

  /** @throws SnapshotError `snapshot-name-invalid`, `snapshot-not-found` */
  async remove(name: string): Promise<void> {
    checkSnapshotName(name);
    await this.#parts.snapshots.remove(name);
  }

  /**
   * The state as a file, put aside whole; who asked closes it.
   * @param passphrase opens it in any installation; `null` leaves it to those with the same root key
   * @throws SnapshotError
   */
  async export(passphrase: string | null): Promise<StoredBytes> {
    const into = this.#fileSpool();
    try {
      await this.#write(into, passphrase);
      return into;
    } catch (error) {
      await into.close();
      throw error;
    }
  }

  /**
   * Brings the state back that is in an exported file or a kept snapshot.
   * @param passphrase what it was exported with
   * @throws SnapshotError; nothing is changed then
   */
  async import(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, passphrase: string | null): Promise<void> {
    const bytes = this.#fileSpool();
    try {
      for await (const chunk of chunks) await bytes.write(chunk);
    } catch (error) {
      await bytes.close();
      throw error;
    }
    await this.#load(bytes, passphrase);
  }

  /** Replaces the state by a snapshot, which it closes. */
  async #load(bytes: StoredBytes, passphrase: string | null): Promise<void> {
    await this.#opened(bytes, passphrase, (records) => this.#replace(records)).catch((cause: unknown) => {
      throw cause instanceof InvalidStateImageError
        ? new SnapshotError('snapshot-damaged', SNAPSHOT_MESSAGES.contradicts, { cause })
        : cause;
    });
  }

  /** Works on what is in a snapshot, which it closes. */
  async #opened<Result>(
    bytes: StoredBytes,
    passphrase: string | null,
    work: (records: Iterable<StateRecord>) => Promise<Result>,
  ): Promise<Result> {
    const { sealer, spoolDirectory: directory } = this.#parts;
    const spool: SnapshotReader['spool'] = (maxBytes, tooLarge) => new Spool({ directory, maxBytes, tooLarge });
    try {
      const opened = await openSnapshot(bytes, { sealer, passphrase, spool });
      try {
        return await work(opened.records);
      } finally {
        await opened.close();
      }
    } finally {
      await bytes.close();
    }
  }

  /** Works on a snapshot, which is gone afterwards. */
  async #written<Result>(
    passphrase: string | null,
    work: (snapshot: StoredBytes) => Promise<Result>,
    read?: StateStore['read'],
  ): Promise<Result> {
    const into = this.#fileSpool();
    try {
      await this.#write(into, passphrase, read);
      return await work(into);
    } finally {
      await into.close();
    }
  }

  async #write(into: Spool, passphrase: string | null, read?: StateStore['read']): Promise<void> {
    const { sealer, version, clock, state } = this.#parts;
    const origin = { sealer, passphrase, version, createdAt: clock.now() };
    await writeSnapshot(read ?? ((visit) => state.read(visit)), origin, into);
  }

  #fileSpool(): Spool {
    const limits = SNAPSHOT_LIMITS;
    const { spoolDirectory: directory } = this.#parts;
    return new Spool({ directory, maxBytes: limits.fileBytes, tooLarge: () => fileTooLarge(limits) });
  }

  async #replace(records: Iterable<StateRecord>): Promise<void> {
    const { stateLock, state, onReplaced } = this.#parts;
    await stateLock.withExclusive(async () => {
      await state.replace(records);
      await onReplaced();
    });
  }
}

/** The hash of what a store holds, record by record. */
export async function hashOf(state: Pick<StateStore, 'read'>, sealer: Sealer): Promise<string> {
  const hash = new StateHash(sealer);
  await state.read((records) => {
    for (const record of records) hash.add(record);
  });
  return hash.digest();
}

function reading(image: StateImage): StateStore['read'] {
  return async (visit) => visit([...recordsOf(image)]);
}

function infoOf({ name, bytes, head }: StoredSnapshot): SnapshotInfo {
  try {
    const { version, created_at: createdAt } = snapshotHeader(head);
    return { name, bytes, version, createdAt };
  } catch (error) {
    if (error instanceof SnapshotError) return { name, bytes, version: null, createdAt: null };
    throw error;
  }
}
