import {
  countedRevision,
  type CustomerKey,
  type Identity,
  type KeyAlias,
  type RowAuthenticator,
  type SealedValue,
  type Secret,
  type StateRecord,
} from '@dragoman/core';

import type { Queries, Value } from './database.ts';
import { type DocumentRow, Documents } from './documents.ts';
import { CREDENTIAL_COLUMNS, type CredentialRow, credentialOf } from './identity-store.ts';
import { aliasOf } from './key-aliases.ts';
import { type RecordRow, recordOf, SELECT_RECORD } from './record-store.ts';

/** How many records are asked for at a time. */
const BATCH = 500;

/**
 * Everything in the database, some records at a time, in the order of `recordsOf`. Runs inside a transaction that sees
 * one moment. @throws AlteredRowError for a row that was not written here
 */
export async function* recordsIn(queries: Queries, rows: RowAuthenticator): AsyncGenerator<readonly StateRecord[]> {
  const keys = new Documents<CustomerKey>(rows, 'customer_key');
  for await (const found of pages<DocumentRow & Numbered>(
    queries,
    keyed('SELECT seq, doc, mac FROM customer_key', 'seq'),
    bySeq,
  ))
    yield found.map((row) => ({ key: counted(keys.read(row)) }));
  for await (const found of pages<AliasRow>(queries, ALIASES, {
    first: ['', ''],
    keyOf: ({ vault, name }) => [vault, name],
  }))
    yield found.map((row) => ({ alias: aliasOf(rows, row) }));
  for await (const found of pages<SecretRow>(queries, keyed('SELECT seq, doc, mac FROM secret', 'seq'), bySeq))
    yield await secretsOf(queries, rows, found);
  const identities = pages<DocumentRow & { readonly id: string }>(
    queries,
    keyed('SELECT id, doc, mac FROM identity', 'id'),
    { first: [''], keyOf: ({ id }) => [id] },
  );
  for await (const found of identities) yield await identitiesOf(queries, rows, found);
  for await (const found of pages<RecordRow & Numbered>(queries, RECORDS, bySeq))
    yield found.map((row) => ({ resource: counted(recordOf(rows, row)) }));
}

interface Numbered {
  readonly seq: number;
}
type SecretRow = DocumentRow & Numbered;
type AliasRow = Parameters<typeof aliasOf>[1] & Pick<KeyAlias, 'vault' | 'name'>;

const bySeq = { first: [0], keyOf: ({ seq }: Numbered) => [seq] };
const ALIASES =
  'SELECT vault, name, key_id, created_at, updated_at, mac FROM key_alias ' +
  `WHERE (vault, name) > ($1, $2) ORDER BY vault, name LIMIT ${BATCH}`;
const RECORDS = keyed(SELECT_RECORD.replace('SELECT ', 'SELECT seq, '), 'seq');

function keyed(select: string, key: string): string {
  return `${select} WHERE ${key} > $1 ORDER BY ${key} LIMIT ${BATCH}`;
}

async function secretsOf(
  queries: Queries,
  rows: RowAuthenticator,
  found: readonly SecretRow[],
): Promise<StateRecord[]> {
  const values = Map.groupBy(
    await queries.rows<SealedValue & { readonly secret: number }>(
      'SELECT secret, version_id AS "versionId", bytes FROM sealed_value WHERE secret = ANY($1)',
      found.map(({ seq }) => seq),
    ),
    ({ secret }) => secret,
  );
  const documents = new Documents<Secret>(rows, 'secret');
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
  found: readonly DocumentRow[],
): Promise<StateRecord[]> {
  const documents = new Documents<Identity>(rows, 'identity');
  const identities = found.map((row) => documents.read(row));
  const credentials = Map.groupBy(
    (
      await queries.rows<CredentialRow>(
        `SELECT ${CREDENTIAL_COLUMNS} FROM access_credential c WHERE c.identity_id = ANY($1)`,
        identities.map(({ id }) => id),
      )
    ).map((row) => credentialOf(rows, row)),
    ({ identityId }) => identityId,
  );
  return identities.map((identity) => ({ identity, accessCredentials: credentials.get(identity.id) ?? [] }));
}

/** The rows of a query, some at a time, each time from the key of the last one on. */
async function* pages<Row>(
  queries: Queries,
  query: string,
  { first, keyOf }: { readonly first: readonly Value[]; readonly keyOf: (row: Row) => readonly Value[] },
): AsyncGenerator<Row[]> {
  let after = first;
  for (;;) {
    const found = await queries.rows<Row>(query, ...after);
    const last = found.at(-1);
    if (last === undefined) return;
    yield found;
    after = keyOf(last);
  }
}

function counted<Row extends { readonly revision: number }>(row: Row): Row {
  return { ...row, revision: countedRevision(row.revision) };
}
