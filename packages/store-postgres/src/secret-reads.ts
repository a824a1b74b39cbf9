import type { Secret, SecretStore } from '@dragoman/core';

import type { StoreDatabase } from './database.ts';
import type { DocumentRow, Documents } from './documents.ts';
import type { KnownSecret, RememberedSecrets } from './remembered-secrets.ts';

/** A secret as it is found: without its document where the revision is the one that is known. */
interface FoundRow extends DocumentRow {
  readonly seq: number;
  readonly revision: number;
  readonly is_known: boolean;
  readonly version_id: string | null;
  readonly bytes: Uint8Array | null;
}

/** No secret has this revision, or this row. */
const NOTHING_KNOWN = 0;

const SEALED = `SELECT bytes FROM sealed_value
  WHERE secret = (SELECT seq FROM secret WHERE vault = $1 AND id = $2) AND version_id = $3`;

/** The statement by which a secret is found, along with the value that was sealed last: most reads are of that one. */
function lookup(column: 'name' | 'id'): string {
  const isKnown = '(secret.seq = $3 AND secret.revision = $4)';
  return `SELECT secret.seq, secret.revision, ${isKnown} AS is_known,
      CASE WHEN ${isKnown} THEN NULL ELSE secret.doc END AS doc,
      CASE WHEN ${isKnown} THEN NULL ELSE secret.mac END AS mac, latest.version_id, latest.bytes
    FROM secret LEFT JOIN LATERAL (
      SELECT version_id, bytes FROM sealed_value
      WHERE sealed_value.secret = secret.seq AND NOT ${isKnown} ORDER BY sealed_value.written DESC LIMIT 1
    ) AS latest ON true
    WHERE secret.vault = $1 AND secret.${column} = $2`;
}

const BY_NAME = lookup('name');
const BY_ID = lookup('id');

/** How secrets and their values are found, most of the time by one statement for both. */
export function secretReads(
  db: StoreDatabase,
  documents: Documents<Secret>,
  remembered: RememberedSecrets,
): Pick<SecretStore, 'findByName' | 'findById' | 'readSealed'> {
  async function find(sql: string, vault: string, wanted: string, by: 'name' | 'id'): Promise<Secret | null> {
    const key = `${by} ${vault.length} ${vault} ${wanted}`;
    const known = remembered.find(key);
    const at = [known?.seq ?? NOTHING_KNOWN, known?.secret.revision ?? NOTHING_KNOWN] as const;
    const [row] = await db.rows<FoundRow>(sql, vault, wanted, ...at);
    if (row === undefined) return null;
    if (known !== undefined && row.is_known) return known.secret;
    const secret = documents.first([row], { vault, [by]: wanted });
    if (secret?.revision === row.revision) remembered.put(key, knownOf(row, secret), row.doc.length);
    return secret;
  }

  return {
    findByName: (vault, name) => find(BY_NAME, vault, name, 'name'),
    findById: (vault, id) => find(BY_ID, vault, id, 'id'),
    readSealed: (vault, secretId, versionId) =>
      remembered.findById(vault, secretId)?.values.get(versionId) ?? readSealed(db, vault, secretId, versionId),
  };
}

async function readSealed(db: StoreDatabase, ...ref: readonly [string, string, string]): Promise<Uint8Array | null> {
  const [row] = await db.rows<{ readonly bytes: Uint8Array }>(SEALED, ...ref);
  return row?.bytes ?? null;
}

function knownOf({ seq, version_id: versionId, bytes }: FoundRow, secret: Secret): KnownSecret {
  return { seq, secret, values: new Map(versionId === null || bytes === null ? [] : [[versionId, bytes]]) };
}
