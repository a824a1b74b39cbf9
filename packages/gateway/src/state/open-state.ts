import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Sealer } from '@dragoman/core';
import { directorySnapshots, memoryState, type OpenMemoryStore, type State } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import {
  DirectoryInUseError,
  type DirectoryLock,
  lockDirectory,
  NewerDatabaseError,
  openSqliteStore,
  type SqliteStore,
} from '@dragoman/store-sqlite';

import type { Settings } from '../config/schema.ts';
import { loadRootKey } from './root-key.ts';

/**
 * Opens the state that the settings name. A data directory is held until the state is closed: no second gateway gets
 * in.
 * @throws ConfigError when the directory or the root key cannot be used
 */
export function openState(settings: Settings, rootKey: string | undefined): State {
  if (settings.memory) {
    return memoryState(new Sealer(loadRootKey(rootKey, null)), openMemoryStore);
  }
  const lock = lockDataDirectory(settings.data_dir);
  try {
    const sealer = new Sealer(loadRootKey(rootKey, settings.data_dir));
    const store = openStore(settings.data_dir);
    const close = async (): Promise<void> => {
      await store.close();
      lock.release();
    };
    return {
      store,
      sealer,
      snapshots: directorySnapshots(join(settings.data_dir, 'snapshots')),
      openMemoryStore,
      close,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A store in memory. */
const openMemoryStore: OpenMemoryStore = () => openSqliteStore({ file: ':memory:' });

function lockDataDirectory(directory: string): DirectoryLock {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return lockDirectory(directory);
  } catch (error) {
    if (error instanceof DirectoryInUseError) {
      throw new ConfigError(
        `data_dir = "${directory}" is in use by another gateway: stop that one, give another ` +
          '--data-dir, or use --memory',
      );
    }
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      `data_dir = "${directory}" cannot be used (${(error as Error).message}): give a directory that can be written`,
    );
  }
}

function openStore(directory: string): SqliteStore {
  try {
    return openSqliteStore({ file: join(directory, 'dragoman.db'), exclusive: true });
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error;
    throw new ConfigError(
      `data_dir = "${directory}" was written by a newer version (${error.message}): use that ` +
        'version, or another --data-dir',
    );
  }
}
