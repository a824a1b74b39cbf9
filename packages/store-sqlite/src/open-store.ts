import type { IdentityStore, KeyStore, ResourceStore, SecretStore } from '@dragoman/core';
import Database from 'better-sqlite3';

import { sqliteIdentityStore } from './identity-store.ts';
import { sqliteKeyStore } from './key-store.ts';
import { migrate } from './migrations.ts';
import { sqliteResourceStore } from './resource-store.ts';
import { sqliteSecretStore } from './secret-store.ts';

/** How long a write waits for another process that is writing, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/** The stores over one database. */
export interface SqliteStore {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly identities: IdentityStore;
  readonly resources: ResourceStore;
  /** Folds the log into the file and lets go of it; what is called afterwards is rejected. */
  close(): Promise<void>;
}

/**
 * Opens the database, made or migrated where that is needed. A write that was answered is on disk.
 * @param options.file in a directory that exists; `:memory:` keeps nothing
 * @throws NewerDatabaseError when a later Dragoman wrote the file
 */
export function openSqliteStore(options: { readonly file: string }): SqliteStore {
  return storesOver(openDatabase(options.file));
}

/** The database of {@link openSqliteStore}, set up and migrated. */
export function openDatabase(file: string): Database.Database {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('journal_mode = WAL');
    // The driver's build relaxes this to NORMAL under WAL, which a power cut can make forget the last commits.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** The stores over an open, migrated database, which they close. */
export function storesOver(db: Database.Database): SqliteStore {
  return {
    secrets: sqliteSecretStore(db),
    keys: sqliteKeyStore(db),
    identities: sqliteIdentityStore(db),
    resources: sqliteResourceStore(db),
    async close() {
      db.close();
    },
  };
}
