import type { CustomerKey, KeyStore } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { ReadCache } from './read-cache.ts';

interface KeyRow {
  readonly doc: string;
  readonly sealed_material: Buffer;
}

/** Customer keys over an open, migrated database. @param exclusive whether nobody else can write it */
export function sqliteKeyStore(db: Database, exclusive: boolean): KeyStore {
  const sql = prepared(db);
  const cache = new ReadCache<CustomerKey>({ enabled: exclusive });
  return {
    async find(vault, id) {
      return cache.get(vault, id, () => fromRow(sql.byId.get(vault, id)));
    },
    async findDefault(vault) {
      return fromRow(sql.defaultOf.get(vault));
    },
    async insert(key) {
      cache.forget();
      const { changes } = sql.insert.run(key.vault, key.id, key.isDefault ? 1 : 0, key.revision, docOf(key), key.sealedMaterial);
      return changes === 1 ? 'inserted' : 'default-exists';
    },
    async commit(key, expectedRevision) {
      cache.forget();
      const { changes } = sql.update.run(
        key.isDefault ? 1 : 0, key.revision, docOf(key), key.sealedMaterial, key.vault, key.id, expectedRevision,
      );
      return changes === 1 ? 'committed' : 'stale';
    },
  };
}

function prepared(db: Database) {
  return {
    byId: db.prepare<[string, string], KeyRow>('SELECT doc, sealed_material FROM customer_key WHERE vault = ? AND id = ?'),
    defaultOf: db.prepare<[string], KeyRow>('SELECT doc, sealed_material FROM customer_key WHERE vault = ? AND is_default = 1'),
    insert: db.prepare<[string, string, number, number, string, Uint8Array]>(
      `INSERT INTO customer_key (vault, id, is_default, revision, doc, sealed_material) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (vault) WHERE is_default = 1 DO NOTHING`,
    ),
    update: db.prepare<[number, number, string, Uint8Array, string, string, number]>(
      `UPDATE customer_key SET is_default = ?, revision = ?, doc = ?, sealed_material = ?
       WHERE vault = ? AND id = ? AND revision = ?`,
    ),
  };
}

function docOf(key: CustomerKey): string {
  return JSON.stringify({ ...key, sealedMaterial: undefined });
}

function fromRow(row: KeyRow | undefined): CustomerKey | null {
  if (row === undefined) return null;
  return { ...(JSON.parse(row.doc) as Omit<CustomerKey, 'sealedMaterial'>), sealedMaterial: row.sealed_material };
}
