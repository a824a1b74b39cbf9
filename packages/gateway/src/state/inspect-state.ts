import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RowAuthenticator, Sealer } from '@dragoman/core';
import {
  checkSnapshot,
  directorySnapshots,
  fileBytes,
  makeDataDirectory,
  type StoredBytes,
} from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import { type OpenedStore, openSqliteStore } from '@dragoman/store-sqlite';

import { MARK_FILE, missingLine } from './damaged-state.ts';
import { hasDatabase, holdDataDirectory } from './data-directory.ts';
import { DATABASE_FILE, machineProblem } from './machine-problem.ts';
import { openError } from './open-state.ts';
import { loadRootKey, ROOT_KEY_FILE, writeRootKey } from './root-key.ts';

/** A data directory that no gateway holds, and what its root key is. */
export interface InspectedState {
  readonly dataDir: string;
  /** `DRAGOMAN_ROOT_KEY` as it was given. */
  readonly rootKey: string | undefined;
}

/** What of a state is whole, in numbers, and what is damaged, in words that hold no secret. */
export interface StateReport {
  readonly whole: {
    readonly secrets: number;
    readonly keys: number;
    readonly identities: number;
    readonly records: number;
    readonly snapshots: number;
  };
  readonly damaged: readonly string[];
}

/** Files beside the database that a start makes anew only where none of them is there. */
const AUTHORITY_FILES = ['ca.key', 'ca.pem'];

/** Looks at everything that a data directory keeps, and changes nothing in it. @throws ConfigError */
export async function checkState(state: InspectedState): Promise<StateReport> {
  return inspect(state, async ({ store, missing, snapshots }) => {
    const lost =
      missing === 'unknown' ? [`${MARK_FILE} is damaged: whether the last changes are there is not known`] : [];
    if (typeof missing === 'number' && missing > 0) lost.push(missingLine(missing));
    const damaged = store.check({ opensValues: true }).map(({ what }) => what);
    const image = store.whole(() => undefined);
    return { whole: countsOf(image, snapshots.whole), damaged: [...lost, ...damaged, ...snapshots.damaged] };
  });
}

/**
 * Writes what is whole into a directory that is new or empty, with the root key, the certificate authority and the
 * whole snapshots; the other one stays as it is. @throws ConfigError
 */
export async function salvageState(state: InspectedState, into: string): Promise<StateReport> {
  if (existsSync(into) && readdirSync(into).length > 0)
    throw new ConfigError(`"${into}" is not empty: give a directory that is new`);
  return inspect(state, async ({ store, key, signing, snapshots }) => {
    const damaged: string[] = [];
    const image = store.whole(({ what }) => damaged.push(what));
    makeDataDirectory(into);
    if (state.rootKey === undefined) writeRootKey(join(into, ROOT_KEY_FILE), key);
    const salvaged = openSqliteStore({ file: join(into, DATABASE_FILE), exclusive: true, signing });
    try {
      await salvaged.state.load(image);
    } finally {
      await salvaged.close();
    }
    for (const file of AUTHORITY_FILES)
      if (existsSync(join(state.dataDir, file))) copyFileSync(join(state.dataDir, file), join(into, file));
    const target = directorySnapshots(join(into, SNAPSHOTS));
    for (const name of snapshots.whole)
      await withFile(join(state.dataDir, SNAPSHOTS, name), (bytes) => target.put(name, bytes));
    return { whole: countsOf(image, snapshots.whole), damaged: [...damaged, ...snapshots.damaged] };
  });
}

interface Inspected extends Pick<OpenedStore, 'missing'> {
  readonly store: OpenedStore;
  readonly key: Buffer;
  readonly signing: { readonly rows: RowAuthenticator; readonly sealer: Sealer };
  readonly snapshots: SnapshotsFound;
}

/** Works on a copy: to open a database already folds its log into it. */
async function inspect<Result>(
  { dataDir, rootKey }: InspectedState,
  work: (inspected: Inspected) => Promise<Result>,
): Promise<Result> {
  if (!hasDatabase(dataDir)) throw new ConfigError(`there is no state in "${dataDir}": give another --data-dir`);
  const lock = holdDataDirectory(dataDir);
  const copy = mkdtempSync(join(tmpdir(), 'dragoman-check-'));
  let store: OpenedStore | null = null;
  try {
    const key = loadRootKey({ given: rootKey, dataDir, stateIn: 'beside it', notice: () => undefined });
    const signing = { rows: new RowAuthenticator(key), sealer: new Sealer(key) };
    for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`, MARK_FILE])
      if (existsSync(join(dataDir, file))) copyFileSync(join(dataDir, file), join(copy, file));
    const [file, mark] = [join(copy, DATABASE_FILE), join(copy, MARK_FILE)];
    store = openSqliteStore({ file, exclusive: true, signing, mark });
    const snapshots = await snapshotsIn(join(dataDir, SNAPSHOTS), signing.sealer);
    return await work({ store, missing: store.missing, key, signing, snapshots });
  } catch (error) {
    throw error instanceof ConfigError ? error : problemOf(dataDir, error);
  } finally {
    await store?.close();
    rmSync(copy, { recursive: true, force: true });
    lock.release();
  }
}

function problemOf(dataDir: string, error: unknown): unknown {
  const opened = openError(dataDir, error);
  if (opened !== error) return opened;
  const problem = machineProblem(error, join(dataDir, DATABASE_FILE));
  return problem === null ? error : new ConfigError(problem, { cause: error });
}

interface SnapshotsFound {
  readonly whole: readonly string[];
  readonly damaged: readonly string[];
}

const SNAPSHOTS = 'snapshots';

async function snapshotsIn(directory: string, sealer: Sealer): Promise<SnapshotsFound> {
  const whole: string[] = [];
  const damaged: string[] = [];
  const names = existsSync(directory) ? readdirSync(directory).filter((name) => !name.endsWith('.tmp')) : [];
  for (const name of names.toSorted()) {
    try {
      await withFile(join(directory, name), (bytes) => checkSnapshot(bytes, sealer));
      whole.push(name);
    } catch (error) {
      damaged.push(`the snapshot ${name}: ${(error as Error).message}`);
    }
  }
  return { whole, damaged };
}

async function withFile<Result>(path: string, work: (bytes: StoredBytes) => Promise<Result>): Promise<Result> {
  const bytes = await fileBytes(path);
  try {
    return await work(bytes);
  } finally {
    await bytes.close();
  }
}

function countsOf(image: ReturnType<OpenedStore['whole']>, snapshots: readonly unknown[]): StateReport['whole'] {
  const { secrets, keys, identities, resources } = image;
  return {
    secrets: secrets.length,
    keys: keys.length,
    identities: identities.length,
    records: resources.length,
    snapshots: snapshots.length,
  };
}
