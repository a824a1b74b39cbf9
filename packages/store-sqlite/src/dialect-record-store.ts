import type { ColumnValue, Json, DialectRecord, StoredRecordPage, DialectRecordStore, RowSigner } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { onDemand } from './on-demand.ts';
import type { OpenDatabase } from './open-database.ts';

export interface ResourceRow {
  readonly vault: string;
  readonly kind: string;
  readonly id: string;
  readonly created_at: number;
  readonly due_at: number | null;
  readonly revision: number;
  readonly body: string;
  readonly mac: Uint8Array | null;
}

/** Puts down a resource within whatever is under way, unless its id is taken; answers whether it did. */
export function resourceInsert(db: Database, rows: RowSigner): (resource: DialectRecord) => boolean {
  const insert = db.prepare<[string, string, string, number, number | null, number, string, Uint8Array | null]>(
    `INSERT INTO resource (vault, kind, id, created_at, due_at, revision, body, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (vault, kind, id) DO NOTHING`,
  );
  return (resource) => {
    const { vault, kind, id, createdAt, dueAt, revision, body } = resource;
    const mac = resourceMac(rows, resource);
    return insert.run(vault, kind, id, createdAt, dueAt, revision, JSON.stringify(body), mac).changes === 1;
  };
}

/** The small things of dialects over an open, migrated database. */
export function sqliteDialectRecordStore({ db, writes, rows }: OpenDatabase): DialectRecordStore {
  const sql = prepared(db, rows);
  const fromRow = (row: ResourceRow): DialectRecord => resourceOf(rows, row);
  return {
    async find(vault, kind, id) {
      const row = sql.byId.get(vault, kind, id);
      return row === undefined ? null : fromRow(row);
    },
    async list(vault, kind, page) {
      return rowsOf(sql, vault, kind, page).map(fromRow);
    },
    async count(vault, kind) {
      return sql.count.get(vault, kind) ?? 0;
    },
    insert: (resource) => writes.run(() => (sql.put(resource) ? 'inserted' : 'id-taken')),
    commit: (resource, expectedRevision) => writes.run(() => commit(sql, rows, resource, expectedRevision)),
    remove: (vault, kind, id, expectedRevision) =>
      writes.run(() => (sql.remove.run(vault, kind, id, expectedRevision).changes === 1 ? 'removed' : 'stale')),
    async listDue(kind, now, limit) {
      return sql.due.all(kind, now, limit).map(fromRow);
    },
  };
}

/** Runs inside a transaction. */
function commit(
  sql: Statements,
  rows: RowSigner,
  resource: DialectRecord,
  expectedRevision: number,
): 'committed' | 'stale' {
  const { vault, kind, id, dueAt, revision, body } = resource;
  const createdAt = sql.createdAt.get(vault, kind, id);
  if (createdAt === undefined) return 'stale';
  const mac = resourceMac(rows, { ...resource, createdAt });
  const { changes } = sql.update.run(dueAt, revision, JSON.stringify(body), mac, vault, kind, id, expectedRevision);
  return changes === 1 ? 'committed' : 'stale';
}

/** Every one of them, for a look at their plans. */
export const allStatements: (db: Database, rows: RowSigner) => object = prepared;

type Statements = ReturnType<typeof prepared>;

/** What a resource is read from. */
export const SELECT = 'SELECT vault, kind, id, created_at, due_at, revision, body, mac FROM resource';

/** The statements of the small things of dialects. */
function prepared(db: Database, rows: RowSigner) {
  return onDemand({ ...preparedReads(db), ...preparedPages(db), ...preparedWrites(db, rows) });
}

function preparedReads(db: Database) {
  return {
    byId: () => db.prepare<[string, string, string], ResourceRow>(`${SELECT} WHERE vault = ? AND kind = ? AND id = ?`),
    seq: () =>
      db
        .prepare<[string, string, string], number>('SELECT seq FROM resource WHERE vault = ? AND kind = ? AND id = ?')
        .pluck(),
    createdAt: () =>
      db
        .prepare<[string, string, string], number>(
          'SELECT created_at FROM resource WHERE vault = ? AND kind = ? AND id = ?',
        )
        .pluck(),
    count: () =>
      db.prepare<[string, string], number>('SELECT resources FROM resource_count WHERE vault = ? AND kind = ?').pluck(),
    due: () =>
      db.prepare<[string, number, number], ResourceRow>(
        `${SELECT} WHERE kind = ? AND due_at <= ? ORDER BY due_at LIMIT ?`,
      ),
  };
}

function preparedPages(db: Database) {
  const from = (order: string) =>
    db.prepare<[string, string, number, number], ResourceRow>(
      `${SELECT} WHERE vault = ? AND kind = ? ORDER BY ${order} LIMIT ? OFFSET ?`,
    );
  return {
    from: () => onDemand({ id: () => from('id'), created: () => from('seq'), newest: () => from('seq DESC') }),
    behindId: () =>
      db.prepare<[string, string, string, number], ResourceRow>(
        `${SELECT} WHERE vault = ? AND kind = ? AND id > ? ORDER BY id LIMIT ?`,
      ),
    younger: () =>
      db.prepare<[string, string, number, number], ResourceRow>(
        `${SELECT} WHERE vault = ? AND kind = ? AND seq > ? ORDER BY seq LIMIT ?`,
      ),
    older: () =>
      db.prepare<[string, string, number, number], ResourceRow>(
        `${SELECT} WHERE vault = ? AND kind = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
      ),
  };
}

function preparedWrites(db: Database, rows: RowSigner) {
  return {
    put: () => resourceInsert(db, rows),
    update: () =>
      db.prepare<[number | null, number, string, Uint8Array | null, string, string, string, number]>(
        `UPDATE resource SET due_at = ?, revision = ?, body = ?, mac = ?
       WHERE vault = ? AND kind = ? AND id = ? AND revision = ?`,
      ),
    remove: () =>
      db.prepare<[string, string, string, number]>(
        'DELETE FROM resource WHERE vault = ? AND kind = ? AND id = ? AND revision = ?',
      ),
  };
}

function rowsOf(sql: Statements, vault: string, kind: string, { order, from, limit }: StoredRecordPage): ResourceRow[] {
  if ('offset' in from) return sql.from[order].all(vault, kind, limit, from.offset);
  if (from.after === null) return sql.from[order].all(vault, kind, limit, 0);
  if (order === 'id') return sql.behindId.all(vault, kind, from.after, limit);
  const seq = sql.seq.get(vault, kind, from.after);
  if (seq === undefined) return [];
  return (order === 'created' ? sql.younger : sql.older).all(vault, kind, seq, limit);
}

/** @throws AlteredRowError */
export function resourceOf(rows: RowSigner, row: ResourceRow): DialectRecord {
  rows.check('resource', resourceColumns(row), row.mac);
  const { vault, kind, id, created_at: createdAt, due_at: dueAt, revision, body } = row;
  return { vault, kind, id, body: JSON.parse(body) as Json, createdAt, dueAt, revision };
}

/** What of a resource is signed. */
export function resourceColumns(row: Omit<ResourceRow, 'mac'>): readonly ColumnValue[] {
  return [row.vault, row.kind, row.id, row.created_at, row.due_at, row.revision, row.body];
}

function resourceMac(rows: RowSigner, resource: DialectRecord): Uint8Array | null {
  const { createdAt: created_at, dueAt: due_at, body, ...others } = resource;
  return rows.sign('resource', resourceColumns({ ...others, created_at, due_at, body: JSON.stringify(body) }));
}
