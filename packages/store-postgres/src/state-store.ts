import {
  countedRevision,
  type CustomerKey,
  type Identity,
  type IdentityImage,
  InvalidStateImageError,
  loadedRevision,
  type RowAuthenticator,
  type SealedValue,
  type Secret,
  type SecretImage,
  type StateImage,
  type StateStore,
} from '@dragoman/core';

import { moveControl } from './control-row.ts';
import { isConstraint } from './database-problem.ts';
import type { Database, Queries } from './database.ts';
import { type DocumentRow, Documents } from './documents.ts';
import { CREDENTIAL_COLUMNS, type CredentialRow, credentialOf, putIdentity } from './identity-store.ts';
import { aliasOf, putAlias } from './key-aliases.ts';
import { putKeys } from './key-store.ts';
import { putRecords, type RecordRow, recordOf, SELECT_RECORD } from './record-store.ts';
import { putSecrets } from './secret-writes.ts';

/**
 * Everything that holds content, or counts it, in the order in which writers lock it: a load waits for those that are
 * under way, and then the next ones wait for the load.
 */
const TABLES = [
  ...['vault', 'customer_key', 'key_alias', 'secret', 'sealed_value', 'record', 'identity', 'access_credential'],
];

/** How many rows go in one statement. */
const BATCH = 1_000;

/** A load or a dump of everything takes as long as it takes. */
const NO_TIMEOUT = "SET LOCAL statement_timeout = '0'";

/** The whole content of an open, migrated database, out and in. */
export function postgresStateStore(db: Database, rows: RowAuthenticator): StateStore {
  return {
    dump: () => db.transaction((queries) => imageOf(queries, rows), 'REPEATABLE READ READ ONLY'),
    async load(image) {
      try {
        await db.transaction((queries) => replace(queries, rows, image, db.locksTables));
      } catch (error) {
        throw isConstraint(error) ? new InvalidStateImageError(error.message, { cause: error }) : error;
      }
    },
  };
}

/** Runs inside a transaction that sees one moment. */
async function imageOf(queries: Queries, rows: RowAuthenticator): Promise<StateImage> {
  await queries.rows(NO_TIMEOUT);
  const documents = async <Content extends object>(table: string, by: string): Promise<Content[]> => {
    const read = new Documents<Content>(rows, table);
    const found = await queries.rows<DocumentRow>(`SELECT doc, mac FROM ${table} ORDER BY ${by}`);
    return found.map((row) => read.read(row));
  };
  const aliases = await queries.rows<Parameters<typeof aliasOf>[1]>(
    'SELECT vault, name, key_id, created_at, updated_at, mac FROM key_alias',
  );
  const records = await queries.rows<RecordRow>(`${SELECT_RECORD} ORDER BY seq`);
  return {
    secrets: await secretsOf(queries, rows),
    keys: (await documents<CustomerKey>('customer_key', 'seq')).map(counted),
    aliases: aliases.map((row) => aliasOf(rows, row)),
    identities: await identitiesOf(queries, rows, await documents<Identity>('identity', 'id')),
    resources: records.map((row) => counted(recordOf(rows, row))),
  };
}

async function secretsOf(queries: Queries, rows: RowAuthenticator): Promise<SecretImage[]> {
  const values = Map.groupBy(
    await queries.rows<SealedValue & { readonly secret: number }>(
      'SELECT secret, version_id AS "versionId", bytes FROM sealed_value',
    ),
    ({ secret }) => secret,
  );
  const documents = new Documents<Secret>(rows, 'secret');
  const found = await queries.rows<DocumentRow & { readonly seq: number }>(
    'SELECT seq, doc, mac FROM secret ORDER BY seq',
  );
  return found.map((row) => {
    const secret = counted(documents.read(row));
    const indexes = new Map(secret.versions.map(({ id }, at) => [id, at]));
    const held = (values.get(row.seq) ?? []).map(({ versionId, bytes }) => ({ versionId, bytes }));
    return {
      secret,
      values: held.toSorted((left, right) => (indexes.get(left.versionId) ?? 0) - (indexes.get(right.versionId) ?? 0)),
    };
  });
}

async function identitiesOf(
  queries: Queries,
  rows: RowAuthenticator,
  identities: readonly Identity[],
): Promise<IdentityImage[]> {
  const found = await queries.rows<CredentialRow>(`SELECT ${CREDENTIAL_COLUMNS} FROM access_credential c`);
  const byIdentity = Map.groupBy(
    found.map((row) => credentialOf(rows, row)),
    ({ identityId }) => identityId,
  );
  return identities.map((identity) => ({ identity, accessCredentials: byIdentity.get(identity.id) ?? [] }));
}

/** Runs inside a transaction. */
async function replace(
  queries: Queries,
  rows: RowAuthenticator,
  image: StateImage,
  locksTables: boolean,
): Promise<void> {
  await queries.rows(NO_TIMEOUT);
  // Readers go on with what there was until this is committed.
  if (locksTables) await queries.rows(`LOCK TABLE ${TABLES.join(', ')} IN EXCLUSIVE MODE`);
  for (const table of TABLES.toReversed()) await queries.rows(`DELETE FROM ${table}`);
  const [row] = await queries.rows<{ readonly loads: number }>('UPDATE load SET loads = loads + 1 RETURNING loads');
  await fill(queries, rows, image, row?.loads ?? 0);
  await queries.rows('INSERT INTO vault (id, secrets) SELECT vault, count(*) FROM secret GROUP BY vault');
  await moveControl(queries);
}

async function fill(queries: Queries, rows: RowAuthenticator, image: StateImage, loads: number): Promise<void> {
  const loaded = <Row extends { readonly revision: number }>(row: Row): Row => ({
    ...row,
    revision: loadedRevision(row.revision, loads),
  });
  for (const keys of batches(image.keys)) await putKeys(queries, rows, keys.map(loaded));
  for (const alias of image.aliases)
    if (!(await putAlias(queries, rows, alias))) throw new InvalidStateImageError(`alias ${alias.name} is there twice`);
  for (const held of batches(image.secrets)) {
    const secrets = held.map(({ secret, values }) => ({ secret: loaded(secret), values }));
    await putSecrets(queries, rows, secrets);
  }
  for (const { identity, accessCredentials } of image.identities)
    await putIdentity(queries, rows, identity, accessCredentials);
  for (const records of batches(image.resources)) {
    if ((await putRecords(queries, rows, records.map(loaded))) < records.length)
      throw new InvalidStateImageError('a resource is there twice');
  }
}

function batches<Row>(all: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) => all.slice(at * BATCH, (at + 1) * BATCH));
}

function counted<Row extends { readonly revision: number }>(row: Row): Row {
  return { ...row, revision: countedRevision(row.revision) };
}
