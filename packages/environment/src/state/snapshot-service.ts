import {
  type Clock,
  InvalidStateImageError,
  type Sealer,
  stateHash,
  type StateImage,
  type StateStore,
} from '@dragoman/core';

import { SNAPSHOT_MESSAGES } from './messages.ts';
import { SnapshotError } from './snapshot-error.ts';
import { readSnapshot, snapshotHeader, writeSnapshot } from './snapshot-format.ts';
import { BASELINE, checkSnapshotName, type StoredSnapshot, type Snapshots } from './snapshots.ts';
import type { StateLock } from './state-lock.ts';

/** What a snapshot service works with. */
export interface SnapshotServiceParts {
  readonly state: StateStore;
  readonly sealer: Sealer;
  readonly snapshots: Snapshots;
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

  /** Tells two states apart, whatever root key they are sealed by; see `stateHash`. */
  async hash(): Promise<string> {
    return stateHash(await this.#parts.state.dump(), this.#parts.sealer);
  }

  /** Goes back to the baseline; without one, to what a gateway holds that was just started. */
  async reset(): Promise<void> {
    await this.#replace(await this.baseline());
  }

  /** What a reset goes back to. @throws SnapshotError when the baseline that is kept cannot be read */
  async baseline(): Promise<StateImage> {
    if (this.#baseline !== null) return this.#baseline;
    const kept = await this.#parts.snapshots.get(BASELINE).catch((error: unknown) => {
      if (error instanceof SnapshotError && error.code === 'snapshot-not-found') return null;
      throw error;
    });
    if (kept === null) return this.#parts.fresh();
    this.#baseline = await readSnapshot(kept, { sealer: this.#parts.sealer, passphrase: null });
    return this.#baseline;
  }

  /** Makes the current state the baseline that a reset goes back to, in later runs too. @throws SnapshotError */
  async keepBaseline(): Promise<void> {
    const image = await this.#parts.state.dump();
    await this.#parts.snapshots.put(BASELINE, await this.#snapshotOf(image, null));
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
    const snapshot = await this.#snapshotOf(await this.#parts.state.dump(), null);
    await this.#parts.snapshots.put(name, snapshot);
    return infoOf({ name, bytes: snapshot.length, head: snapshot });
  }

  /** Brings the state back that was kept under the name. @throws SnapshotError; nothing is changed then */
  async restore(name: string): Promise<void> {
    checkSnapshotName(name);
    await this.import(await this.#parts.snapshots.get(name), null);
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
   * The state as a file.
   * @param passphrase opens it in any installation; `null` leaves it to those with the same root key
   * @throws SnapshotError
   */
  async export(passphrase: string | null): Promise<Buffer> {
    return this.#snapshotOf(await this.#parts.state.dump(), passphrase);
  }

  /**
   * Brings the state back that is in an exported file or a kept snapshot.
   * @param passphrase what it was exported with
   * @throws SnapshotError; nothing is changed then
   */
  async import(bytes: Buffer, passphrase: string | null): Promise<void> {
    const image = await readSnapshot(bytes, { sealer: this.#parts.sealer, passphrase });
    await this.#replace(image).catch((cause: unknown) => {
      throw cause instanceof InvalidStateImageError
        ? new SnapshotError('snapshot-damaged', SNAPSHOT_MESSAGES.contradicts, { cause })
        : cause;
    });
  }

  #snapshotOf(image: StateImage, passphrase: string | null): Promise<Buffer> {
    const { sealer, version, clock } = this.#parts;
    return writeSnapshot(image, { sealer, passphrase, version, createdAt: clock.now() });
  }

  async #replace(image: StateImage): Promise<void> {
    const { stateLock, state, onReplaced } = this.#parts;
    await stateLock.withExclusive(async () => {
      await state.load(image);
      await onReplaced();
    });
  }
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
