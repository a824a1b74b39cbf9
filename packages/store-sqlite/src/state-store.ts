import {
  type CustomerKey,
  type Identity,
  type IdentityImage,
  type RowSigner,
  type SealedValue,
  type Secret,
  type SecretImage,
  type StateImage,
  type StateStore,
  InvalidStateImageError,
  countedRevision,
  loadedRevision,
} from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { type DocumentRow, Documents } from './documents.ts';
import { type AccessCredentialRow, credentialOf, identityPut, CREDENTIAL_COLUMNS } from './identity-store.ts';
import { type AliasRow, aliasOf } from './key-aliases.ts';
import { aliasInsert, keyInsert } from './key-store.ts';
import type { OpenDatabase } from './open-database.ts';
import { resourceInsert, resourceOf, type ResourceRow, SELECT } from './dialect-record-store.ts';
import { secretInsert } from './secret-store.ts';

/**
 * The whole content of an open, migrated database, out and in. Statements are prepared when they are asked for, which
 * is seldom.
 */
export function sqliteStateStore({ db, caches, writes, rows, sealing }: OpenDatabase): StateStore {
  const dump = db.transaction(imageOf);
  const replacement = db.transaction((...parts: Parameters<typeof replace>) => {
    const work = (): void => {
      replace(...parts);
    };
    if (sealing === null) work();
    else sealing.replacing(work);
  });
  return {
    async dump() {
      writes.flush();
      return dump(db, rows);
    },
    async load(image) {
      writes.flush();
      caches.forget();
      // SQLite empties a table at one stroke where no foreign key looks on. The switch works outside of a transaction
      // alone; nobody else gets hold of the connection before it is back.
      db.pragma('foreign_keys = OFF');
      try {
        replacement.immediate(db, rows, image);
        sealing?.committed();
      } catch (error) {
        throw isConstraint(error) ? new InvalidStateImageError(error.message, { cause: error }) : error;
      } finally {
        db.pragma('foreign_keys = ON');
      }
    },
  };
}

/** Runs inside a transaction. */
function imageOf(db: Database, rows: RowSigner): StateImage {
  const aliases = db
    .prepare<[], AliasRow>('SELECT vault, name, key_id, created_at, updated_at, mac FROM key_alias')
    .all();
  const resources = db.prepare<[], ResourceRow>(`${SELECT} ORDER BY seq`).all();
  return {
    secrets: secretsOf(db, rows),
    keys: documentsOf<CustomerKey>(db, rows, 'customer_key', 'ORDER BY seq').map(counted),
    aliases: aliases.map((row) => aliasOf(rows, row)),
    identities: identitiesOf(db, rows),
    resources: resources.map((row) => counted(resourceOf(rows, row))),
  };
}

function documentsOf<Content extends object>(db: Database, rows: RowSigner, table: string, order: string): Content[] {
  const documents = new Documents<Content>(rows, table);
  const found = db.prepare<[], DocumentRow>(`SELECT doc, mac FROM ${table} ${order}`).all();
  return found.map((row) => documents.read(row));
}

function secretsOf(db: Database, rows: RowSigner): SecretImage[] {
  const values = Map.groupBy(
    db
      .prepare<[], SealedValue & { readonly secret: number }>(
        'SELECT secret, version_id AS versionId, bytes FROM sealed_value',
      )
      .all(),
    ({ secret }) => secret,
  );
  const documents = new Documents<Secret>(rows, 'secret');
  const found = db
    .prepare<[], DocumentRow & { readonly seq: number }>('SELECT seq, doc, mac FROM secret ORDER BY seq')
    .all();
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

function identitiesOf(db: Database, rows: RowSigner): IdentityImage[] {
  const found = db.prepare<[], AccessCredentialRow>(`SELECT ${CREDENTIAL_COLUMNS} FROM proof`).all();
  const byIdentity = Map.groupBy(
    found.map((row) => credentialOf(rows, row)),
    ({ identityId }) => identityId,
  );
  return documentsOf<Identity>(db, rows, 'identity', '').map((identity) => ({
    identity,
    accessCredentials: byIdentity.get(identity.id) ?? [],
  }));
}

/** Runs inside a transaction. */
function replace(db: Database, rows: RowSigner, image: StateImage): void {
  const triggers = db
    .prepare<[], { readonly name: string; readonly sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    )
    .all();
  // A table with triggers is emptied row by row, and they would count one by one what is counted at once below.
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  for (const table of TABLES) db.exec(`DELETE FROM ${table}`);
  const loads = db.prepare<[], number>('UPDATE load SET loads = loads + 1 RETURNING loads').pluck().get() ?? 0;
  fill(db, rows, image, loads);
  db.exec('INSERT INTO vault (id, secrets) SELECT vault, count(*) FROM secret GROUP BY vault');
  db.exec(
    'INSERT INTO resource_count (vault, kind, resources) SELECT vault, kind, count(*) FROM ' +
      'resource GROUP BY vault, kind',
  );
  for (const { sql } of triggers) db.exec(sql);
}

/** Everything that holds content, or counts it. */
const TABLES = [
  'sealed_value',
  'secret',
  'vault',
  'key_alias',
  'customer_key',
  'proof',
  'identity',
  'resource',
  'resource_count',
];

function fill(db: Database, rows: RowSigner, image: StateImage, loads: number): void {
  const loaded = <Row extends { readonly revision: number }>(row: Row): Row => ({
    ...row,
    revision: loadedRevision(row.revision, loads),
  });
  const [putSecret, putKey, putAlias, putIdentity, putResource] = [
    secretInsert(db, rows),
    keyInsert(db, rows),
    aliasInsert(db, rows),
    identityPut(db, rows),
    resourceInsert(db, rows),
  ];
  for (const key of image.keys) putKey(loaded(key));
  image.aliases.forEach(putAlias);
  if (db.prepare("SELECT 1 FROM pragma_foreign_key_check('key_alias')").get() !== undefined)
    throw new InvalidStateImageError('an alias names a key that is not there');
  for (const { secret, values } of image.secrets) putSecret(loaded(secret), values);
  for (const { identity, accessCredentials } of image.identities) putIdentity(identity, accessCredentials);
  for (const resource of image.resources)
    if (!putResource(loaded(resource)))
      throw new InvalidStateImageError(`${resource.kind} ${resource.id} is there twice`);
}

/**
 * By its code: the driver hands out the error class of whichever copy of it was loaded first, which need be no Error of
 * this one's.
 */
function isConstraint(error: unknown): error is Error {
  return (
    typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
  );
}

function counted<Row extends { readonly revision: number }>(row: Row): Row {
  return { ...row, revision: countedRevision(row.revision) };
}
