import { RowAuthenticator, Sealer, StoreUnavailableError, UnsealError } from '@dragoman/core';
import { type OpenMemoryStore, type State, tableSnapshots } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import type { Leadership, Member, PostgresOptions, PostgresStore, PreparedDatabase } from '@dragoman/store-postgres';

import { lockDataDirectory } from './data-directory.ts';
import { loadRootKey } from './root-key.ts';
import { type PostgresSettings, postgresOptions, shownUrl } from './store-options.ts';

/** A state over PostgreSQL, and which of several gateways works on it. */
export interface PostgresState {
  readonly state: State;
  /** The root key. */
  readonly key: Uint8Array;
  /** The text that is kept under a name, which the first gateway makes. */
  readonly keepOnce: PostgresStore['keepOnce'];
  /** How the environment is set, beside what it holds. */
  readonly control: PostgresStore['control'];
  /** The same state for a gateway that does not lead. */
  readonly reading: PostgresStore['reading'];
  readonly sandboxes: PostgresStore['sandboxes'];
  /** Nonces and calls under a quota. */
  readonly usage: PostgresStore['usage'];
  /** Until it is asked for, whoever opened the state works on it. */
  readonly leadership: (member: Member, leaseMs: number) => Leadership;
}

/** What a state over PostgreSQL is opened with. */
export interface PostgresStateParts {
  readonly store: PostgresSettings;
  /** Keeps what belongs to this gateway alone: its address, its certificate authority, a root key that it made. */
  readonly dataDir: string;
  /** `DRAGOMAN_ROOT_KEY` as it was given. */
  readonly rootKey: string | undefined;
  readonly notice: (line: string) => void;
  readonly openMemoryStore: OpenMemoryStore;
}

/**
 * Opens the state in a PostgreSQL schema.
 * @throws ConfigError in one line, without a password, where the database or the root key does not do
 */
export async function openPostgresState(parts: PostgresStateParts): Promise<PostgresState> {
  const { store: settings, dataDir, openMemoryStore } = parts;
  const options = postgresOptions(settings);
  const lock = lockDataDirectory(dataDir);
  let database: PreparedDatabase | null = null;
  try {
    database = await prepare(options);
    const key = loadRootKey({
      given: parts.rootKey,
      dataDir,
      stateIn: database.isNew ? null : `in "${shownUrl(settings.url)}"`,
      notice: parts.notice,
    });
    const store = await database.stores(new RowAuthenticator(key));
    const close = async (): Promise<void> => {
      await store.close();
      lock.release();
    };
    const sealer = new Sealer(key);
    const isAvailable = (): Promise<boolean> => store.isAvailable();
    const snapshots = tableSnapshots(store.snapshots);
    const { leadership } = database;
    const keepOnce: PostgresState['keepOnce'] = (name, make) => store.keepOnce(name, make);
    const { control, reading, sandboxes, usage } = store;
    const state = { store, sealer, snapshots, spoolDirectory: dataDir, openMemoryStore, isAvailable, close };
    return { state, key, keepOnce, control, reading, sandboxes, usage, leadership };
  } catch (error) {
    await database?.close();
    lock.release();
    throw stateError(settings.url, error);
  }
}

/** Loaded when it is needed: who keeps the state in a file pays nothing for it. */
async function prepare(options: PostgresOptions): Promise<PreparedDatabase> {
  const { preparePostgres } = await import('@dragoman/store-postgres');
  return preparePostgres(options);
}

/** What keeps the database from being used, in one line. */
function stateError(url: string, error: unknown): unknown {
  const where = `store.url = "${shownUrl(url)}"`;
  if (error instanceof UnsealError)
    return new ConfigError(
      `root key (DRAGOMAN_ROOT_KEY or root.key) does not open the state in ${where}: ` +
        'give the key it was made with, or another store.schema',
      { cause: error },
    );
  if (error instanceof StoreUnavailableError)
    return new ConfigError(`${where}: ${error.message}: look whether it runs and lets this user in`, { cause: error });
  const remedy = REMEDIES[(error as Error).name];
  return remedy === undefined
    ? error
    : new ConfigError(`${where}: ${(error as Error).message}${remedy}`, { cause: error });
}

/** By the name of the error, as its package is not loaded here. */
const REMEDIES: Readonly<Record<string, string>> = {
  UnsuitableDatabaseError: '',
  NewerSchemaError: ': use that version, or another store.schema',
};
