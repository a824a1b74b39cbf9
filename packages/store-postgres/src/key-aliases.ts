import type { KeyAlias, KeyStore, RowAuthenticator } from '@dragoman/core';

import { moveControl, movingControl } from './control-row.ts';
import type { Queries, StoreDatabase } from './database.ts';

interface AliasRow {
  readonly vault: string;
  readonly name: string;
  readonly key_id: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly mac: Uint8Array;
}

/** The part of the key store that keeps aliases. */
export type KeyAliasPart = Pick<
  KeyStore,
  'findAlias' | 'listAliases' | 'countAliases' | 'insertAlias' | 'moveAlias' | 'removeAlias'
>;

const SELECT = 'SELECT vault, name, key_id, created_at, updated_at, mac FROM key_alias WHERE vault = $1';
const REMOVE = movingControl('DELETE FROM key_alias WHERE vault = $1 AND name = $2 RETURNING 1');
const HOLD_KEY = 'SELECT 1 FROM customer_key WHERE vault = $1 AND id = $2 FOR KEY SHARE';

/** Aliases over an open, migrated database. */
export function postgresKeyAliases(db: StoreDatabase, rows: RowAuthenticator): KeyAliasPart {
  const read = (found: readonly AliasRow[]): KeyAlias[] => found.map((row) => aliasOf(rows, row));
  return {
    async findAlias(vault, name) {
      return read(await db.rows(`${SELECT} AND name = $2`, vault, name))[0] ?? null;
    },
    async listAliases(vault, keyId, { offset, limit }) {
      return read(
        keyId === null
          ? await db.rows(`${SELECT} ORDER BY name LIMIT $2 OFFSET $3`, vault, limit, offset)
          : await db.rows(`${SELECT} AND key_id = $4 ORDER BY name LIMIT $2 OFFSET $3`, vault, limit, offset, keyId),
      );
    },
    async countAliases(vault, keyId) {
      const count = 'SELECT count(*) AS count FROM key_alias WHERE vault = $1';
      const [row] =
        keyId === null
          ? await db.rows<{ count: number }>(count, vault)
          : await db.rows<{ count: number }>(`${count} AND key_id = $2`, vault, keyId);
      return row?.count ?? 0;
    },
    async insertAlias(alias) {
      return db.transaction(async (queries) => {
        if ((await queries.rows(HOLD_KEY, alias.vault, alias.keyId)).length === 0) return 'key-missing';
        if (!(await putAlias(queries, rows, alias))) return 'alias-taken';
        await moveControl(queries);
        return 'inserted';
      });
    },
    async moveAlias(alias) {
      return db.transaction((queries) => moveAlias(queries, rows, alias));
    },
    async removeAlias(vault, name) {
      const removed = await db.rows(REMOVE, vault, name);
      return removed.length === 1 ? 'removed' : 'alias-missing';
    },
  };
}

/** Puts down an alias unless its name is taken; answers whether it did. Its key is there. */
export async function putAlias(queries: Queries, rows: RowAuthenticator, alias: KeyAlias): Promise<boolean> {
  const { vault, name, keyId, createdAt, updatedAt } = alias;
  const added = await queries.rows(
    `INSERT INTO key_alias (vault, name, key_id, created_at, updated_at, mac) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (vault, name) DO NOTHING RETURNING 1`,
    ...[vault, name, keyId, createdAt, updatedAt, macOf(rows, alias)],
  );
  return added.length === 1;
}

async function moveAlias(
  queries: Queries,
  rows: RowAuthenticator,
  { vault, name, keyId, updatedAt }: KeyAlias,
): Promise<'moved' | 'alias-missing' | 'key-missing'> {
  const isKey = (await queries.rows(HOLD_KEY, vault, keyId)).length === 1;
  const [row] = await queries.rows<AliasRow>(`${SELECT} AND name = $2 FOR UPDATE`, vault, name);
  if (row === undefined) return 'alias-missing';
  if (!isKey) return 'key-missing';
  const moved = { ...aliasOf(rows, row), keyId, updatedAt };
  await queries.rows(
    'UPDATE key_alias SET key_id = $3, updated_at = $4, mac = $5 WHERE vault = $1 AND name = $2',
    ...[vault, name, keyId, updatedAt, macOf(rows, moved)],
  );
  await moveControl(queries);
  return 'moved';
}

/** What shows that an alias was written here. */
function macOf(rows: RowAuthenticator, { vault, name, keyId, createdAt, updatedAt }: KeyAlias): Uint8Array {
  return rows.sign('key_alias', [vault, name, keyId, createdAt, updatedAt]);
}

/** @throws AlteredRowError */
export function aliasOf(rows: RowAuthenticator, row: AliasRow): KeyAlias {
  const { vault, name, key_id: keyId, created_at: createdAt, updated_at: updatedAt, mac } = row;
  rows.check('key_alias', [vault, name, keyId, createdAt, updatedAt], mac);
  return { vault, name, keyId, createdAt, updatedAt };
}
