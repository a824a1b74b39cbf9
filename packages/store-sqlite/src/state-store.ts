import {
  type Attributes,
  type CustomerKey,
  type Identity,
  type IdentityImage,
  type KeyAlias,
  type AccessCredentialKind,
  type DialectRecord,
  type SealedValue,
  type Secret,
  type SecretImage,
  type StateImage,
  type StateStore,
  type AccessCredential,
  InvalidStateImageError,
  countedRevision,
  loadedRevision,
} from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { identityPut } from './identity-store.ts';
import { aliasInsert, keyInsert } from './key-store.ts';
import type { ReadCaches } from './read-cache.ts';
import { resourceInsert } from './dialect-record-store.ts';
import { secretInsert } from './secret-store.ts';

/**
 * The whole content of an open, migrated database, out and in. Statements are prepared when they are asked for, which
 * is seldom.
 * @param caches forget what they remember of the old content
 */
export function sqliteStateStore(db: Database, caches: ReadCaches): StateStore {
  const dump = db.transaction(imageOf);
  const replacement = db.transaction(replace);
  return {
    async dump() {
      return dump(db);
    },
    async load(image) {
      caches.forget();
      // SQLite empties a table at one stroke where no foreign key looks on. The switch works outside of a transaction
      // alone; nobody else gets hold of the connection before it is back.
      db.pragma('foreign_keys = OFF');
      try {
        replacement.immediate(db, image);
      } catch (error) {
        throw isConstraint(error) ? new InvalidStateImageError(error.message, { cause: error }) : error;
      } finally {
        db.pragma('foreign_keys = ON');
      }
    },
  };
}

/** Runs inside a transaction. */
function imageOf(db: Database): StateImage {
  const docs = <Row>(sql: string): Row[] =>
    db
      .prepare<[], string>(sql)
      .pluck()
      .all()
      .map((doc) => JSON.parse(doc) as Row);
  return {
    secrets: secretsOf(db),
    keys: docs<CustomerKey>('SELECT doc FROM customer_key ORDER BY seq').map(counted),
    aliases: db
      .prepare<[], KeyAlias>(
        'SELECT vault, name, key_id AS keyId, created_at AS createdAt, updated_at AS updatedAt FROM key_alias',
      )
      .all(),
    identities: identitiesOf(db, docs<Identity>('SELECT doc FROM identity')),
    resources: resourcesOf(db),
  };
}

function secretsOf(db: Database): SecretImage[] {
  const values = Map.groupBy(
    db
      .prepare<[], SealedValue & { readonly secret: number }>(
        'SELECT secret, version_id AS versionId, bytes FROM sealed_value',
      )
      .all(),
    ({ secret }) => secret,
  );
  const rows = db
    .prepare<[], { readonly seq: number; readonly doc: string }>('SELECT seq, doc FROM secret ORDER BY seq')
    .all();
  return rows.map(({ seq, doc }) => {
    const secret = counted(JSON.parse(doc) as Secret);
    const indexes = new Map(secret.versions.map(({ id }, at) => [id, at]));
    const held = (values.get(seq) ?? []).map(({ versionId, bytes }) => ({ versionId, bytes }));
    return {
      secret,
      values: held.toSorted((left, right) => (indexes.get(left.versionId) ?? 0) - (indexes.get(right.versionId) ?? 0)),
    };
  });
}

interface AccessCredentialRow {
  readonly identityId: string;
  readonly kind: AccessCredentialKind;
  readonly lookup: string;
  readonly sealedSecret: Uint8Array | null;
  readonly expiresAt: number | null;
  readonly attributes: string;
}

function identitiesOf(db: Database, identities: readonly Identity[]): IdentityImage[] {
  const accessCredentials = db
    .prepare<[], AccessCredentialRow>(
      'SELECT identity_id AS identityId, kind, lookup, sealed_secret AS sealedSecret, expires_at AS ' +
        'expiresAt, attributes FROM proof',
    )
    .all()
    .map((row): AccessCredential => ({ ...row, attributes: JSON.parse(row.attributes) as Attributes }));
  const byIdentity = Map.groupBy(accessCredentials, ({ identityId }) => identityId);
  return identities.map((identity) => ({ identity, accessCredentials: byIdentity.get(identity.id) ?? [] }));
}

function resourcesOf(db: Database): DialectRecord[] {
  const rows = db
    .prepare<[], Omit<DialectRecord, 'body'> & { readonly body: string }>(
      'SELECT vault, kind, id, body, created_at AS createdAt, due_at AS dueAt, revision FROM resource ORDER BY seq',
    )
    .all();
  return rows.map((row) => counted({ ...row, body: JSON.parse(row.body) as DialectRecord['body'] }));
}

/** Runs inside a transaction. */
function replace(db: Database, image: StateImage): void {
  const triggers = db
    .prepare<[], { readonly name: string; readonly sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    )
    .all();
  // A table with triggers is emptied row by row, and they would count one by one what is counted at once below.
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  for (const table of TABLES) db.exec(`DELETE FROM ${table}`);
  const loads = db.prepare<[], number>('UPDATE load SET loads = loads + 1 RETURNING loads').pluck().get() ?? 0;
  fill(db, image, loads);
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

function fill(db: Database, image: StateImage, loads: number): void {
  const loaded = <Row extends { readonly revision: number }>(row: Row): Row => ({
    ...row,
    revision: loadedRevision(row.revision, loads),
  });
  const [putSecret, putKey, putAlias, putIdentity, putResource] = [
    secretInsert(db),
    keyInsert(db),
    aliasInsert(db),
    identityPut(db),
    resourceInsert(db),
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
