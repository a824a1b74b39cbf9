import { nextDueAt, type RowAuthenticator, type Secret, type SecretCommit, type SecretImage } from '@dragoman/core';

import type { Queries, StoreDatabase } from './database.ts';
import { Documents } from './documents.ts';
import { recordColumns } from './record-store.ts';
import { lockVault } from './vault-lock.ts';

/** No row has this number: they begin at 1. */
export const NO_ROW = 0;

const IS_FOLDED_NAME_TAKEN = 'SELECT 1 FROM secret WHERE vault = $1 AND name_folded = $2 AND seq <> $3 LIMIT 1';
const IS_NAME_TAKEN = 'SELECT 1 FROM secret WHERE vault = $1 AND name = $2 AND seq <> $3';

/** Whether a secret other than row `seq` has the name. What it answers holds while the vault is locked. */
export async function isNameTaken(
  { rows }: Queries,
  { vault, name }: Secret,
  by: { readonly caseless: boolean; readonly seq: number },
): Promise<boolean> {
  const found = by.caseless
    ? await rows(IS_FOLDED_NAME_TAKEN, vault, foldName(name), by.seq)
    : await rows(IS_NAME_TAKEN, vault, name, by.seq);
  return found.length > 0;
}

const AT_REVISION = 'SELECT seq FROM secret WHERE vault = $1 AND id = $2 AND revision = $3 FOR UPDATE';

/** The row of a secret that has the revision, locked; `null` where it has another or is gone. */
export async function rowAtRevision(
  { rows }: Queries,
  vault: string,
  id: string,
  revision: number,
): Promise<number | null> {
  return (await rows<{ readonly seq: number }>(AT_REVISION, vault, id, revision))[0]?.seq ?? null;
}

/** One statement does a whole commit: what is added and dropped goes by the row that was updated, or by none. */
const COMMIT = `
  WITH updated AS (
    UPDATE secret SET name = $13, name_folded = $14, revision = $15, deletion_due_at = $16, next_due_at = $17,
      doc = $18, mac = $19
    WHERE vault = $9 AND id = $10 AND revision = $11 AND ($12 OR name = $13) RETURNING seq
  ), dropped AS (
    DELETE FROM sealed_value USING updated WHERE secret = seq AND version_id = ANY($20::text[])
  ), added AS (
    INSERT INTO sealed_value (secret, version_id, bytes)
    SELECT seq, version_id, bytes FROM updated, unnest($21::text[], $22::bytea[]) AS given (version_id, bytes)
  ), along AS (
    INSERT INTO record (vault, kind, id, created_at, due_at, revision, body, mac)
    SELECT vault, kind, given.id, created_at, due_at, revision, body, mac
    FROM updated, unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[],
      $8::bytea[]) AS given (vault, kind, id, created_at, due_at, revision, body, mac)
    ON CONFLICT (vault, kind, id) DO NOTHING
  )
  SELECT seq FROM updated`;

/** One decided change of a secret. A new name alone takes the lock on its vault. */
export async function commitSecret(
  db: StoreDatabase,
  rows: RowAuthenticator,
  change: SecretCommit,
): Promise<'committed' | 'stale' | 'name-taken'> {
  if (await writeCommit(db, rows, change, false)) return 'committed';
  return db.transaction(async (queries) => {
    const { secret, expectedRevision, caselessName } = change;
    await lockVault(queries, secret.vault);
    const seq = await rowAtRevision(queries, secret.vault, secret.id, expectedRevision);
    if (seq === null) return 'stale';
    if (await isNameTaken(queries, secret, { caseless: caselessName, seq })) return 'name-taken';
    await writeCommit(queries, rows, change, true);
    return 'committed';
  });
}

/** Answers whether the secret has the revision that was expected and, unless it may be renamed, its name. */
async function writeCommit(
  queries: Queries,
  rows: RowAuthenticator,
  { secret, expectedRevision, dropped, added, resources = [] }: SecretCommit,
  mayRename: boolean,
): Promise<boolean> {
  const { vault, id, name, revision, deletionDueAt } = secret;
  const { doc, mac } = new Documents<Secret>(rows, 'secret').write(secret);
  const updated = await queries.rows(
    COMMIT,
    ...recordColumns(rows, resources),
    ...[vault, id, expectedRevision, mayRename],
    ...[name, foldName(name), revision, deletionDueAt, nextDueAt(secret), doc, mac],
    dropped,
    added.map(({ versionId }) => versionId),
    added.map(({ bytes }) => bytes),
  );
  return updated.length === 1;
}

/** Puts down secrets with their values, in their order, unless a constraint forbids it. */
export async function putSecrets(
  queries: Queries,
  rows: RowAuthenticator,
  held: readonly SecretImage[],
): Promise<void> {
  const documents = new Documents<Secret>(rows, 'secret');
  const written = held.map(({ secret }) => documents.write(secret));
  await queries.rows(
    `INSERT INTO secret (vault, id, name, name_folded, revision, deletion_due_at, next_due_at, doc, mac)
     SELECT vault, id, name, name_folded, revision, deletion_due_at, next_due_at, doc, mac
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::text[],
       $9::bytea[]) WITH ORDINALITY
       AS given (vault, id, name, name_folded, revision, deletion_due_at, next_due_at, doc, mac, at) ORDER BY at`,
    held.map(({ secret }) => secret.vault),
    held.map(({ secret }) => secret.id),
    held.map(({ secret }) => secret.name),
    held.map(({ secret }) => foldName(secret.name)),
    held.map(({ secret }) => secret.revision),
    held.map(({ secret }) => secret.deletionDueAt),
    held.map(({ secret }) => nextDueAt(secret)),
    written.map(({ doc }) => doc),
    written.map(({ mac }) => mac),
  );
  const values = held.flatMap((image) => image.values.map((value) => ({ ...value, of: image.secret })));
  if (values.length === 0) return;
  await queries.rows(
    `INSERT INTO sealed_value (secret, version_id, bytes)
     SELECT secret.seq, version_id, bytes
     FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) AS given (vault, id, version_id, bytes)
     JOIN secret ON secret.vault = given.vault AND secret.id = given.id`,
    values.map(({ of }) => of.vault),
    values.map(({ of }) => of.id),
    values.map(({ versionId }) => versionId),
    values.map(({ bytes }) => bytes),
  );
}

/** What names that differ only by case have in common. */
function foldName(name: string): string {
  return name.toLowerCase();
}
