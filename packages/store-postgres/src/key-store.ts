import type { CustomerKey, KeyInsert, KeyStore, RowAuthenticator } from '@dragoman/core';

import { moveControl, movingControl } from './control-row.ts';
import type { Queries, StoreDatabase } from './database.ts';
import { type DocumentRow, Documents } from './documents.ts';
import { postgresKeyAliases, putAlias } from './key-aliases.ts';
import { lockVault } from './vault-lock.ts';

const IS_ANY_DUE = 'SELECT 1 FROM customer_key WHERE deletion_due_at <= $1 ORDER BY deletion_due_at LIMIT 1';
const UPDATE = movingControl(`UPDATE customer_key SET is_default = $4, revision = $5, deletion_due_at = $6, due_at = $7,
  doc = $8, mac = $9 WHERE vault = $1 AND id = $2 AND revision = $3 RETURNING 1`);
const REMOVE_DUE = movingControl('DELETE FROM customer_key WHERE deletion_due_at <= $1 RETURNING 1');
const BY_ALIAS = `SELECT customer_key.doc, customer_key.mac FROM key_alias
  JOIN customer_key ON customer_key.vault = key_alias.vault AND customer_key.id = key_alias.key_id
  WHERE key_alias.vault = $1 AND key_alias.name = $2`;

/** Customer keys over an open, migrated database. */
export function postgresKeyStore(db: StoreDatabase, rows: RowAuthenticator): KeyStore {
  const documents = new Documents<CustomerKey>(rows, 'customer_key');
  const select = 'SELECT doc, mac FROM customer_key WHERE';
  return {
    async find(vault, id) {
      return documents.first(await db.rows(`${select} vault = $1 AND id = $2`, vault, id), { vault, id });
    },
    async findDefault(vault) {
      return documents.first(await db.rows(`${select} vault = $1 AND is_default`, vault), { vault });
    },
    async findByAlias(vault, alias) {
      return documents.first(await db.rows(BY_ALIAS, vault, alias), { vault });
    },
    async list(vault, { limit, offset }) {
      const page = `${select} vault = $1 ORDER BY seq LIMIT $2 OFFSET $3`;
      return (await db.rows<DocumentRow>(page, vault, limit, offset)).map((row) => documents.read(row));
    },
    async count(vault) {
      return countKeys(db, vault);
    },
    async insert(key, given = {}) {
      return db.transaction((queries) => insert(queries, rows, key, given));
    },
    async commit(key, expectedRevision) {
      const { isDefault, revision, deletionDueAt, dueAt, vault, id } = key;
      const { doc, mac } = documents.write(key);
      const changed = [vault, id, expectedRevision, isDefault, revision, deletionDueAt, dueAt, doc, mac];
      return (await db.rows(UPDATE, ...changed)).length === 1 ? 'committed' : 'stale';
    },
    async removeDue(now) {
      // Asked before every list: the look at the index spares the locks when nothing is due.
      if ((await db.rows(IS_ANY_DUE, now)).length === 0) return 0;
      return (await db.rows(REMOVE_DUE, now)).length;
    },
    async listDue(now, limit) {
      const due = `${select} due_at <= $1 ORDER BY due_at LIMIT $2`;
      return (await db.rows<DocumentRow>(due, now, limit)).map((row) => documents.read(row));
    },
    ...postgresKeyAliases(db, rows),
  };
}

async function countKeys({ rows }: Queries, vault: string): Promise<number> {
  const [row] = await rows<{ count: number }>('SELECT count(*) AS count FROM customer_key WHERE vault = $1', vault);
  return row?.count ?? 0;
}

/** Runs inside a transaction. */
async function insert(
  queries: Queries,
  rows: RowAuthenticator,
  key: CustomerKey,
  { alias, maxKeys }: KeyInsert,
): Promise<Awaited<ReturnType<KeyStore['insert']>>> {
  const { vault, isDefault } = key;
  await lockVault(queries, vault);
  const defaults = await queries.rows('SELECT 1 FROM customer_key WHERE vault = $1 AND is_default', vault);
  if (isDefault && defaults.length > 0) return 'default-exists';
  if (maxKeys !== undefined && (await countKeys(queries, vault)) - defaults.length >= maxKeys) return 'vault-full';
  if (alias !== undefined && (await isAliasTaken(queries, alias.vault, alias.name))) return 'alias-taken';
  await putKeys(queries, rows, [key]);
  // Aliases are added without a lock on their vault: one may have come in between.
  if (alias !== undefined && !(await putAlias(queries, rows, alias))) throw new AliasTakenMeanwhile();
  await moveControl(queries);
  return 'inserted';
}

async function isAliasTaken({ rows }: Queries, vault: string, name: string): Promise<boolean> {
  return (await rows('SELECT 1 FROM key_alias WHERE vault = $1 AND name = $2', vault, name)).length > 0;
}

/** Has the code of a conflict: the transaction is done again, and finds the alias. */
class AliasTakenMeanwhile extends Error {
  readonly code = '40001';
}

/** Puts down keys, in their order, unless a constraint forbids it. */
export async function putKeys(
  { rows: run }: Queries,
  rows: RowAuthenticator,
  keys: readonly CustomerKey[],
): Promise<void> {
  const documents = keys.map((key) => new Documents<CustomerKey>(rows, 'customer_key').write(key));
  await run(
    `INSERT INTO customer_key (vault, id, is_default, revision, deletion_due_at, due_at, doc, mac)
     SELECT vault, id, is_default, revision, deletion_due_at, due_at, doc, mac
     FROM unnest($1::text[], $2::text[], $3::text[]::boolean[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[],
       $8::bytea[]) WITH ORDINALITY
       AS given (vault, id, is_default, revision, deletion_due_at, due_at, doc, mac, at) ORDER BY at`,
    keys.map(({ vault }) => vault),
    keys.map(({ id }) => id),
    keys.map(({ isDefault }) => String(isDefault)),
    keys.map(({ revision }) => revision),
    keys.map(({ deletionDueAt }) => deletionDueAt),
    keys.map(({ dueAt }) => dueAt),
    documents.map(({ doc }) => doc),
    documents.map(({ mac }) => mac),
  );
}
