import type { DialectRecord, RowAuthenticator, Secret, SecretMove, SecretStore } from '@dragoman/core';

import type { Queries, StoreDatabase } from './database.ts';
import { type DocumentRow, Documents } from './documents.ts';
import { RememberedSecrets } from './remembered-secrets.ts';
import { secretReads } from './secret-reads.ts';
import { putRecords } from './record-store.ts';
import { commitSecret, isNameTaken, NO_ROW, putSecrets, rowAtRevision } from './secret-writes.ts';
import { lockVault, lockVaults } from './vault-lock.ts';

const SELECT = 'SELECT doc, mac FROM secret WHERE';
// The pages before this one are skipped on the index alone, without a look at their rows. A prepared statement is
// planned without knowing how small a page is: LIMIT 1 keeps the planner from reading the whole table for it.
const BY_CREATION = `SELECT held.doc, held.mac
  FROM (SELECT seq FROM secret WHERE vault = $1 ORDER BY seq LIMIT $2 OFFSET $3) AS page,
    LATERAL (SELECT doc, mac FROM secret WHERE secret.seq = page.seq LIMIT 1) AS held
  ORDER BY page.seq`;
const IS_ANY_DUE = 'SELECT 1 FROM secret WHERE deletion_due_at <= $1 ORDER BY deletion_due_at LIMIT 1';

/** Secrets over an open, migrated database. */
export function postgresSecretStore(db: StoreDatabase, rows: RowAuthenticator): SecretStore {
  const documents = new Documents<Secret>(rows, 'secret');
  const remembered = new RememberedSecrets();
  const seen = (secret: Secret): Secret => {
    remembered.saw(secret);
    return secret;
  };
  const readAll = (found: readonly DocumentRow[]): Secret[] => found.map((row) => seen(documents.read(row)));
  return {
    ...secretReads(db, documents, remembered),
    async findAnywhere(id) {
      const secret = documents.first(await db.rows(`${SELECT} id = $1 ORDER BY seq LIMIT 1`, id), { id });
      return secret === null ? null : seen(secret);
    },
    async list(vault, page) {
      if (page.order === 'created') return readAll(await db.rows(BY_CREATION, vault, page.limit, page.offset));
      // No name is empty, so every name comes after the empty one.
      const byName = `${SELECT} vault = $1 AND name > $2 ORDER BY name LIMIT $3`;
      return readAll(await db.rows(byName, vault, page.after ?? '', page.limit));
    },
    async count(vault) {
      const count = 'SELECT secrets FROM vault WHERE id = $1';
      return (await db.rows<{ readonly secrets: number }>(count, vault))[0]?.secrets ?? 0;
    },
    async vaults() {
      const held = await db.rows<{ readonly id: string }>('SELECT id FROM vault WHERE secrets > 0');
      return held.map(({ id }) => id);
    },
    insert: (...added) => db.transaction((queries) => insert(queries, rows, ...added)),
    commit: (change) => commitSecret(db, rows, change),
    move: (change) => db.transaction((queries) => move(queries, rows, change)),
    remove: (...removed) => db.transaction((queries) => remove(queries, rows, ...removed)),
    async removeDue(now, recordsOf) {
      // Asked before every list: the look at the index spares the locks when nothing is due.
      if ((await db.rows(IS_ANY_DUE, now)).length === 0) return 0;
      return db.transaction((queries) => removeDue(queries, rows, now, recordsOf));
    },
    async listDue(until, limit) {
      return readAll(await db.rows(`${SELECT} next_due_at <= $1 ORDER BY next_due_at LIMIT $2`, until, limit));
    },
  };
}

const ARE_KEYS_AT = `SELECT k.id FROM customer_key k
  JOIN unnest($2::text[], $3::bigint[]) AS given (id, revision) ON k.id = given.id AND k.revision = given.revision
  WHERE k.vault = $1 FOR SHARE OF k`;

/** Runs inside a transaction. */
async function insert(
  queries: Queries,
  rows: RowAuthenticator,
  ...[secret, values, { sealedBy = [], caselessName, maxSecrets }, along = []]: Parameters<SecretStore['insert']>
): Promise<Awaited<ReturnType<SecretStore['insert']>>> {
  const { vault } = secret;
  const held = await lockVault(queries, vault);
  const ids = sealedBy.map(({ id }) => id);
  const revisions = sealedBy.map(({ revision }) => revision);
  if (sealedBy.length > 0 && (await queries.rows(ARE_KEYS_AT, vault, ids, revisions)).length < sealedBy.length)
    return 'stale';
  if (await isNameTaken(queries, secret, { caseless: caselessName, seq: NO_ROW })) return 'name-taken';
  if (maxSecrets !== null && held >= maxSecrets) return 'vault-full';
  await putSecrets(queries, rows, [{ secret, values }]);
  await addToCount(queries, vault, 1);
  await putRecords(queries, rows, along);
  return 'inserted';
}

/** Runs inside a transaction. */
async function move(
  queries: Queries,
  rows: RowAuthenticator,
  { from, secret, expectedRevision, values, caselessName }: SecretMove,
): Promise<'moved' | 'stale' | 'name-taken'> {
  await lockVaults(queries, [from, secret.vault]);
  if ((await rowAtRevision(queries, from, secret.id, expectedRevision)) === null) return 'stale';
  if (await isNameTaken(queries, secret, { caseless: caselessName, seq: NO_ROW })) return 'name-taken';
  await queries.rows('DELETE FROM secret WHERE vault = $1 AND id = $2', from, secret.id);
  await putSecrets(queries, rows, [{ secret, values }]);
  await addToCount(queries, from, -1);
  await addToCount(queries, secret.vault, 1);
  return 'moved';
}

const REMOVE = 'DELETE FROM secret WHERE vault = $1 AND id = $2 AND revision = $3 RETURNING 1';

/** Runs inside a transaction. */
async function remove(
  queries: Queries,
  rows: RowAuthenticator,
  ...[vault, id, expectedRevision, along = []]: Parameters<SecretStore['remove']>
): Promise<'removed' | 'stale'> {
  await lockVault(queries, vault);
  if ((await queries.rows(REMOVE, vault, id, expectedRevision)).length === 0) return 'stale';
  await addToCount(queries, vault, -1);
  await putRecords(queries, rows, along);
  return 'removed';
}

const REMOVE_DUE = `DELETE FROM secret WHERE deletion_due_at <= $1 AND vault = ANY($2::text[]) RETURNING doc, mac`;

/** Runs inside a transaction. What the document does not say to be due stays, whatever its column says. */
async function removeDue(
  queries: Queries,
  rows: RowAuthenticator,
  now: number,
  recordsOf: (secret: Secret) => readonly DialectRecord[] = () => [],
): Promise<number> {
  const due = 'SELECT DISTINCT vault FROM secret WHERE deletion_due_at <= $1';
  const vaults = (await queries.rows<{ readonly vault: string }>(due, now)).map(({ vault }) => vault);
  await lockVaults(queries, vaults);
  const documents = new Documents<Secret>(rows, 'secret');
  const gone = (await queries.rows<DocumentRow>(REMOVE_DUE, now, vaults)).map((row) => documents.read(row));
  if (gone.some(({ deletionDueAt }) => (deletionDueAt ?? Infinity) > now)) throw documents.altered();
  for (const [vault, secrets] of Map.groupBy(gone, (secret) => secret.vault))
    await addToCount(queries, vault, -secrets.length);
  const inOrder = gone.toSorted((left, right) => (left.deletionDueAt ?? 0) - (right.deletionDueAt ?? 0));
  await putRecords(queries, rows, inOrder.flatMap(recordsOf));
  return gone.length;
}

async function addToCount({ rows }: Queries, vault: string, by: number): Promise<void> {
  await rows('UPDATE vault SET secrets = secrets + $2 WHERE id = $1', vault, by);
}
