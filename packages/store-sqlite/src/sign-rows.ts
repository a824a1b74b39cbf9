import { type CustomerKey, type RowSigner, type Sealer, UnsealError } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { resourceColumns, type ResourceRow, SELECT } from './dialect-record-store.ts';
import { type AccessCredentialRow, credentialColumns, CREDENTIAL_COLUMNS } from './identity-store.ts';
import { aliasColumns, type AliasRow } from './key-aliases.ts';
import { SEALED_SINCE } from './migrations.ts';
import { keptSeal } from './seal-rows.ts';

/** What the rows of a database are signed with. */
export interface Signing {
  readonly rows: RowSigner;
  /** Over the same root key. */
  readonly sealer: Sealer;
}

/** How many things are tried before it is said that nothing opens: some of them may be damaged. */
const TRIED = 8;

/** Looks at something that the root key signed or sealed. @throws UnsealError where it was another root key */
export function checkRootKey(db: Database, { rows, sealer }: Signing): void {
  if (hasSeals(db) && keptSeal(db, rows) !== null) return;
  const credentials = db.prepare<[number], AccessCredentialRow>(
    `SELECT ${CREDENTIAL_COLUMNS} FROM proof WHERE sealed_secret IS NOT NULL LIMIT ?`,
  );
  const keys = db.prepare<[number], string>('SELECT doc FROM customer_key ORDER BY seq LIMIT ?').pluck();
  const attempts = [
    ...credentials.all(TRIED).map(({ kind, lookup, sealed_secret: sealed }) => () => {
      if (sealed !== null) sealer.openAccessCredential(kind, lookup, sealed);
    }),
    ...keys.all(TRIED).map((doc) => () => {
      openOne(sealer, doc);
    }),
  ];
  let failure: unknown = null;
  for (const attempt of attempts) {
    try {
      attempt();
      return;
    } catch (error) {
      failure = error;
    }
  }
  if (failure !== null) throw failure instanceof UnsealError ? failure : new UnsealError();
}

function hasSeals(db: Database): boolean {
  return (db.pragma('user_version', { simple: true }) as number) >= SEALED_SINCE;
}

function openOne(sealer: Sealer, doc: string): void {
  const key = JSON.parse(doc) as CustomerKey;
  const version = key.versions.find(({ sealedMaterial }) => sealedMaterial !== null);
  if (version !== undefined) sealer.openMaterial(key, version);
}

/** Signs every row of a database that has none signed, in the transaction that is under way. */
export function signRows(db: Database, { rows }: Signing): void {
  for (const [table, key] of [
    ['secret', 'seq'],
    ['customer_key', 'seq'],
    ['identity', 'id'],
  ] as const)
    signDocuments(db, rows, table, key);
  const alias = db.prepare('UPDATE key_alias SET mac = ? WHERE vault = ? AND name = ?');
  for (const row of db.prepare<[], AliasRow>('SELECT * FROM key_alias').all())
    alias.run(rows.sign('key_alias', aliasColumns(row)), row.vault, row.name);
  const credential = db.prepare('UPDATE proof SET mac = ? WHERE kind = ? AND lookup = ?');
  for (const row of db.prepare<[], AccessCredentialRow>(`SELECT ${CREDENTIAL_COLUMNS} FROM proof`).all())
    credential.run(rows.sign('proof', credentialColumns(row)), row.kind, row.lookup);
  const resource = db.prepare('UPDATE resource SET mac = ? WHERE vault = ? AND kind = ? AND id = ?');
  for (const row of db.prepare<[], ResourceRow>(SELECT).all())
    resource.run(rows.sign('resource', resourceColumns(row)), row.vault, row.kind, row.id);
}

function signDocuments(db: Database, rows: RowSigner, table: string, key: 'seq' | 'id'): void {
  const update = db.prepare(`UPDATE ${table} SET mac = ? WHERE ${key} = ?`);
  const found = db.prepare<[], { readonly key: string | number; readonly doc: string }>(
    `SELECT ${key} AS key, doc FROM ${table}`,
  );
  for (const row of found.all()) update.run(rows.sign(table, [row.doc]), row.key);
}
