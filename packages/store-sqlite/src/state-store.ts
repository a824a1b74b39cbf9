import {
  InvalidStateImageError,
  loadedRevision,
  type RowSigner,
  type StateRecord,
  type StateStore,
  stateStore,
} from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { resourceInsert } from './dialect-record-store.ts';
import { identityPut } from './identity-store.ts';
import { aliasInsert, keyInsert } from './key-store.ts';
import type { OpenDatabase } from './open-database.ts';
import { readRecords } from './read-records.ts';
import { secretInsert } from './secret-store.ts';

/**
 * The whole content of an open, migrated database, out and in. Statements are prepared when they are asked for, which
 * is seldom.
 */
export function sqliteStateStore({ db, caches, writes, rows, sealing }: OpenDatabase): StateStore {
  const replacement = db.transaction((...parts: Parameters<typeof replace>) => {
    const work = (): void => {
      replace(...parts);
    };
    if (sealing === null) work();
    else sealing.replacing(work);
  });
  return stateStore({
    async read(visit) {
      writes.flush();
      await readRecords(db, rows, visit);
    },
    async replace(records) {
      writes.flush();
      caches.forget();
      // SQLite empties a table at one stroke where no foreign key looks on. The switch works outside of a transaction
      // alone; nobody else gets hold of the connection before it is back.
      db.pragma('foreign_keys = OFF');
      try {
        replacement.immediate(db, rows, records);
        sealing?.committed();
      } catch (error) {
        throw isConstraint(error) ? new InvalidStateImageError(error.message, { cause: error }) : error;
      } finally {
        db.pragma('foreign_keys = ON');
      }
    },
  });
}

/** Runs inside a transaction. */
function replace(db: Database, rows: RowSigner, records: Iterable<StateRecord>): void {
  const triggers = db
    .prepare<[], { readonly name: string; readonly sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    )
    .all();
  // A table with triggers is emptied row by row, and they would count one by one what is counted at once below.
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  for (const table of TABLES) db.exec(`DELETE FROM ${table}`);
  const loads = db.prepare<[], number>('UPDATE load SET loads = loads + 1 RETURNING loads').pluck().get() ?? 0;
  fill(db, rows, records, loads);
  db.exec('INSERT INTO vault (id, secrets) SELECT vault, count(*) FROM secret GROUP BY vault');
  db.exec(
    'INSERT INTO resource_count (vault, kind, resources) SELECT vault, kind, count(*) FROM ' +
      'resource GROUP BY vault, kind',
  );
  for (const { sql } of triggers) db.exec(sql);
}

/** Everything that holds content, or counts it. */
const TABLES = [
  'sealed_value',
  'secret',
  'vault',
  'key_alias',
  'customer_key',
  'proof',
  'identity',
  'resource',
  'resource_count',
];

function fill(db: Database, rows: RowSigner, records: Iterable<StateRecord>, loads: number): void {
  const put = inserts(db, rows, loads);
  for (const record of records) put(record);
  if (db.prepare("SELECT 1 FROM pragma_foreign_key_check('key_alias')").get() !== undefined)
    throw new InvalidStateImageError('an alias names a key that is not there');
}

function inserts(db: Database, rows: RowSigner, loads: number): (record: StateRecord) => void {
  const loaded = <Row extends { readonly revision: number }>(row: Row): Row => ({
    ...row,
    revision: loadedRevision(row.revision, loads),
  });
  const [putSecret, putKey, putAlias, putIdentity, putResource] = [
    secretInsert(db, rows),
    keyInsert(db, rows),
    aliasInsert(db, rows),
    identityPut(db, rows),
    resourceInsert(db, rows),
  ];
  return (record) => {
    if ('key' in record) putKey(loaded(record.key));
    else if ('alias' in record) putAlias(record.alias);
    else if ('secret' in record) putSecret(loaded(record.secret), record.values);
    else if ('identity' in record) putIdentity(record.identity, record.accessCredentials);
    else if (!putResource(loaded(record.resource)))
      throw new InvalidStateImageError(`${record.resource.kind} ${record.resource.id} is there twice`);
  };
}

/**
 * By its code: the driver hands out the error class of whichever copy of it was loaded first, which need be no Error of
 * this one's.
 */
function isConstraint(error: unknown): error is Error {
  return (
    typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
  );
}
