import type { CustomerKey, KeyAlias, KeyInsert, KeyStore, RowSigner } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { type DocumentRow, Documents } from './documents.ts';
import { aliasMac, sqliteKeyAliases } from './key-aliases.ts';
import { onDemand } from './on-demand.ts';
import type { OpenDatabase } from './open-database.ts';

const TABLE = 'customer_key';

/** Customer keys over an open, migrated database. */
export function sqliteKeyStore(database: OpenDatabase): KeyStore {
  const { db, caches, writes, rows } = database;
  const sql = prepared(db, rows);
  const documents = new Documents<CustomerKey>(rows, TABLE);
  const cache = caches.make<CustomerKey>();
  return {
    find(vault, id) {
      return cache.get(vault, id, () => documents.find(sql.byId.get(vault, id), { vault, id }));
    },
    async findDefault(vault) {
      return documents.find(sql.defaultOf.get(vault), { vault, isDefault: true });
    },
    findByAlias(vault, alias) {
      return documents.find(sql.byAlias.get(vault, alias), { vault });
    },
    async list(vault, page) {
      return sql.page.all(vault, page.limit, page.offset).map((row) => documents.read(row));
    },
    async count(vault) {
      return sql.count.get(vault) ?? 0;
    },
    insert: (key, given = {}) => writes.run(() => insert(sql, key, given), cache),
    commit: (key, expectedRevision) => writes.run(() => commit(sql, documents, key, expectedRevision), cache),
    async removeDue(now) {
      // Asked before every list: the look at the index spares the write lock when nothing is due.
      if (sql.isAnyDeletionDue.get(now) === undefined) return 0;
      return writes.run(() => sql.removeDue.run(now).changes, cache);
    },
    async listDue(now, limit) {
      return sql.due.all(now, limit).map((row) => documents.read(row));
    },
    ...sqliteKeyAliases(database),
  };
}

/** Runs inside a transaction. */
function commit(
  sql: Statements,
  documents: Documents<CustomerKey>,
  key: CustomerKey,
  expectedRevision: number,
): 'committed' | 'stale' {
  const { isDefault, revision, deletionDueAt, dueAt, vault, id } = key;
  const { changes } = sql.update.run(
    isDefault ? 1 : 0,
    revision,
    deletionDueAt,
    dueAt,
    ...documents.write(key),
    vault,
    id,
    expectedRevision,
  );
  return changes === 1 ? 'committed' : 'stale';
}

/** Every one of them, for a look at their plans. */
export const allStatements: (db: Database, rows: RowSigner) => object = prepared;

type Statements = ReturnType<typeof prepared>;

/** The statements of keys. */
function prepared(db: Database, rows: RowSigner) {
  return onDemand({ ...preparedReads(db), ...preparedWrites(db, rows) });
}

function preparedReads(db: Database) {
  return {
    byId: () =>
      db.prepare<[string, string], DocumentRow>('SELECT doc, mac FROM customer_key WHERE vault = ? AND id = ?'),
    defaultOf: () =>
      db.prepare<[string], DocumentRow>('SELECT doc, mac FROM customer_key WHERE vault = ? AND is_default = 1'),
    byAlias: () =>
      db.prepare<[string, string], DocumentRow>(
        `SELECT customer_key.doc, customer_key.mac FROM key_alias
       JOIN customer_key ON customer_key.vault = key_alias.vault AND customer_key.id = key_alias.key_id
       WHERE key_alias.vault = ? AND key_alias.name = ?`,
      ),
    page: () =>
      db.prepare<[string, number, number], DocumentRow>(
        `SELECT doc, mac FROM customer_key WHERE seq IN (
         SELECT seq FROM customer_key WHERE vault = ? ORDER BY seq LIMIT ? OFFSET ?
       ) ORDER BY seq`,
      ),
    count: () => db.prepare<[string], number>('SELECT count(*) FROM customer_key WHERE vault = ?').pluck(),
    due: () =>
      db.prepare<[number, number], DocumentRow>(
        'SELECT doc, mac FROM customer_key WHERE due_at <= ? ORDER BY due_at LIMIT ?',
      ),
    isAnyDeletionDue: () =>
      db.prepare<[number], number>('SELECT 1 FROM customer_key WHERE deletion_due_at <= ? LIMIT 1').pluck(),
    isAliasTaken: () =>
      db.prepare<[string, string], number>('SELECT 1 FROM key_alias WHERE vault = ? AND name = ?').pluck(),
  };
}

function preparedWrites(db: Database, rows: RowSigner) {
  return {
    put: () => keyInsert(db, rows),
    putAlias: () => aliasInsert(db, rows),
    update: () =>
      db.prepare<[number, number, number | null, number | null, string, Uint8Array | null, string, string, number]>(
        `UPDATE customer_key SET is_default = ?, revision = ?, deletion_due_at = ?, due_at = ?, doc = ?, mac = ?
       WHERE vault = ? AND id = ? AND revision = ?`,
      ),
    removeDue: () => db.prepare<[number]>('DELETE FROM customer_key WHERE deletion_due_at <= ?'),
  };
}

/** Puts down a key within whatever is under way, unless a constraint forbids it. */
export function keyInsert(db: Database, rows: RowSigner): (key: CustomerKey) => void {
  const documents = new Documents<CustomerKey>(rows, TABLE);
  const insert = db.prepare<[string, string, number, number, number | null, number | null, string, Uint8Array | null]>(
    'INSERT INTO customer_key (vault, id, is_default, revision, deletion_due_at, due_at, doc, mac) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  return (key) => {
    const { vault, id, isDefault, revision, deletionDueAt, dueAt } = key;
    insert.run(vault, id, isDefault ? 1 : 0, revision, deletionDueAt, dueAt, ...documents.write(key));
  };
}

/** Puts down an alias within whatever is under way, unless a constraint forbids it. */
export function aliasInsert(db: Database, rows: RowSigner): (alias: KeyAlias) => void {
  const insert = db.prepare<[string, string, string, number, number, Uint8Array | null]>(
    'INSERT INTO key_alias (vault, name, key_id, created_at, updated_at, mac) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return (alias) => {
    const { vault, name, keyId, createdAt, updatedAt } = alias;
    insert.run(vault, name, keyId, createdAt, updatedAt, aliasMac(rows, alias));
  };
}

/** Runs inside a transaction. */
function insert(
  sql: Statements,
  key: CustomerKey,
  { alias, maxKeys }: KeyInsert,
): Awaited<ReturnType<KeyStore['insert']>> {
  const { vault, isDefault } = key;
  const hasDefault = sql.defaultOf.get(vault) !== undefined;
  if (isDefault && hasDefault) return 'default-exists';
  if (maxKeys !== undefined && (sql.count.get(vault) ?? 0) - (hasDefault ? 1 : 0) >= maxKeys) return 'vault-full';
  if (alias !== undefined && sql.isAliasTaken.get(alias.vault, alias.name) !== undefined) return 'alias-taken';
  sql.put(key);
  if (alias !== undefined) sql.putAlias(alias);
  return 'inserted';
}
