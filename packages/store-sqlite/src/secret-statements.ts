import { nextDueAt, type RowSigner, type SealedValue, type Secret } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { resourceInsert } from './dialect-record-store.ts';
import { type DocumentRow, Documents } from './documents.ts';
import { onDemand } from './on-demand.ts';

/** Where secrets are. */
export const SECRET_TABLE = 'secret';

/** The statements of secrets, each prepared when it is first run. */
export type SecretStatements = ReturnType<typeof secretStatements>;

/** See {@link SecretStatements}. */
export function secretStatements(db: Database, rows: RowSigner) {
  return onDemand({ ...preparedReads(db), ...preparedWrites(db, rows) });
}

function preparedReads(db: Database) {
  return {
    docByName: () =>
      db.prepare<[string, string], DocumentRow>('SELECT doc, mac FROM secret WHERE vault = ? AND name = ?'),
    docById: () => db.prepare<[string, string], DocumentRow>('SELECT doc, mac FROM secret WHERE vault = ? AND id = ?'),
    docByBareId: () =>
      db.prepare<[string], DocumentRow>('SELECT doc, mac FROM secret WHERE id = ? ORDER BY seq LIMIT 1'),
    sealed: () =>
      db
        .prepare<[string, string, string], Buffer>(
          'SELECT bytes FROM sealed_value WHERE secret = (SELECT seq FROM secret WHERE vault = ? AND id ' +
            '= ?) AND version_id = ?',
        )
        .pluck(),
    pageByName: () =>
      db.prepare<[string, string, number], DocumentRow>(
        'SELECT doc, mac FROM secret WHERE vault = ? AND name > ? ORDER BY name LIMIT ?',
      ),
    // The pages before this one are skipped on the index alone, without a look at their rows.
    pageByCreation: () =>
      db.prepare<[string, number, number], DocumentRow>(
        `SELECT doc, mac FROM secret WHERE seq IN (
         SELECT seq FROM secret WHERE vault = ? ORDER BY seq LIMIT ? OFFSET ?
       ) ORDER BY seq`,
      ),
    count: () => db.prepare<[string], number>('SELECT secrets FROM vault WHERE id = ?').pluck(),
    vaults: () => db.prepare<[], string>('SELECT id FROM vault WHERE secrets > 0').pluck(),
    isAnyDue: () => db.prepare<[number], number>('SELECT 1 FROM secret WHERE deletion_due_at <= ? LIMIT 1').pluck(),
    deletionsDue: () =>
      db.prepare<[number, number], DocumentRow>(
        `SELECT doc, mac FROM secret WHERE deletion_due_at <= ? AND doc ->> '$.deletionDueAt' <= ?
       ORDER BY deletion_due_at`,
      ),
    due: () =>
      db.prepare<[number, number], DocumentRow>(
        'SELECT doc, mac FROM secret WHERE next_due_at <= ? ORDER BY next_due_at LIMIT ?',
      ),
    atRevision: () =>
      db.prepare<[string, string, number], { seq: number; name: string }>(
        'SELECT seq, name FROM secret WHERE vault = ? AND id = ? AND revision = ?',
      ),
    isKeyAt: () =>
      db
        .prepare<[string, string, number], number>(
          'SELECT 1 FROM customer_key WHERE vault = ? AND id = ? AND revision = ?',
        )
        .pluck(),
    isNameTaken: () =>
      db.prepare<[string, string], number>('SELECT 1 FROM secret WHERE vault = ? AND name = ?').pluck(),
    isFoldedNameTaken: () =>
      db
        .prepare<[string, string, number], number>(
          'SELECT 1 FROM secret WHERE vault = ? AND name_folded = ? AND seq <> ? LIMIT 1',
        )
        .pluck(),
  };
}

function preparedWrites(db: Database, rows: RowSigner) {
  return {
    put: () => secretInsert(db, rows),
    keep: () => resourceInsert(db, rows),
    update: () =>
      db.prepare<[number, number | null, number | null, string, Uint8Array | null, number]>(
        'UPDATE secret SET revision = ?, deletion_due_at = ?, next_due_at = ?, doc = ?, mac = ? WHERE seq = ?',
      ),
    rename: () => db.prepare<[string, string, number]>('UPDATE secret SET name = ?, name_folded = ? WHERE seq = ?'),
    remove: () =>
      db.prepare<[string, string, number]>('DELETE FROM secret WHERE vault = ? AND id = ? AND revision = ?'),
    // What its document does not say to be due stays, whatever the column says.
    removeDue: () =>
      db.prepare<[number, number]>("DELETE FROM secret WHERE deletion_due_at <= ? AND doc ->> '$.deletionDueAt' <= ?"),
    addValue: () => valueInsert(db),
    dropValue: () => db.prepare<[number, string]>('DELETE FROM sealed_value WHERE secret = ? AND version_id = ?'),
  };
}

/** Puts down a secret with its values within whatever is under way, unless a constraint forbids it. */
export function secretInsert(db: Database, rows: RowSigner): (secret: Secret, values: readonly SealedValue[]) => void {
  const documents = new Documents<Secret>(rows, SECRET_TABLE);
  const insert = db.prepare<
    [string, string, string, string, number, number | null, number | null, string, Uint8Array | null]
  >(
    'INSERT INTO secret (vault, id, name, name_folded, revision, deletion_due_at, next_due_at, ' +
      'doc, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const addValue = valueInsert(db);
  return (secret, values) => {
    const { vault, id, name, revision, deletionDueAt } = secret;
    const row = insert.run(
      vault,
      id,
      name,
      foldName(name),
      revision,
      deletionDueAt,
      nextDueAt(secret),
      ...documents.write(secret),
    );
    for (const value of values) addValue.run(row.lastInsertRowid, value.versionId, value.bytes);
  };
}

function valueInsert(db: Database) {
  return db.prepare<[number | bigint, string, Uint8Array]>(
    'INSERT INTO sealed_value (secret, version_id, bytes) VALUES (?, ?, ?)',
  );
}

/** What names that differ only by case have in common. */
export function foldName(name: string): string {
  return name.toLowerCase();
}
