import type { RowSigner } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { SIGNED_TABLES, type SignedTable, StateSeal } from './state-seal.ts';

/** The seal of a database as it is kept. */
export interface SealRow {
  readonly seal: Buffer;
  readonly schema_mac: Buffer;
}

export function sealRow(db: Database): SealRow | undefined {
  return db.prepare<[], SealRow>('SELECT seal, schema_mac FROM state_seal').get();
}

/** Seals all rows as they are, in the transaction that is under way. */
export function sealRows(db: Database, rows: RowSigner): void {
  const seal = StateSeal.empty();
  const changes = keptSeal(db, rows)?.changes ?? 0;
  for (const table of SIGNED_TABLES)
    for (const mac of db.prepare<[], Buffer | null>(`SELECT mac FROM ${table}`).pluck().iterate())
      seal.change(table, mac ?? Buffer.alloc(0), null);
  db.exec('DELETE FROM state_seal');
  db.prepare('INSERT INTO state_seal (seal, schema_mac) VALUES (?, ?)').run(
    seal.after(changes + seal.changes + 1).signed(rows),
    schemaMac(db, rows),
  );
}

/** The seal that is kept; `null` where there is none that was signed here. */
export function keptSeal(db: Database, rows: RowSigner): StateSeal | null {
  const row = sealRow(db);
  return row === undefined ? null : StateSeal.read(rows, row.seal);
}

/** Signs the schema as it is. A later version of it is signed when it is made. */
export function schemaMac(db: Database, rows: RowSigner): Uint8Array {
  const parts = db
    .prepare<[], string>("SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name")
    .pluck()
    .all();
  return rows.sign('sqlite_schema', parts) ?? new Uint8Array();
}

type Mac = Uint8Array | null;

/**
 * Keeps the seal right with each row that changes, in the same transaction, by triggers that only this connection has:
 * what any other program changes does not fit the seal.
 */
export function keepSealed(db: Database, rows: RowSigner): void {
  db.function('fold_into_seal', (bytes: Uint8Array, table: number, added: Mac, removed: Mac) =>
    StateSeal.unchecked(bytes)
      .change(SIGNED_TABLES[table] ?? 'secret', added, removed)
      .signed(rows),
  );
  // A row that INSERT OR REPLACE takes away is a row that goes.
  db.pragma('recursive_triggers = ON');
  db.exec(SIGNED_TABLES.map(triggersOf).join(''));
}

/** Does work on all rows, in the transaction that is under way, and seals them when it is done. */
export function withoutSealing(db: Database, rows: RowSigner, work: () => void): void {
  const isKept = db.prepare('SELECT 1 FROM sqlite_temp_schema LIMIT 1').get() !== undefined;
  if (!isKept) {
    work();
    return;
  }
  for (const table of SIGNED_TABLES) for (const event of EVENTS) db.exec(`DROP TRIGGER temp.${table}_${event.name}`);
  work();
  sealRows(db, rows);
  db.exec(SIGNED_TABLES.map(triggersOf).join(''));
}

const EVENTS = [
  { name: 'sealed_insert', on: 'INSERT', added: 'new.mac', removed: 'NULL' },
  { name: 'sealed_update', on: 'UPDATE OF mac', added: 'new.mac', removed: 'old.mac' },
  { name: 'sealed_delete', on: 'DELETE', added: 'NULL', removed: 'old.mac' },
] as const;

function triggersOf(table: SignedTable): string {
  const at = SIGNED_TABLES.indexOf(table);
  return EVENTS.map(
    ({ name, on, added, removed }) =>
      `CREATE TEMP TRIGGER ${table}_${name} AFTER ${on} ON main.${table} BEGIN ` +
      `UPDATE state_seal SET seal = fold_into_seal(seal, ${at}, ${added}, ${removed}); END;`,
  ).join('');
}
