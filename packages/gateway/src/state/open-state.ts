import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Sealer } from '@dragoman/core';
import {
  DirectoryInUseError,
  type DirectoryLock,
  NewerDatabaseError,
  type SqliteStore,
  lockDirectory,
  openSqliteStore,
} from '@dragoman/store-sqlite';

import { ConfigError } from '../config/problem.ts';
import type { Settings } from '../config/schema.ts';
import { loadRootKey } from '../root-key.ts';
import { type Snapshots, directorySnapshots, memorySnapshots } from './snapshots.ts';

/** What outlives a request: the store, the key that seals what is in it, and the states that are kept beside it. */
export interface State {
  readonly store: SqliteStore;
  readonly sealer: Sealer;
  readonly snapshots: Snapshots;
  /** Closes the store and lets go of its directory. */
  close(): Promise<void>;
}

/**
 * Opens the state that the settings name. A data directory is held until the state is closed: no second gateway gets
 * in.
 * @throws ConfigError when the directory or the root key cannot be used
 */
export function openState(settings: Settings, rootKey: string | undefined): State {
  if (settings.memory) {
    return memoryState(new Sealer(loadRootKey(rootKey, null)));
  }
  const lock = heldDirectory(settings.data_dir);
  try {
    const sealer = new Sealer(loadRootKey(rootKey, settings.data_dir));
    const store = openedStore(settings.data_dir);
    const close = async (): Promise<void> => {
      await store.close();
      lock.release();
    };
    return { store, sealer, snapshots: directorySnapshots(join(settings.data_dir, 'snapshots')), close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A state that nothing outlives, sealed by a sealer that there is. */
export function memoryState(sealer: Sealer): State {
  const store = openSqliteStore({ file: ':memory:' });
  return { store, sealer, snapshots: memorySnapshots(), close: () => store.close() };
}

function heldDirectory(directory: string): DirectoryLock {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return lockDirectory(directory);
  } catch (error) {
    if (error instanceof DirectoryInUseError) {
      throw new ConfigError(
        `data_dir = "${directory}" is in use by another gateway: stop that one, give another --data-dir, or use --memory`,
      );
    }
    throw new ConfigError(
      `data_dir = "${directory}" cannot be used (${(error as Error).message}): give a directory that can be written`,
    );
  }
}

function openedStore(directory: string): SqliteStore {
  try {
    return openSqliteStore({ file: join(directory, 'dragoman.db'), exclusive: true });
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error;
    throw new ConfigError(
      `data_dir = "${directory}" was written by a newer version (${error.message}): use that version, or another --data-dir`,
    );
  }
}
