import type { ColumnValue, KeyAlias, KeyStore, RowSigner } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { onDemand } from './on-demand.ts';
import type { OpenDatabase } from './open-database.ts';

export interface AliasRow {
  readonly vault: string;
  readonly name: string;
  readonly key_id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly mac: Uint8Array | null;
}

/** The part of the key store that keeps aliases. */
export type KeyAliasPart = Pick<
  KeyStore,
  'findAlias' | 'listAliases' | 'countAliases' | 'insertAlias' | 'moveAlias' | 'removeAlias'
>;

/** Aliases over an open, migrated database. */
export function sqliteKeyAliases({ db, writes, rows }: OpenDatabase): KeyAliasPart {
  const sql = prepared(db);
  return {
    async findAlias(vault, name) {
      const row = sql.byName.get(vault, name);
      return row === undefined ? null : aliasOf(rows, row);
    },
    async listAliases(vault, keyId, { offset, limit }) {
      const page = keyId === null ? sql.page.all(vault, limit, offset) : sql.pageOfKey.all(vault, keyId, limit, offset);
      return page.map((row) => aliasOf(rows, row));
    },
    async countAliases(vault, keyId) {
      return (keyId === null ? sql.count.get(vault) : sql.countOfKey.get(vault, keyId)) ?? 0;
    },
    insertAlias: (alias) => writes.run(() => insert(sql, rows, alias)),
    moveAlias: (alias) => writes.run(() => moveTo(sql, rows, alias)),
    removeAlias: (vault, name) =>
      writes.run(() => (sql.remove.run(vault, name).changes === 1 ? 'removed' : 'alias-missing')),
  };
}

/** Every one of them, for a look at their plans. */
export const allStatements: (db: Database) => object = prepared;

type Statements = ReturnType<typeof prepared>;

/** The statements of aliases. */
function prepared(db: Database) {
  const select = 'SELECT vault, name, key_id, created_at, updated_at, mac FROM key_alias WHERE';
  return onDemand({
    byName: () => db.prepare<[string, string], AliasRow>(`${select} vault = ? AND name = ?`),
    page: () => db.prepare<[string, number, number], AliasRow>(`${select} vault = ? ORDER BY name LIMIT ? OFFSET ?`),
    pageOfKey: () =>
      db.prepare<[string, string, number, number], AliasRow>(
        `${select} vault = ? AND key_id = ? ORDER BY name LIMIT ? OFFSET ?`,
      ),
    count: () => db.prepare<[string], number>('SELECT count(*) FROM key_alias WHERE vault = ?').pluck(),
    countOfKey: () =>
      db.prepare<[string, string], number>('SELECT count(*) FROM key_alias WHERE vault = ? AND key_id = ?').pluck(),
    isKey: () => db.prepare<[string, string], number>('SELECT 1 FROM customer_key WHERE vault = ? AND id = ?').pluck(),
    insert: () =>
      db.prepare<[string, string, string, number, number, Uint8Array | null]>(
        `INSERT INTO key_alias (vault, name, key_id, created_at, updated_at, mac) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (vault, name) DO NOTHING`,
      ),
    move: () =>
      db.prepare<[string, number, Uint8Array | null, string, string]>(
        'UPDATE key_alias SET key_id = ?, updated_at = ?, mac = ? WHERE vault = ? AND name = ?',
      ),
    remove: () => db.prepare<[string, string]>('DELETE FROM key_alias WHERE vault = ? AND name = ?'),
  });
}

/** Runs inside a transaction. */
function insert(sql: Statements, rows: RowSigner, alias: KeyAlias): 'inserted' | 'alias-taken' | 'key-missing' {
  const { vault, name, keyId, createdAt, updatedAt } = alias;
  if (sql.isKey.get(vault, keyId) === undefined) return 'key-missing';
  const mac = aliasMac(rows, alias);
  return sql.insert.run(vault, name, keyId, createdAt, updatedAt, mac).changes === 1 ? 'inserted' : 'alias-taken';
}

/** Runs inside a transaction. */
function moveTo(
  sql: Statements,
  rows: RowSigner,
  { vault, name, keyId, updatedAt }: KeyAlias,
): 'moved' | 'alias-missing' | 'key-missing' {
  const held = sql.byName.get(vault, name);
  if (held === undefined) return 'alias-missing';
  if (sql.isKey.get(vault, keyId) === undefined) return 'key-missing';
  const moved = { ...aliasOf(rows, held), keyId, updatedAt };
  sql.move.run(keyId, updatedAt, aliasMac(rows, moved), vault, name);
  return 'moved';
}

/** What shows that an alias was written here. */
export function aliasMac(rows: RowSigner, alias: KeyAlias): Uint8Array | null {
  const { keyId: key_id, createdAt: created_at, updatedAt: updated_at, ...others } = alias;
  return rows.sign('key_alias', aliasColumns({ ...others, key_id, created_at, updated_at }));
}

/** @throws AlteredRowError */
export function aliasOf(rows: RowSigner, row: AliasRow): KeyAlias {
  rows.check('key_alias', aliasColumns(row), row.mac);
  const { vault, name, key_id: keyId, created_at: createdAt, updated_at: updatedAt } = row;
  return { vault, name, keyId, createdAt, updatedAt };
}

/** What of an alias is signed. */
export function aliasColumns(row: Omit<AliasRow, 'mac'>): readonly ColumnValue[] {
  return [row.vault, row.name, row.key_id, row.created_at, row.updated_at];
}
