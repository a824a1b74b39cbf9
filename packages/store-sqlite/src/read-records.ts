import { closeSync, openSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import {
  countedRevision,
  type CustomerKey,
  type Identity,
  type RowSigner,
  type SealedValue,
  type Secret,
  type StateRecord,
  type StateStore,
} from '@dragoman/core';
import Database from 'better-sqlite3';

import { resourceOf, type ResourceRow, SELECT } from './dialect-record-store.ts';
import { type DocumentRow, Documents } from './documents.ts';
import { type AccessCredentialRow, credentialOf, CREDENTIAL_COLUMNS } from './identity-store.ts';
import { type AliasRow, aliasOf } from './key-aliases.ts';

/** How many records are handed out at a time, before others get their turn. */
const BATCH = 200;

/** Up to this size, in bytes, a database is read in one turn of the event loop, some tens of milliseconds. */
const MAX_BYTES_AT_ONCE = 8 * 2 ** 20;

/** How many pages are copied in one turn of the event loop: 4 MB, some milliseconds. */
const PAGES_A_TURN = 1_000;

/** Of the file of a copy: nobody else's begins so. */
const COPY = '.reading-';
let copies = 0;

/**
 * Hands out everything in the database as it is at one moment. What is small or in memory is read in one turn; the
 * pages of anything larger are first copied into a file beside it, turn by turn, and what is written meanwhile goes
 * into the copy as well (https://sqlite.org/backup.html), so that it is of the moment in which the last page was taken.
 */
export async function readRecords(
  db: Database.Database,
  rows: RowSigner,
  visit: Parameters<StateStore['read']>[0],
): Promise<void> {
  if (db.memory || sizeOf(db) <= MAX_BYTES_AT_ONCE) {
    const batches = db.transaction(() => [...batchesOf(recordsIn(db, rows))])();
    for (const records of batches) await visit(records);
    return;
  }
  const file = join(dirname(db.name), `${COPY}${process.pid}-${(copies += 1)}.db`);
  try {
    // For the owner alone, as the database is.
    closeSync(openSync(file, 'w', 0o600));
    await db.backup(file, { progress: () => PAGES_A_TURN });
    await readCopy(file, rows, visit);
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
  }
}

/** Removes what a process that was killed left of its copies. */
export function removeCopies(file: string): void {
  const directory = dirname(file);
  for (const name of readdirSync(directory)) if (name.startsWith(COPY)) rmSync(join(directory, name), { force: true });
}

async function readCopy(file: string, rows: RowSigner, visit: Parameters<StateStore['read']>[0]): Promise<void> {
  const copy = new Database(file);
  try {
    copy.pragma('locking_mode = EXCLUSIVE');
    for (const records of batchesOf(recordsIn(copy, rows))) {
      await visit(records);
      await setImmediate();
    }
  } finally {
    copy.close();
  }
}

function sizeOf(db: Database.Database): number {
  const [pages, bytes] = ['page_count', 'page_size'].map((name) => db.pragma(name, { simple: true }) as number);
  return (pages ?? 0) * (bytes ?? 0);
}

function* batchesOf(records: Iterable<StateRecord>): Generator<readonly StateRecord[]> {
  let batch: StateRecord[] = [];
  for (const record of records) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** In the order of `recordsOf`. @throws AlteredRowError for a row that was not written here */
function* recordsIn(db: Database.Database, rows: RowSigner): Generator<StateRecord> {
  for (const key of documentsIn<CustomerKey>(db, rows, 'customer_key', 'seq')) yield { key: counted(key) };
  const aliases = db.prepare<[], AliasRow>('SELECT vault, name, key_id, created_at, updated_at, mac FROM key_alias');
  for (const row of aliases.iterate()) yield { alias: aliasOf(rows, row) };
  yield* secretsIn(db, rows);
  const credentials = db.prepare<[string], AccessCredentialRow>(
    `SELECT ${CREDENTIAL_COLUMNS} FROM proof WHERE identity_id = ?`,
  );
  for (const identity of documentsIn<Identity>(db, rows, 'identity', 'id'))
    yield { identity, accessCredentials: credentials.all(identity.id).map((row) => credentialOf(rows, row)) };
  const resources = db.prepare<[], ResourceRow>(`${SELECT} ORDER BY seq`);
  for (const row of resources.iterate()) yield { resource: counted(resourceOf(rows, row)) };
}

function* documentsIn<Content extends object>(
  db: Database.Database,
  rows: RowSigner,
  table: string,
  order: string,
): Generator<Content> {
  const documents = new Documents<Content>(rows, table);
  const found = db.prepare<[], DocumentRow>(`SELECT doc, mac FROM ${table} ORDER BY ${order}`);
  for (const row of found.iterate()) yield documents.read(row);
}

function* secretsIn(db: Database.Database, rows: RowSigner): Generator<StateRecord> {
  const documents = new Documents<Secret>(rows, 'secret');
  const valuesOf = db.prepare<[number], SealedValue>(
    'SELECT version_id AS versionId, bytes FROM sealed_value WHERE secret = ?',
  );
  const found = db.prepare<[], DocumentRow & { readonly seq: number }>('SELECT seq, doc, mac FROM secret ORDER BY seq');
  for (const row of found.iterate()) {
    const secret = counted(documents.read(row));
    const indexes = new Map(secret.versions.map(({ id }, at) => [id, at]));
    const values = valuesOf
      .all(row.seq)
      .toSorted((left, right) => (indexes.get(left.versionId) ?? 0) - (indexes.get(right.versionId) ?? 0));
    yield { secret, values };
  }
}

function counted<Row extends { readonly revision: number }>(row: Row): Row {
  return { ...row, revision: countedRevision(row.revision) };
}
