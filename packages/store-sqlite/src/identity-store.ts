import type {
  Attributes,
  ColumnValue,
  Identity,
  IdentityStore,
  AccessCredentialKind,
  AccessCredential,
  RowSigner,
} from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { type DocumentRow, Documents } from './documents.ts';
import { onDemand } from './on-demand.ts';
import type { OpenDatabase } from './open-database.ts';

export interface AccessCredentialRow {
  readonly kind: AccessCredentialKind;
  readonly lookup: string;
  readonly identity_id: string;
  readonly sealed_secret: Uint8Array | null;
  readonly expires_at: number | null;
  readonly attributes: string;
  readonly credential_mac: Uint8Array | null;
}

/** An identity and the one of its proofs that was looked for. */
type Found = NonNullable<Awaited<ReturnType<IdentityStore['find']>>>;

/** Puts down an identity with its proofs, in the place of what it was, within whatever is under way. */
export function identityPut(
  db: Database,
  rows: RowSigner,
): (identity: Identity, accessCredentials: readonly AccessCredential[]) => void {
  const sql = preparedPuts(db);
  const documents = new Documents<Identity>(rows, TABLE);
  return (identity, accessCredentials) => {
    sql.put.run(identity.id, ...documents.write(identity));
    sql.removeAccessCredentials.run(identity.id);
    for (const accessCredential of accessCredentials) addAccessCredential(sql, rows, accessCredential);
  };
}

/** Identities over an open, migrated database. */
export function sqliteIdentityStore({ db, caches, writes, rows }: OpenDatabase): IdentityStore {
  const sql = prepared(db);
  const cache = caches.make<Found>();
  const documents = new Documents<Identity>(rows, TABLE);
  const foundIn = (row: AccessCredentialRow & DocumentRow): Found => ({
    identity: documents.read(row),
    accessCredential: credentialOf(rows, row),
  });
  const put = identityPut(db, rows);
  return {
    put: (identity, accessCredentials) => writes.run(() => put(identity, accessCredentials), cache),
    addAccessCredential: (accessCredential) =>
      writes.run(() => addAccessCredential(sql, rows, accessCredential), cache),
    find(kind, lookup) {
      return cache.get(kind, lookup, () => {
        const row = sql.accessCredential.get(kind, lookup);
        return row === undefined ? null : foundIn(row);
      });
    },
    async accessCredentials(kind, limit) {
      return sql.ofKind.all(kind, limit).map(foundIn);
    },
    remove: (identityId) => writes.run(() => void sql.remove.run(identityId), cache),
    async list() {
      return sql.all.all().map((row) => documents.read(row));
    },
    removeExpiredAccessCredentials: (now) => writes.run(() => sql.removeExpired.run(now).changes, cache),
  };
}

const TABLE = 'identity';

/** The columns of an access credential. */
export const CREDENTIAL_COLUMNS =
  'proof.kind, proof.lookup, proof.identity_id, proof.sealed_secret, proof.expires_at, proof.attributes, ' +
  'proof.mac AS credential_mac';

const SELECT = `SELECT ${CREDENTIAL_COLUMNS}, identity.doc, identity.mac
  FROM proof JOIN identity ON identity.id = proof.identity_id WHERE proof.kind = ?`;

/** Every one of them, for a look at their plans. */
export const allStatements: (db: Database) => object = prepared;

/** Every one of them, for a look at their plans. */
export const allPuts: (db: Database) => object = preparedPuts;

type Statements = ReturnType<typeof prepared>;

/** The statements of identities. */
function prepared(db: Database) {
  return onDemand({
    accessCredential: () =>
      db.prepare<[string, string], AccessCredentialRow & DocumentRow>(`${SELECT} AND proof.lookup = ?`),
    ofKind: () => db.prepare<[string, number], AccessCredentialRow & DocumentRow>(`${SELECT} LIMIT ?`),
    all: () => db.prepare<[], DocumentRow>('SELECT doc, mac FROM identity ORDER BY id'),
    addAccessCredential: () => accessCredentialInsert(db),
    remove: () => db.prepare<[string]>('DELETE FROM identity WHERE id = ?'),
    removeExpired: () => db.prepare<[number]>('DELETE FROM proof WHERE expires_at <= ?'),
  });
}

/** What puts down an identity. */
function preparedPuts(db: Database) {
  return onDemand({
    put: () =>
      db.prepare<[string, string, Uint8Array | null]>(
        `INSERT INTO identity (id, doc, mac) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, mac = excluded.mac`,
      ),
    removeAccessCredentials: () => db.prepare<[string]>('DELETE FROM proof WHERE identity_id = ?'),
    addAccessCredential: () => accessCredentialInsert(db),
  });
}

function accessCredentialInsert(db: Database) {
  return db.prepare<[string, string, string, Uint8Array | null, number | null, string, Uint8Array | null]>(
    'INSERT OR REPLACE INTO proof (kind, lookup, identity_id, sealed_secret, expires_at, ' +
      'attributes, mac) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
}

/** @throws AlteredRowError */
export function credentialOf(rows: RowSigner, row: AccessCredentialRow): AccessCredential {
  rows.check('proof', credentialColumns(row), row.credential_mac);
  const { kind, lookup, identity_id: identityId, sealed_secret: sealedSecret, expires_at: expiresAt } = row;
  return { identityId, kind, lookup, sealedSecret, expiresAt, attributes: JSON.parse(row.attributes) as Attributes };
}

/** What of an access credential is signed. */
export function credentialColumns(row: Omit<AccessCredentialRow, 'credential_mac'>): readonly ColumnValue[] {
  return [row.kind, row.lookup, row.identity_id, row.sealed_secret, row.expires_at, row.attributes];
}

/** Rejected by the foreign key when the identity does not exist. */
function addAccessCredential(
  sql: Pick<Statements, 'addAccessCredential'>,
  rows: RowSigner,
  credential: AccessCredential,
): void {
  const { kind, lookup, identityId: identity_id, sealedSecret: sealed_secret, expiresAt: expires_at } = credential;
  const attributes = JSON.stringify(credential.attributes);
  const mac = rows.sign(
    'proof',
    credentialColumns({ kind, lookup, identity_id, sealed_secret, expires_at, attributes }),
  );
  sql.addAccessCredential.run(kind, lookup, identity_id, sealed_secret, expires_at, attributes, mac);
}
