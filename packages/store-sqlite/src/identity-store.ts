import type { Attributes, Identity, IdentityStore, ProofKind, StoredProof } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import type { ReadCaches } from './read-cache.ts';

interface ProofRow {
  readonly doc: string;
  readonly sealed_secret: Buffer | null;
  readonly expires_at: number | null;
  readonly attributes: string;
}

/** An identity and the one of its proofs that was looked for. */
type Found = NonNullable<Awaited<ReturnType<IdentityStore['find']>>>;

/** Puts down an identity with its proofs, in the place of what it was, within whatever is under way. */
export function identityPut(db: Database): (identity: Identity, proofs: readonly StoredProof[]) => void {
  const sql = preparedPuts(db);
  return (identity, proofs) => {
    sql.put.run(identity.id, JSON.stringify(identity));
    sql.removeProofs.run(identity.id);
    for (const proof of proofs) addProof(sql, proof);
  };
}

/** Identities over an open, migrated database. */
export function sqliteIdentityStore(db: Database, caches: ReadCaches): IdentityStore {
  const sql = prepared(db);
  const cache = caches.make<Found>();
  const replacement = db.transaction(identityPut(db));
  return {
    async put(identity, proofs) {
      cache.forget();
      replacement.immediate(identity, proofs);
    },
    async addProof(proof) {
      cache.forget();
      addProof(sql, proof);
    },
    async find(kind, lookup) {
      return cache.get(kind, lookup, () => found(sql, kind, lookup));
    },
    async proofs(kind, limit) {
      return sql.ofKind.all(kind, limit).map(({ lookup, ...row }) => foundIn(kind, lookup, row));
    },
    async remove(identityId) {
      cache.forget();
      sql.remove.run(identityId);
    },
    async list() {
      return sql.all.all().map((doc) => JSON.parse(doc) as Identity);
    },
    async removeExpiredProofs(now) {
      cache.forget();
      return sql.removeExpired.run(now).changes;
    },
  };
}

type Statements = ReturnType<typeof prepared>;

function prepared(db: Database) {
  return {
    proof: db.prepare<[string, string], ProofRow>(
      `SELECT identity.doc, proof.sealed_secret, proof.expires_at, proof.attributes
       FROM proof JOIN identity ON identity.id = proof.identity_id WHERE proof.kind = ? AND proof.lookup = ?`,
    ),
    ofKind: db.prepare<[string, number], ProofRow & { readonly lookup: string }>(
      `SELECT proof.lookup, identity.doc, proof.sealed_secret, proof.expires_at, proof.attributes
       FROM proof JOIN identity ON identity.id = proof.identity_id WHERE proof.kind = ? LIMIT ?`,
    ),
    all: db.prepare<[], string>('SELECT doc FROM identity ORDER BY id').pluck(),
    addProof: proofInsert(db),
    remove: db.prepare<[string]>('DELETE FROM identity WHERE id = ?'),
    removeExpired: db.prepare<[number]>('DELETE FROM proof WHERE expires_at <= ?'),
  };
}

function preparedPuts(db: Database) {
  return {
    put: db.prepare<[string, string]>(
      'INSERT INTO identity (id, doc) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc',
    ),
    removeProofs: db.prepare<[string]>('DELETE FROM proof WHERE identity_id = ?'),
    addProof: proofInsert(db),
  };
}

function proofInsert(db: Database) {
  return db.prepare<[string, string, string, Uint8Array | null, number | null, string]>(
    'INSERT OR REPLACE INTO proof (kind, lookup, identity_id, sealed_secret, expires_at, attributes) VALUES (?, ?, ?, ?, ?, ?)',
  );
}

function found(sql: Statements, kind: ProofKind, lookup: string): Found | null {
  const row = sql.proof.get(kind, lookup);
  return row === undefined ? null : foundIn(kind, lookup, row);
}

function foundIn(kind: ProofKind, lookup: string, row: ProofRow): Found {
  const identity = JSON.parse(row.doc) as Identity;
  const { sealed_secret: sealedSecret, expires_at: expiresAt } = row;
  const attributes = JSON.parse(row.attributes) as Attributes;
  return { identity, proof: { identityId: identity.id, kind, lookup, sealedSecret, expiresAt, attributes } };
}

/** Rejected by the foreign key when the identity does not exist. */
function addProof(sql: Pick<Statements, 'addProof'>, proof: StoredProof): void {
  const { kind, lookup, identityId, sealedSecret, expiresAt, attributes } = proof;
  sql.addProof.run(kind, lookup, identityId, sealedSecret, expiresAt, JSON.stringify(attributes));
}
