import type {
  AccessCredential,
  AccessCredentialKind,
  Attributes,
  Identity,
  IdentityStore,
  RowAuthenticator,
} from '@dragoman/core';

import { moveControl, movingControl } from './control-row.ts';
import { type Queries, storable, type StoreDatabase } from './database.ts';
import { type DocumentRow, Documents } from './documents.ts';

/** An access credential as it is kept. */
export interface CredentialRow {
  readonly kind: AccessCredentialKind;
  readonly lookup: string;
  readonly identity_id: string;
  readonly sealed_secret: Uint8Array | null;
  readonly expires_at: number | null;
  readonly attributes: string;
  readonly credential_mac: Uint8Array;
}

/** An identity, and the one of its access credentials that was looked for. */
type Found = NonNullable<Awaited<ReturnType<IdentityStore['find']>>>;

/** What an access credential is read from. */
export const CREDENTIAL_COLUMNS =
  'c.kind, c.lookup, c.identity_id, c.sealed_secret, c.expires_at, c.attributes, c.mac AS credential_mac';

const SELECT = `SELECT ${CREDENTIAL_COLUMNS}, i.doc, i.mac
  FROM access_credential c JOIN identity i ON i.id = c.identity_id WHERE c.kind = $1`;

const REMOVE = movingControl('DELETE FROM identity WHERE id = $1 RETURNING 1');
const REMOVE_EXPIRED = movingControl('DELETE FROM access_credential WHERE expires_at <= $1 RETURNING 1');

/** Identities over an open, migrated database. */
export function postgresIdentityStore(db: StoreDatabase, rows: RowAuthenticator): IdentityStore {
  const documents = new Documents<Identity>(rows, 'identity');
  const found = (row: CredentialRow & DocumentRow): Found => ({
    identity: documents.read(row),
    accessCredential: credentialOf(rows, row),
  });
  return {
    async put(identity, accessCredentials) {
      await db.transaction(async (queries) => {
        await putIdentity(queries, rows, identity, accessCredentials);
        await moveControl(queries);
      });
    },
    async addAccessCredential(accessCredential) {
      await db.transaction(async (queries) => {
        await queries.rows('SELECT 1 FROM identity WHERE id = $1 FOR KEY SHARE', accessCredential.identityId);
        await putCredentials(queries, rows, [accessCredential]);
        await moveControl(queries);
      });
    },
    async find(kind, lookup) {
      const [row] = await db.rows<CredentialRow & DocumentRow>(`${SELECT} AND c.lookup = $2`, kind, lookup);
      return row === undefined ? null : found(row);
    },
    async accessCredentials(kind, limit) {
      return (await db.rows<CredentialRow & DocumentRow>(`${SELECT} LIMIT $2`, kind, limit)).map(found);
    },
    async remove(identityId) {
      await db.rows(REMOVE, identityId);
    },
    async list() {
      return (await db.rows<DocumentRow>('SELECT doc, mac FROM identity ORDER BY id')).map((row) =>
        documents.read(row),
      );
    },
    async removeExpiredAccessCredentials(now) {
      return (await db.rows(REMOVE_EXPIRED, now)).length;
    },
  };
}

/** Puts down an identity with its access credentials, in the place of what it was. */
export async function putIdentity(
  queries: Queries,
  rows: RowAuthenticator,
  identity: Identity,
  accessCredentials: readonly AccessCredential[],
): Promise<void> {
  const { doc, mac } = new Documents<Identity>(rows, 'identity').write(identity);
  await queries.rows(
    `INSERT INTO identity (id, doc, mac) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET doc = excluded.doc, mac = excluded.mac`,
    ...[identity.id, doc, mac],
  );
  await queries.rows('DELETE FROM access_credential WHERE identity_id = $1', identity.id);
  await putCredentials(queries, rows, accessCredentials);
}

/** Rejected by the foreign key where an identity does not exist. */
async function putCredentials(
  queries: Queries,
  rows: RowAuthenticator,
  accessCredentials: readonly AccessCredential[],
): Promise<void> {
  for (const credential of accessCredentials) {
    const { kind, lookup, identityId, sealedSecret, expiresAt, attributes } = credential;
    await queries.rows(
      `INSERT INTO access_credential (kind, lookup, identity_id, sealed_secret, expires_at, attributes, mac)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (kind, lookup) DO UPDATE SET identity_id = excluded.identity_id,
         sealed_secret = excluded.sealed_secret, expires_at = excluded.expires_at, attributes = excluded.attributes,
         mac = excluded.mac`,
      ...[kind, lookup, identityId, sealedSecret, expiresAt, JSON.stringify(attributes), macOf(rows, credential)],
    );
  }
}

/** @throws AlteredRowError */
export function credentialOf(rows: RowAuthenticator, row: CredentialRow): AccessCredential {
  const { kind, lookup, identity_id: identityId, sealed_secret: sealedSecret, expires_at: expiresAt } = row;
  rows.check(
    'access_credential',
    [kind, lookup, identityId, sealedSecret, expiresAt, row.attributes],
    row.credential_mac,
  );
  const attributes = JSON.parse(row.attributes) as Attributes;
  return { identityId, kind, lookup, sealedSecret, expiresAt, attributes };
}

function macOf(rows: RowAuthenticator, credential: AccessCredential): Uint8Array {
  const { kind, lookup, identityId, sealedSecret, expiresAt, attributes } = credential;
  return rows.sign('access_credential', [
    ...[kind, storable(lookup), storable(identityId), sealedSecret, expiresAt],
    JSON.stringify(attributes),
  ]);
}
