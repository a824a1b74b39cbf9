import type { KeyAlias, KeyStore } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

interface AliasRow {
  readonly vault: string;
  readonly name: string;
  readonly key_id: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** The part of the key store that keeps aliases. */
export type KeyAliasPart = Pick<
  KeyStore,
  'findAlias' | 'listAliases' | 'countAliases' | 'insertAlias' | 'moveAlias' | 'removeAlias'
>;

/** Aliases over an open, migrated database. */
export function sqliteKeyAliases(db: Database): KeyAliasPart {
  const sql = prepared(db);
  const insertion = db.transaction(insert);
  const move = db.transaction(moveTo);
  return {
    async findAlias(vault, name) {
      const row = sql.byName.get(vault, name);
      return row === undefined ? null : fromRow(row);
    },
    async listAliases(vault, keyId, { offset, limit }) {
      const rows = keyId === null ? sql.page.all(vault, limit, offset) : sql.pageOfKey.all(vault, keyId, limit, offset);
      return rows.map(fromRow);
    },
    async countAliases(vault, keyId) {
      return (keyId === null ? sql.count.get(vault) : sql.countOfKey.get(vault, keyId)) ?? 0;
    },
    async insertAlias(alias) {
      return insertion.immediate(sql, alias);
    },
    async moveAlias(alias) {
      return move.immediate(sql, alias);
    },
    async removeAlias(vault, name) {
      return sql.remove.run(vault, name).changes === 1 ? 'removed' : 'alias-missing';
    },
  };
}

type Statements = ReturnType<typeof prepared>;

function prepared(db: Database) {
  const select = 'SELECT vault, name, key_id, created_at, updated_at FROM key_alias WHERE';
  return {
    byName: db.prepare<[string, string], AliasRow>(`${select} vault = ? AND name = ?`),
    page: db.prepare<[string, number, number], AliasRow>(`${select} vault = ? ORDER BY name LIMIT ? OFFSET ?`),
    pageOfKey: db.prepare<[string, string, number, number], AliasRow>(
      `${select} vault = ? AND key_id = ? ORDER BY name LIMIT ? OFFSET ?`,
    ),
    count: db.prepare<[string], number>('SELECT count(*) FROM key_alias WHERE vault = ?').pluck(),
    countOfKey: db
      .prepare<[string, string], number>('SELECT count(*) FROM key_alias WHERE vault = ? AND key_id = ?')
      .pluck(),
    isKey: db.prepare<[string, string], number>('SELECT 1 FROM customer_key WHERE vault = ? AND id = ?').pluck(),
    insert: db.prepare<[string, string, string, number, number]>(
      `INSERT INTO key_alias (vault, name, key_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (vault, name) DO NOTHING`,
    ),
    move: db.prepare<[string, number, string, string]>(
      'UPDATE key_alias SET key_id = ?, updated_at = ? WHERE vault = ? AND name = ?',
    ),
    remove: db.prepare<[string, string]>('DELETE FROM key_alias WHERE vault = ? AND name = ?'),
  };
}

/** Runs inside a transaction. */
function insert(
  sql: Statements,
  { vault, name, keyId, createdAt, updatedAt }: KeyAlias,
): 'inserted' | 'alias-taken' | 'key-missing' {
  if (sql.isKey.get(vault, keyId) === undefined) return 'key-missing';
  return sql.insert.run(vault, name, keyId, createdAt, updatedAt).changes === 1 ? 'inserted' : 'alias-taken';
}

/** Runs inside a transaction. */
function moveTo(
  sql: Statements,
  { vault, name, keyId, updatedAt }: KeyAlias,
): 'moved' | 'alias-missing' | 'key-missing' {
  if (sql.byName.get(vault, name) === undefined) return 'alias-missing';
  if (sql.isKey.get(vault, keyId) === undefined) return 'key-missing';
  sql.move.run(keyId, updatedAt, vault, name);
  return 'moved';
}

function fromRow({ vault, name, key_id: keyId, created_at: createdAt, updated_at: updatedAt }: AliasRow): KeyAlias {
  return { vault, name, keyId, createdAt, updatedAt };
}
