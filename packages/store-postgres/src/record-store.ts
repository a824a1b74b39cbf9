import type { DialectRecord, DialectRecordStore, Json, RowAuthenticator, StoredRecordPage } from '@dragoman/core';

import { type Queries, storable, type StoreDatabase } from './database.ts';

/** A record as it is kept. */
export interface RecordRow {
  readonly vault: string;
  readonly kind: string;
  readonly id: string;
  readonly created_at: number;
  readonly due_at: number | null;
  readonly revision: number;
  readonly body: string;
  readonly mac: Uint8Array;
}

/** What a record is read from. */
export const SELECT_RECORD = 'SELECT vault, kind, id, created_at, due_at, revision, body, mac FROM record';

const UPDATE = `UPDATE record SET due_at = $5, revision = $6, body = $7, mac = $8
  WHERE vault = $1 AND kind = $2 AND id = $3 AND revision = $4 AND created_at = $9 RETURNING 1`;
const REMOVE = 'DELETE FROM record WHERE vault = $1 AND kind = $2 AND id = $3 AND revision = $4 RETURNING 1';
const OF_KIND = `${SELECT_RECORD} WHERE vault = $1 AND kind = $2`;
const SEQ = 'SELECT seq FROM record WHERE vault = $1 AND kind = $2 AND id = $3';

/** The columns that are given together. */
const RECORD_COLUMNS = `unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[],
  $7::text[], $8::bytea[]) WITH ORDINALITY AS given (vault, kind, id, created_at, due_at, revision, body, mac, at)`;

/** The small things of dialects over an open, migrated database. */
export function postgresRecordStore(db: StoreDatabase, rows: RowAuthenticator): DialectRecordStore {
  const read = (found: readonly RecordRow[]): DialectRecord[] => found.map((row) => recordOf(rows, row));
  return {
    async find(vault, kind, id) {
      return read(await db.rows(`${OF_KIND} AND id = $3`, vault, kind, id))[0] ?? null;
    },
    async list(vault, kind, page) {
      return read(await rowsOf(db, vault, kind, page));
    },
    async count(vault, kind) {
      const count = 'SELECT count(*) AS count FROM record WHERE vault = $1 AND kind = $2';
      const [row] = await db.rows<{ readonly count: number }>(count, vault, kind);
      return row?.count ?? 0;
    },
    async insert(record) {
      return (await putRecords(db, rows, [record])) === 1 ? 'inserted' : 'id-taken';
    },
    async commit(record, expectedRevision) {
      if (await update(db, rows, record, expectedRevision)) return 'committed';
      return db.transaction((queries) => commitAsCreated(queries, rows, record, expectedRevision));
    },
    async remove(vault, kind, id, expectedRevision) {
      return (await db.rows(REMOVE, vault, kind, id, expectedRevision)).length === 1 ? 'removed' : 'stale';
    },
    async listDue(kind, now, limit) {
      const due = `${SELECT_RECORD} WHERE kind = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3`;
      return read(await db.rows(due, kind, now, limit));
    },
  };
}

/** Answers whether the record has the revision that was expected, and the time of creation that the caller knows. */
async function update(
  queries: Queries,
  rows: RowAuthenticator,
  record: DialectRecord,
  expectedRevision: number,
): Promise<boolean> {
  const { vault, kind, id, dueAt, revision, body, createdAt } = record;
  const changed = [dueAt, revision, JSON.stringify(body), macOf(rows, record), createdAt];
  return (await queries.rows(UPDATE, vault, kind, id, expectedRevision, ...changed)).length === 1;
}

/** The time of creation stays what it is, whatever the caller takes it for. */
async function commitAsCreated(
  queries: Queries,
  rows: RowAuthenticator,
  record: DialectRecord,
  expectedRevision: number,
): Promise<'committed' | 'stale'> {
  const { vault, kind, id } = record;
  const held = `${OF_KIND} AND id = $3 AND revision = $4 FOR UPDATE`;
  const [row] = await queries.rows<RecordRow>(held, vault, kind, id, expectedRevision);
  if (row === undefined) return 'stale';
  await update(queries, rows, { ...record, createdAt: row.created_at }, expectedRevision);
  return 'committed';
}

/** Puts down records, in their order, but those whose id is taken; answers how many it did. */
export async function putRecords(
  queries: Queries,
  rows: RowAuthenticator,
  records: readonly DialectRecord[],
): Promise<number> {
  if (records.length === 0) return 0;
  const added = await queries.rows(
    `INSERT INTO record (vault, kind, id, created_at, due_at, revision, body, mac)
     SELECT vault, kind, id, created_at, due_at, revision, body, mac FROM ${RECORD_COLUMNS} ORDER BY at
     ON CONFLICT (vault, kind, id) DO NOTHING RETURNING 1`,
    ...recordColumns(rows, records),
  );
  return added.length;
}

/** What {@link RECORD_COLUMNS} is given. */
export function recordColumns(rows: RowAuthenticator, records: readonly DialectRecord[]) {
  return [
    records.map(({ vault }) => vault),
    records.map(({ kind }) => kind),
    records.map(({ id }) => id),
    records.map(({ createdAt }) => createdAt),
    records.map(({ dueAt }) => dueAt),
    records.map(({ revision }) => revision),
    records.map(({ body }) => JSON.stringify(body)),
    records.map((record) => macOf(rows, record)),
  ] as const;
}

async function rowsOf(
  db: StoreDatabase,
  vault: string,
  kind: string,
  { order, from, limit }: StoredRecordPage,
): Promise<RecordRow[]> {
  const by = { id: 'id', created: 'seq', newest: 'seq DESC' }[order];
  if ('offset' in from || from.after === null) {
    const offset = 'offset' in from ? from.offset : 0;
    return db.rows(`${OF_KIND} ORDER BY ${by} LIMIT $3 OFFSET $4`, vault, kind, limit, offset);
  }
  if (order === 'id') return db.rows(`${OF_KIND} AND id > $3 ORDER BY id LIMIT $4`, vault, kind, from.after, limit);
  const beyond = order === 'created' ? '>' : '<';
  return db.rows(`${OF_KIND} AND seq ${beyond} (${SEQ}) ORDER BY ${by} LIMIT $4`, vault, kind, from.after, limit);
}

/** @throws AlteredRowError */
export function recordOf(rows: RowAuthenticator, row: RecordRow): DialectRecord {
  const { vault, kind, id, created_at: createdAt, due_at: dueAt, revision, body, mac } = row;
  rows.check('record', [vault, kind, id, createdAt, dueAt, revision, body], mac);
  return { vault, kind, id, body: JSON.parse(body) as Json, createdAt, dueAt, revision };
}

function macOf(rows: RowAuthenticator, record: DialectRecord): Uint8Array {
  const { vault, kind, id, createdAt, dueAt, revision, body } = record;
  const columns = [storable(vault), storable(kind), storable(id), createdAt, dueAt, revision, JSON.stringify(body)];
  return rows.sign('record', columns);
}
