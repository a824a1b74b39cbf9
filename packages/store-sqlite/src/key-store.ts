import type { CustomerKey, KeyAlias, KeyInsert, KeyStore } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { sqliteKeyAliases } from './key-aliases.ts';
import type { ReadCaches } from './read-cache.ts';

/** Customer keys over an open, migrated database. */
export function sqliteKeyStore(db: Database, caches: ReadCaches): KeyStore {
  const sql = prepared(db);
  const cache = caches.make<CustomerKey>();
  const insertion = db.transaction(insert);
  return {
    async find(vault, id) {
      return cache.get(vault, id, () => parsed(sql.byId.get(vault, id)));
    },
    async findDefault(vault) {
      return parsed(sql.defaultOf.get(vault));
    },
    async findByAlias(vault, alias) {
      return parsed(sql.byAlias.get(vault, alias));
    },
    async list(vault, page) {
      return sql.page.all(vault, page.limit, page.offset).map((doc) => JSON.parse(doc) as CustomerKey);
    },
    async count(vault) {
      return sql.count.get(vault) ?? 0;
    },
    async insert(key, given = {}) {
      cache.forget();
      return insertion.immediate(sql, key, given);
    },
    async commit(key, expectedRevision) {
      cache.forget();
      const { isDefault, revision, deletionDueAt, dueAt, vault, id } = key;
      const { changes } = sql.update.run(
        isDefault ? 1 : 0,
        revision,
        deletionDueAt,
        dueAt,
        JSON.stringify(key),
        vault,
        id,
        expectedRevision,
      );
      return changes === 1 ? 'committed' : 'stale';
    },
    async removeDue(now) {
      // Asked before every list: the look at the index spares the write lock when nothing is due.
      if (sql.isAnyDeletionDue.get(now) === undefined) return 0;
      cache.forget();
      return sql.removeDue.run(now).changes;
    },
    async listDue(now, limit) {
      return sql.due.all(now, limit).map((doc) => JSON.parse(doc) as CustomerKey);
    },
    ...sqliteKeyAliases(db),
  };
}

type Statements = ReturnType<typeof prepared>;

function prepared(db: Database) {
  return { ...preparedReads(db), ...preparedWrites(db) };
}

function preparedReads(db: Database) {
  return {
    byId: db.prepare<[string, string], string>('SELECT doc FROM customer_key WHERE vault = ? AND id = ?').pluck(),
    defaultOf: db.prepare<[string], string>('SELECT doc FROM customer_key WHERE vault = ? AND is_default = 1').pluck(),
    byAlias: db
      .prepare<[string, string], string>(
        `SELECT customer_key.doc FROM key_alias
       JOIN customer_key ON customer_key.vault = key_alias.vault AND customer_key.id = key_alias.key_id
       WHERE key_alias.vault = ? AND key_alias.name = ?`,
      )
      .pluck(),
    page: db
      .prepare<[string, number, number], string>(
        `SELECT doc FROM customer_key WHERE seq IN (
         SELECT seq FROM customer_key WHERE vault = ? ORDER BY seq LIMIT ? OFFSET ?
       ) ORDER BY seq`,
      )
      .pluck(),
    count: db.prepare<[string], number>('SELECT count(*) FROM customer_key WHERE vault = ?').pluck(),
    due: db
      .prepare<[number, number], string>('SELECT doc FROM customer_key WHERE due_at <= ? ORDER BY due_at LIMIT ?')
      .pluck(),
    isAnyDeletionDue: db
      .prepare<[number], number>('SELECT 1 FROM customer_key WHERE deletion_due_at <= ? LIMIT 1')
      .pluck(),
    isAliasTaken: db.prepare<[string, string], number>('SELECT 1 FROM key_alias WHERE vault = ? AND name = ?').pluck(),
  };
}

function preparedWrites(db: Database) {
  return {
    put: keyInsert(db),
    putAlias: aliasInsert(db),
    update: db.prepare<[number, number, number | null, number | null, string, string, string, number]>(
      `UPDATE customer_key SET is_default = ?, revision = ?, deletion_due_at = ?, due_at = ?, doc = ?
       WHERE vault = ? AND id = ? AND revision = ?`,
    ),
    removeDue: db.prepare<[number]>('DELETE FROM customer_key WHERE deletion_due_at <= ?'),
  };
}

/** Puts down a key within whatever is under way, unless a constraint forbids it. */
export function keyInsert(db: Database): (key: CustomerKey) => void {
  const insert = db.prepare<[string, string, number, number, number | null, number | null, string]>(
    'INSERT INTO customer_key (vault, id, is_default, revision, deletion_due_at, due_at, doc) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return (key) => {
    const { vault, id, isDefault, revision, deletionDueAt, dueAt } = key;
    insert.run(vault, id, isDefault ? 1 : 0, revision, deletionDueAt, dueAt, JSON.stringify(key));
  };
}

/** Puts down an alias within whatever is under way, unless a constraint forbids it. */
export function aliasInsert(db: Database): (alias: KeyAlias) => void {
  const insert = db.prepare<[string, string, string, number, number]>(
    'INSERT INTO key_alias (vault, name, key_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?)',
  );
  return ({ vault, name, keyId, createdAt, updatedAt }) => void insert.run(vault, name, keyId, createdAt, updatedAt);
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

function parsed(doc: string | undefined): CustomerKey | null {
  return doc === undefined ? null : (JSON.parse(doc) as CustomerKey);
}
