import type { RowSigner } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { onDemand } from './on-demand.ts';
import { PendingChanges, SEAL_BYTES, SIGNED_TABLES, type SignedTable, StateSeal } from './state-seal.ts';
import type { TransactionHooks } from './write-groups.ts';

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
  const all = new PendingChanges();
  const changes = keptSeal(db, rows)?.changes ?? 0;
  for (const [at, table] of SIGNED_TABLES.entries())
    for (const mac of db.prepare<[], Buffer | null>(`SELECT mac FROM ${table}`).pluck().iterate())
      all.add(at, mac ?? Buffer.alloc(0), null);
  const seal = StateSeal.empty().with(all);
  db.exec('DELETE FROM state_seal');
  db.prepare('INSERT INTO state_seal (seal, schema_mac) VALUES (?, ?)').run(
    seal.after(changes + all.changes + 1).signed(rows),
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
export class RowSealing implements TransactionHooks {
  readonly #db: Database;
  readonly #rows: RowSigner;
  readonly #pending = new PendingChanges();
  readonly #sql: ReturnType<typeof prepared>;
  /** The seal of what is committed, once something was. */
  #committed: Buffer | null = null;
  /** Called before a transaction is committed, which it is not where this throws. */
  onCommitting: () => void = () => undefined;
  /** Hears of the seal of every transaction that is on disk. */
  onCommitted: (seal: Buffer) => void = () => undefined;

  constructor(db: Database, rows: RowSigner) {
    this.#db = db;
    this.#rows = rows;
    this.#sql = prepared(db);
    db.function('note_change', (at: number, added: Mac, removed: Mac) => {
      this.#pending.add(at, added, removed);
      return null;
    });
    // A row that INSERT OR REPLACE takes away is a row that goes.
    db.pragma('recursive_triggers = ON');
    db.exec(SIGNED_TABLES.map(triggersOf).join(''));
  }

  begin(): void {
    this.#pending.clear();
  }

  end(): void {
    this.onCommitting();
    if (this.#pending.changes === 0) return;
    const kept = this.#sql.seal.get();
    this.#committed = StateSeal.unchecked(kept ?? Buffer.alloc(SEAL_BYTES))
      .with(this.#pending)
      .signed(this.#rows);
    this.#sql.put.run(this.#committed);
  }

  committed(): void {
    if (this.#committed !== null) this.onCommitted(this.#committed);
  }

  /** Does work on all rows, in the transaction that is under way, and seals them when it is done. */
  replacing(work: () => void): void {
    for (const table of SIGNED_TABLES)
      for (const event of EVENTS) this.#db.exec(`DROP TRIGGER temp.${table}_${event.name}`);
    work();
    sealRows(this.#db, this.#rows);
    this.#db.exec(SIGNED_TABLES.map(triggersOf).join(''));
    this.#committed = this.#sql.seal.get() ?? null;
  }
}

function prepared(db: Database) {
  return onDemand({
    seal: () => db.prepare<[], Buffer>('SELECT seal FROM state_seal').pluck(),
    put: () => db.prepare<[Uint8Array]>('UPDATE state_seal SET seal = ?'),
  });
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
      `SELECT note_change(${at}, ${added}, ${removed}); END;`,
  ).join('');
}
