import { statSync } from 'node:fs';
import { join } from 'node:path';

import { RowAuthenticator, Sealer, UnsealError } from '@dragoman/core';
import { directorySnapshots, memoryState, type OpenMemoryStore, type State } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import { NewerDatabaseError, openSqliteStore, type SqliteOptions } from '@dragoman/store-sqlite';

import type { Settings } from '../config/schema.ts';
import { lockDataDirectory } from './data-directory.ts';
import { DATABASE_FILE, machineProblem } from './machine-problem.ts';
import { hasRootKey, loadRootKey, memoryRootKey } from './root-key.ts';

/**
 * Opens the state in memory or in the data directory, which is held until the state is closed: no second gateway gets
 * in.
 * @param rootKey `DRAGOMAN_ROOT_KEY` as it was given
 * @param notice takes a line for the gateway's operator
 * @throws ConfigError when the directory, a file in it or the root key cannot be used
 */
export function openState(
  { memory, data_dir: dataDir }: Pick<Settings, 'memory' | 'data_dir'>,
  rootKey: string | undefined,
  notice: (line: string) => void,
): State {
  if (memory) return memoryState(new Sealer(memoryRootKey(rootKey)), openMemoryStore);
  return openDirectoryState(dataDir, rootKey, notice);
}

function openDirectoryState(dataDir: string, rootKey: string | undefined, notice: (line: string) => void): State {
  const lock = lockDataDirectory(dataDir);
  try {
    const file = join(dataDir, DATABASE_FILE);
    const wasUsed = hasRootKey(dataDir);
    const stateIn = sizeOf(file) > 0 ? 'beside it' : null;
    const key = loadRootKey({ given: rootKey, dataDir, stateIn, notice });
    const sealer = new Sealer(key);
    const wasMissing = sizeOf(file) === 0;
    const { isNew, ...store } = openStore(dataDir, { rows: new RowAuthenticator(key), sealer });
    if (wasUsed && isNew)
      notice(
        `"${file}" ${wasMissing ? 'is missing' : 'holds nothing'} beside a root.key of an earlier start: the state ` +
          'begins anew. If that is not meant, stop, and put back the database that this key belongs to',
      );
    const close = async (): Promise<void> => {
      await store.close();
      lock.release();
    };
    const snapshots = directorySnapshots(join(dataDir, 'snapshots'));
    return { store, sealer, snapshots, openMemoryStore, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A store in memory. */
export const openMemoryStore: OpenMemoryStore = () => openSqliteStore({ file: ':memory:' });

/** In bytes; 0 where there is no such file. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function openStore(dataDir: string, signing: SqliteOptions['signing']): ReturnType<typeof openSqliteStore> {
  try {
    return openSqliteStore({ file: join(dataDir, DATABASE_FILE), exclusive: true, ...(signing && { signing }) });
  } catch (error) {
    throw openError(dataDir, error);
  }
}

function openError(dataDir: string, error: unknown): unknown {
  if (error instanceof NewerDatabaseError)
    return new ConfigError(`${error.message}: use that version, or another --data-dir`, { cause: error });
  const problem =
    error instanceof UnsealError
      ? `root key (DRAGOMAN_ROOT_KEY or root.key) does not open the state in "${dataDir}": ` +
        'give the key it was made with, or another --data-dir'
      : machineProblem(error, join(dataDir, DATABASE_FILE));
  return problem === null ? error : new ConfigError(problem, { cause: error });
}
