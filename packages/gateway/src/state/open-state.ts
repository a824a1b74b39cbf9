import { statSync } from 'node:fs';
import { join } from 'node:path';

import { RowAuthenticator, Sealer, UnsealError } from '@dragoman/core';
import { directorySnapshots, memoryState, type OpenMemoryStore, type State } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import { NewerDatabaseError, type OpenedStore, openSqliteStore, UnknownSchemaError } from '@dragoman/store-sqlite';

import type { Settings } from '../config/schema.ts';
import {
  damageOf,
  type DamageRules,
  finishReplacing,
  MARK_FILE,
  rejectDamaged,
  replaceDamaged,
} from './damaged-state.ts';
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
  { memory, data_dir: dataDir, state: rules }: Pick<Settings, 'memory' | 'data_dir' | 'state'>,
  rootKey: string | undefined,
  notice: (line: string) => void,
): State | Promise<State> {
  if (memory) return memoryState(new Sealer(memoryRootKey(rootKey)), openMemoryStore);
  return openDirectoryState({ dataDir, rules, notice }, rootKey);
}

async function openDirectoryState(given: Omit<DamageRules, 'signing'>, rootKey: string | undefined): Promise<State> {
  const { dataDir, notice } = given;
  const lock = lockDataDirectory(dataDir);
  try {
    finishReplacing(dataDir);
    const file = join(dataDir, DATABASE_FILE);
    const wasUsed = hasRootKey(dataDir);
    const stateIn = sizeOf(file) > 0 ? 'beside it' : null;
    const key = loadRootKey({ given: rootKey, dataDir, stateIn, notice });
    const sealer = new Sealer(key);
    const wasMissing = sizeOf(file) === 0;
    const store = await openWhole({ ...given, signing: { rows: new RowAuthenticator(key), sealer } });
    if (wasUsed && store.isNew)
      notice(
        `"${file}" ${wasMissing ? 'is missing' : 'holds nothing'} beside a root.key of an earlier start: the state ` +
          'begins anew. If that is not meant, stop, and put back the database that this key belongs to',
      );
    const close = async (): Promise<void> => {
      await store.close();
      lock.release();
    };
    const snapshots = directorySnapshots(join(dataDir, 'snapshots'));
    return { store, sealer, snapshots, spoolDirectory: dataDir, openMemoryStore, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens the store, or, where it is damaged and the rules are so, one with what of it is whole. @throws ConfigError */
async function openWhole(given: DamageRules): Promise<OpenedStore> {
  const { dataDir, signing } = given;
  const store = openStore(dataDir, signing);
  try {
    const damages = damageOf(store, given);
    if (damages.length === 0) return store;
    rejectDamaged(given, damages);
    const image = store.whole(() => undefined);
    await store.close();
    await replaceDamaged(given, image);
    return openStore(dataDir, signing);
  } catch (error) {
    await store.close();
    throw openError(dataDir, error);
  }
}

/** A store in memory. */
export const openMemoryStore: OpenMemoryStore = () => openSqliteStore({ file: ':memory:' });

/** In bytes; 0 where there is no such file. */
function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** @throws ConfigError */
function openStore(dataDir: string, signing: DamageRules['signing']): OpenedStore {
  try {
    const mark = join(dataDir, MARK_FILE);
    return openSqliteStore({ file: join(dataDir, DATABASE_FILE), exclusive: true, signing, mark });
  } catch (error) {
    throw openError(dataDir, error);
  }
}

/** In one line, where it is the machine or the file that is to blame. */
export function openError(dataDir: string, error: unknown): unknown {
  if (error instanceof NewerDatabaseError)
    return new ConfigError(`${error.message}: use that version, or another --data-dir`, { cause: error });
  if (error instanceof UnknownSchemaError)
    return new ConfigError(
      `"${join(dataDir, DATABASE_FILE)}" is damaged, or no database of Dragoman's: ${error.message}`,
      {
        cause: error,
      },
    );
  const problem =
    error instanceof UnsealError
      ? `root key (DRAGOMAN_ROOT_KEY or root.key) does not open the state in "${dataDir}": ` +
        'give the key it was made with, or another --data-dir'
      : machineProblem(error, join(dataDir, DATABASE_FILE));
  return problem === null ? error : new ConfigError(problem, { cause: error });
}
