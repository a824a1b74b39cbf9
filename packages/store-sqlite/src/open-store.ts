import {
  type DialectRecordStore,
  type IdentityStore,
  type KeyStore,
  type RowSigner,
  type SecretStore,
  type StateStore,
  UNSIGNED_ROWS,
} from '@dragoman/core';
import Database from 'better-sqlite3';

import { sqliteIdentityStore } from './identity-store.ts';
import { sqliteKeyStore } from './key-store.ts';
import { MIGRATIONS, migrate, SIGNED_SINCE } from './migrations.ts';
import { ReadCaches } from './read-cache.ts';
import { sqliteDialectRecordStore } from './dialect-record-store.ts';
import { sqliteSecretStore } from './secret-store.ts';
import { checkRootKey, signRows, type Signing } from './sign-rows.ts';
import { sqliteStateStore } from './state-store.ts';
import { WriteGroups } from './write-groups.ts';

/** How long a write waits for another process that is writing, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/** The stores over one database. */
export interface SqliteStore {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly identities: IdentityStore;
  readonly resources: DialectRecordStore;
  readonly state: StateStore;
  /** Folds the log into the file and lets go of it; what is called afterwards is rejected. */
  close(): Promise<void>;
}

/** A store over a file, or over memory. */
export interface OpenedStore extends SqliteStore {
  /** Whether nothing was in it. */
  readonly isNew: boolean;
}

/** Which database to open. */
export interface SqliteOptions {
  /** In a directory that exists; `:memory:` keeps nothing. */
  readonly file: string;
  /** Keeps every other connection out, which lets reads be remembered; a database in memory always does. */
  readonly exclusive?: boolean;
  /**
   * What rows are signed with, and checked by when they are read; those of a database of an earlier version are signed
   * as they are. Without it nothing is signed.
   */
  readonly signing?: Signing;
}

/**
 * Opens the database, made or migrated where that is needed. A write that was answered is on disk.
 * @throws NewerDatabaseError when a later Dragoman wrote the file; UnsealError where another root key did
 */
export function openSqliteStore({ file, exclusive = file === ':memory:', signing }: SqliteOptions): OpenedStore {
  const { db, isNew } = openDatabase(file, exclusive, signing);
  return { ...storesOver(db, exclusive, signing?.rows), isNew };
}

/** The database of {@link openSqliteStore}, set up and migrated, and whether nothing was in it. */
export function openDatabase(
  file: string,
  exclusive = false,
  signing?: Signing,
): { readonly db: Database.Database; readonly isNew: boolean } {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    if (exclusive) db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    // The driver's build relaxes this to NORMAL under WAL, which a power cut can make forget the last commits.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    const before = migrate(db, MIGRATIONS, (version) => {
      if (signing === undefined || version !== SIGNED_SINCE) return;
      checkRootKey(db, signing);
      signRows(db, signing);
    });
    if (signing !== undefined) checkRootKey(db, signing);
    return { db, isNew: before === 0 };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The stores over an open, migrated database, which they close. */
export function storesOver(db: Database.Database, exclusive = false, rows: RowSigner = UNSIGNED_ROWS): SqliteStore {
  const writes = new WriteGroups(db);
  const database = { db, caches: new ReadCaches(exclusive), writes, rows };
  return {
    secrets: sqliteSecretStore(database),
    keys: sqliteKeyStore(database),
    identities: sqliteIdentityStore(database),
    resources: sqliteDialectRecordStore(database),
    state: sqliteStateStore(database),
    async close() {
      writes.flush();
      db.close();
    },
  };
}
