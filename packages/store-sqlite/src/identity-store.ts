import type { Attributes, Identity, IdentityStore, AccessCredentialKind, AccessCredential } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import type { ReadCaches } from './read-cache.ts';

interface AccessCredentialRow {
  readonly doc: string;
  readonly sealed_secret: Buffer | null;
  readonly expires_at: number | null;
  readonly attributes: string;
}

/** An identity and the one of its proofs that was looked for. */
type Found = NonNullable<Awaited<ReturnType<IdentityStore['find']>>>;

/** Puts down an identity with its proofs, in the place of what it was, within whatever is under way. */
export function identityPut(
  db: Database,
): (identity: Identity, accessCredentials: readonly AccessCredential[]) => void {
  const sql = preparedPuts(db);
  return (identity, accessCredentials) => {
    sql.put.run(identity.id, JSON.stringify(identity));
    sql.removeAccessCredentials.run(identity.id);
    for (const accessCredential of accessCredentials) addAccessCredential(sql, accessCredential);
  };
}

/** Identities over an open, migrated database. */
export function sqliteIdentityStore(db: Database, caches: ReadCaches): IdentityStore {
  const sql = prepared(db);
  const cache = caches.make<Found>();
  const replacement = db.transaction(identityPut(db));
  return {
    async put(identity, accessCredentials) {
      cache.forget();
      replacement.immediate(identity, accessCredentials);
    },
    async addAccessCredential(accessCredential) {
      cache.forget();
      addAccessCredential(sql, accessCredential);
    },
    async find(kind, lookup) {
      return cache.get(kind, lookup, () => found(sql, kind, lookup));
    },
    async accessCredentials(kind, limit) {
      return sql.ofKind.all(kind, limit).map(({ lookup, ...row }) => foundIn(kind, lookup, row));
    },
    async remove(identityId) {
      cache.forget();
      sql.remove.run(identityId);
    },
    async list() {
      return sql.all.all().map((doc) => JSON.parse(doc) as Identity);
    },
    async removeExpiredAccessCredentials(now) {
      cache.forget();
      return sql.removeExpired.run(now).changes;
    },
  };
}

type Statements = ReturnType<typeof prepared>;

function prepared(db: Database) {
  return {
    accessCredential: db.prepare<[string, string], AccessCredentialRow>(
      `SELECT identity.doc, proof.sealed_secret, proof.expires_at, proof.attributes
       FROM proof JOIN identity ON identity.id = proof.identity_id WHERE proof.kind = ? AND proof.lookup = ?`,
    ),
    ofKind: db.prepare<[string, number], AccessCredentialRow & { readonly lookup: string }>(
      `SELECT proof.lookup, identity.doc, proof.sealed_secret, proof.expires_at, proof.attributes
       FROM proof JOIN identity ON identity.id = proof.identity_id WHERE proof.kind = ? LIMIT ?`,
    ),
    all: db.prepare<[], string>('SELECT doc FROM identity ORDER BY id').pluck(),
    addAccessCredential: accessCredentialInsert(db),
    remove: db.prepare<[string]>('DELETE FROM identity WHERE id = ?'),
    removeExpired: db.prepare<[number]>('DELETE FROM proof WHERE expires_at <= ?'),
  };
}

function preparedPuts(db: Database) {
  return {
    put: db.prepare<[string, string]>(
      'INSERT INTO identity (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc',
    ),
    removeAccessCredentials: db.prepare<[string]>('DELETE FROM proof WHERE identity_id = ?'),
    addAccessCredential: accessCredentialInsert(db),
  };
}

function accessCredentialInsert(db: Database) {
  return db.prepare<[string, string, string, Uint8Array | null, number | null, string]>(
    'INSERT OR REPLACE INTO proof (kind, lookup, identity_id, sealed_secret, expires_at, ' +
      'attributes) VALUES (?, ?, ?, ?, ?, ?)',
  );
}

function found(sql: Statements, kind: AccessCredentialKind, lookup: string): Found | null {
  const row = sql.accessCredential.get(kind, lookup);
  return row === undefined ? null : foundIn(kind, lookup, row);
}

function foundIn(kind: AccessCredentialKind, lookup: string, row: AccessCredentialRow): Found {
  const identity = JSON.parse(row.doc) as Identity;
  const { sealed_secret: sealedSecret, expires_at: expiresAt } = row;
  const attributes = JSON.parse(row.attributes) as Attributes;
  return { identity, accessCredential: { identityId: identity.id, kind, lookup, sealedSecret, expiresAt, attributes } };
}

/** Rejected by the foreign key when the identity does not exist. */
function addAccessCredential(sql: Pick<Statements, 'addAccessCredential'>, accessCredential: AccessCredential): void {
  const { kind, lookup, identityId, sealedSecret, expiresAt, attributes } = accessCredential;
  sql.addAccessCredential.run(kind, lookup, identityId, sealedSecret, expiresAt, JSON.stringify(attributes));
}
