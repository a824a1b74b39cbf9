import {
  AlteredRowError,
  type DialectRecordStore,
  type IdentityStore,
  type KeyStore,
  type RowAuthenticator,
  type SecretStore,
  type StateStore,
  StoreUnavailableError,
  UnsealError,
  type UsageCounts,
} from '@dragoman/core';

import { prepareServer } from './check-server.ts';
import type { PostgresOptions } from './connection-options.ts';
import { type ControlText, findControl, keepControl, makeControl } from './control-row.ts';
import { Database, type TransactionQueries } from './database.ts';
import { postgresIdentityStore } from './identity-store.ts';
import { keptOnce } from './kept-once.ts';
import { postgresKeyStore } from './key-store.ts';
import { Leadership, type Member } from './leadership.ts';
import { lockSchema, migrate } from './migrations.ts';
import { ReadingDatabase } from './reading-database.ts';
import { postgresRecordStore } from './record-store.ts';
import { rememberingStores } from './remembering-stores.ts';
import { postgresSandboxes, type SandboxTable } from './sandbox-table.ts';
import { withSchemaLease } from './schema-lease.ts';
import { postgresSecretStore } from './secret-store.ts';
import { postgresSnapshots, type SnapshotTable } from './snapshot-table.ts';
import { postgresStateStore } from './state-store.ts';
import { postgresUsageCounts } from './usage-table.ts';

/** The stores over one schema of a database. */
export interface PostgresStore {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly identities: IdentityStore;
  readonly resources: DialectRecordStore;
  readonly state: StateStore;
  readonly snapshots: SnapshotTable;
  readonly sandboxes: SandboxTable;
  readonly usage: UsageCounts;
  /** The text that is kept under a name, which the first gateway makes. */
  keepOnce(name: string, make: () => Promise<string>): Promise<string>;
  /** How the environment is set, beside what it holds. */
  readonly control: {
    find(): Promise<ControlText>;
    /** Lets every gateway look anew. */
    keep(text: string): Promise<void>;
  };
  /** The same stores for a gateway that does not lead. */
  readonly reading: PostgresReading;
  /** Whether the database answers. */
  isAvailable(): Promise<boolean>;
  /** Waits for what is under way, and lets go of the connections. */
  close(): Promise<void>;
}

/** What is read whoever leads. Whatever would write throws {@link WritesElsewhereError}. */
export interface PostgresReading extends Pick<ReadingDatabase, 'revision' | 'mark' | 'isConfirmedSince' | 'confirm'> {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly identities: IdentityStore;
  readonly resources: DialectRecordStore;
  /** How the environment is set. Every read goes by it until one throws {@link ControlMovedError}. */
  load(): Promise<ControlText>;
}

/** A database whose schema is there. */
export interface PreparedDatabase {
  /** Whether the schema was made by this opening. */
  readonly isNew: boolean;
  /**
   * The stores. @param rows shows that rows were written with the root key
   * @throws UnsealError where what is there was written with another one
   */
  stores(rows: RowAuthenticator): Promise<PostgresStore>;
  /** Lets this gateway work on the state only while it leads. Stores are to be asked for first. */
  readonly leadership: (member: Member, leaseMs: number) => Leadership;
  close(): Promise<void>;
}

/**
 * Opens the database, its schema made or migrated where that is needed. A write that was answered is in it.
 * @throws UnsuitableDatabaseError, NewerSchemaError, StoreUnavailableError
 */
export async function preparePostgres(options: PostgresOptions): Promise<PreparedDatabase> {
  const db = new Database(options);
  const close = (): Promise<void> => db.close();
  try {
    const found = await prepareSchema(db, options);
    return {
      isNew: found === 0,
      stores: (rows) => storesOver(db, rows, close),
      leadership: (member, leaseMs) => new Leadership(db, member, leaseMs),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Answers the version of the schema that was found; 0 where there was none. */
async function prepareSchema(db: Database, { schema, features }: PostgresOptions): Promise<number> {
  const prepare = (lock: (queries: TransactionQueries) => Promise<void>): Promise<number> =>
    db.transaction(async (queries) => {
      await lock(queries);
      await prepareServer(queries, schema);
      return migrate(queries, schema);
    });
  if (features?.advisoryLocks !== false) return prepare((queries) => lockSchema(queries, schema));
  return withSchemaLease(db, schema, () => prepare(async () => undefined));
}

/** Opens the stores at once; see {@link preparePostgres}. */
export async function openPostgresStore(options: PostgresOptions, rows: RowAuthenticator): Promise<PostgresStore> {
  return (await preparePostgres(options)).stores(rows);
}

async function storesOver(db: Database, rows: RowAuthenticator, close: () => Promise<void>): Promise<PostgresStore> {
  await checkRootKey(db, rows);
  await makeControl(db, rows);
  const stores = { keys: postgresKeyStore(db, rows), identities: postgresIdentityStore(db, rows) };
  const { keys, identities, forgetting } = rememberingStores(stores, () => (db.lease === null ? null : db.heldFence()));
  const state = postgresStateStore(db, rows, forgetting);
  return {
    ...{ keys, identities, state },
    secrets: postgresSecretStore(db, rows),
    resources: postgresRecordStore(db, rows),
    sandboxes: postgresSandboxes(db, rows),
    usage: postgresUsageCounts(db),
    control: { find: () => findControl(db, rows), keep: (text) => keepControl(db, rows, text) },
    reading: readingOver(db, rows),
    snapshots: postgresSnapshots(db),
    keepOnce: (name, make) => keptOnce(db, rows, name, make),
    isAvailable: () => isAvailable(db),
    close,
  };
}

function readingOver(database: Database, rows: RowAuthenticator): PostgresReading {
  const db = new ReadingDatabase(database);
  const stores = { keys: postgresKeyStore(db, rows), identities: postgresIdentityStore(db, rows) };
  const { keys, identities } = rememberingStores(stores, () => db.revision);
  return {
    ...{ keys, identities, secrets: postgresSecretStore(db, rows), resources: postgresRecordStore(db, rows) },
    get revision() {
      return db.revision;
    },
    mark: () => db.mark(),
    isConfirmedSince: (mark) => db.isConfirmedSince(mark),
    confirm: () => db.confirm(),
    load: () => db.load(rows),
  };
}

async function isAvailable(db: Database): Promise<boolean> {
  try {
    await db.rows('SELECT 1');
    return true;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return false;
    throw error;
  }
}

/** Whoever is first leaves a row by which every later root key is known. @throws UnsealError */
async function checkRootKey(db: Database, rows: RowAuthenticator): Promise<void> {
  const [name, doc] = ['root', '{}'];
  const mac = rows.sign('environment', [name, doc]);
  const first = 'INSERT INTO environment (name, revision, doc, mac) VALUES ($1, 0, $2, $3) ON CONFLICT DO NOTHING';
  await db.rows(first, name, doc, mac);
  const [row] = await db.rows<{ doc: string; mac: Uint8Array }>(
    'SELECT doc, mac FROM environment WHERE name = $1',
    name,
  );
  try {
    rows.check('environment', [name, row?.doc ?? ''], row?.mac ?? null);
  } catch (error) {
    throw error instanceof AlteredRowError ? new UnsealError(error.message, { cause: error }) : error;
  }
}
