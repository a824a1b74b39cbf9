import type {
  DialectRecordStore,
  IdentityStore,
  KeyStore,
  RowAuthenticator,
  SecretStore,
  StateStore,
} from '@dragoman/core';

import { prepareServer } from './check-server.ts';
import type { PostgresOptions } from './connection-options.ts';
import { Database } from './database.ts';
import { postgresIdentityStore } from './identity-store.ts';
import { postgresKeyStore } from './key-store.ts';
import { lockSchema, migrate } from './migrations.ts';
import { postgresRecordStore } from './record-store.ts';
import { postgresSecretStore } from './secret-store.ts';
import { postgresStateStore } from './state-store.ts';

/** The stores over one schema of a database. */
export interface PostgresStore {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly identities: IdentityStore;
  readonly resources: DialectRecordStore;
  readonly state: StateStore;
  /** Whether the schema was made by this opening. */
  readonly isNew: boolean;
  /** Waits for what is under way, and lets go of the connections. */
  close(): Promise<void>;
}

/**
 * Opens the database, its schema made or migrated where that is needed. A write that was answered is in it.
 * @param rows shows that rows were written with the root key
 * @throws UnsuitableDatabaseError, NewerSchemaError, StoreUnavailableError
 */
export async function openPostgresStore(options: PostgresOptions, rows: RowAuthenticator): Promise<PostgresStore> {
  const db = new Database(options);
  try {
    const found = await db.transaction(async (queries) => {
      await lockSchema(queries, options.schema);
      await prepareServer(queries, options.schema);
      return migrate(queries, options.schema);
    });
    return storesOver(db, rows, found === 0);
  } catch (error) {
    await db.close();
    throw error;
  }
}

function storesOver(db: Database, rows: RowAuthenticator, isNew: boolean): PostgresStore {
  return {
    secrets: postgresSecretStore(db, rows),
    keys: postgresKeyStore(db, rows),
    identities: postgresIdentityStore(db, rows),
    resources: postgresRecordStore(db, rows),
    state: postgresStateStore(db, rows),
    isNew,
    close: () => db.close(),
  };
}
