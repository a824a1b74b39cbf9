import {
  type InsertGiven,
  type RowSigner,
  type DialectRecord,
  type SealedValue,
  type Secret,
  type SecretCommit,
  type SecretMove,
  type SecretPage,
  type SecretStore,
  nextDueAt,
} from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { resourceInsert } from './dialect-record-store.ts';
import { type DocumentRow, Documents } from './documents.ts';
import { onDemand } from './on-demand.ts';
import type { OpenDatabase } from './open-database.ts';

/** The longest sealed value that is remembered, in bytes: most values are far shorter. */
const REMEMBERED_BYTES = 4_096;

const TABLE = 'secret';

/** Secrets over an open, migrated database. */
export function sqliteSecretStore({ db, caches, writes, rows }: OpenDatabase): SecretStore {
  const sql = prepared(db, rows);
  const documents = new Documents<Secret>(rows, TABLE);
  const byName = caches.make<Secret>();
  const byId = caches.make<Secret>();
  const sealed = caches.make<Uint8Array>((bytes) => bytes.length <= REMEMBERED_BYTES);
  const change = <T>(write: () => T): Promise<T> => writes.run(write, byName, byId, sealed);
  const write = changes(sql, documents);
  return {
    findByName(vault, name) {
      return byName.get(vault, name, () => documents.find(sql.docByName.get(vault, name), { vault, name }));
    },
    findById(vault, id) {
      return byId.get(vault, id, () => documents.find(sql.docById.get(vault, id), { vault, id }));
    },
    async findAnywhere(id) {
      return documents.find(sql.docByBareId.get(id), { id });
    },
    readSealed(vault, secretId, versionId) {
      // An id is a UUID: it ends where the space is.
      return sealed.get(vault, `${secretId} ${versionId}`, () => sql.sealed.get(vault, secretId, versionId) ?? null);
    },
    async list(vault, page) {
      return rowsOf(sql, vault, page).map((row) => documents.read(row));
    },
    async count(vault) {
      return sql.count.get(vault) ?? 0;
    },
    async vaults() {
      return sql.vaults.all();
    },
    insert: (...added) => change(() => write.insert(...added)),
    commit: (decided) => change(() => write.commit(decided)),
    move: (decided) => change(() => move(sql, decided)),
    remove: (...removed) => change(() => write.remove(...removed)),
    async removeDue(now, resourcesOf) {
      // Asked before every list: the look at the index spares the write lock when nothing is due.
      if (sql.isAnyDue.get(now) === undefined) return 0;
      return change(() => write.removeDue(now, resourcesOf));
    },
    async listDue(until, limit) {
      return sql.due.all(until, limit).map((row) => documents.read(row));
    },
  };
}

/** Every one of them, for a look at their plans. */
export const allStatements: (db: Database, rows: RowSigner) => object = prepared;

type Statements = ReturnType<typeof prepared>;

/** Every change that keeps records along with it; each runs inside a transaction. */
function changes(sql: Statements, documents: Documents<Secret>) {
  const keep = (resource: DialectRecord): void => void sql.keep(resource);
  return {
    insert(...[secret, values, given, along = []]: Parameters<SecretStore['insert']>) {
      const outcome = insert(sql, secret, values, given);
      if (outcome === 'inserted') along.forEach(keep);
      return outcome;
    },
    commit(decided: SecretCommit) {
      const outcome = commit(sql, documents, decided);
      if (outcome === 'committed') decided.resources?.forEach(keep);
      return outcome;
    },
    remove(...[vault, id, expectedRevision, along = []]: Parameters<SecretStore['remove']>) {
      if (sql.remove.run(vault, id, expectedRevision).changes === 0) return 'stale';
      along.forEach(keep);
      return 'removed';
    },
    removeDue(now: number, resourcesOf?: (secret: Secret) => readonly DialectRecord[]) {
      if (resourcesOf !== undefined)
        for (const row of sql.deletionsDue.all(now, now)) resourcesOf(documents.read(row)).forEach(keep);
      return sql.removeDue.run(now, now).changes;
    },
  };
}

/** The statements of secrets. */
function prepared(db: Database, rows: RowSigner) {
  return onDemand({ ...preparedReads(db), ...preparedWrites(db, rows) });
}

function preparedReads(db: Database) {
  return {
    docByName: () =>
      db.prepare<[string, string], DocumentRow>('SELECT doc, mac FROM secret WHERE vault = ? AND name = ?'),
    docById: () => db.prepare<[string, string], DocumentRow>('SELECT doc, mac FROM secret WHERE vault = ? AND id = ?'),
    docByBareId: () =>
      db.prepare<[string], DocumentRow>('SELECT doc, mac FROM secret WHERE id = ? ORDER BY seq LIMIT 1'),
    sealed: () =>
      db
        .prepare<[string, string, string], Buffer>(
          'SELECT bytes FROM sealed_value WHERE secret = (SELECT seq FROM secret WHERE vault = ? AND id ' +
            '= ?) AND version_id = ?',
        )
        .pluck(),
    pageByName: () =>
      db.prepare<[string, string, number], DocumentRow>(
        'SELECT doc, mac FROM secret WHERE vault = ? AND name > ? ORDER BY name LIMIT ?',
      ),
    // The pages before this one are skipped on the index alone, without a look at their rows.
    pageByCreation: () =>
      db.prepare<[string, number, number], DocumentRow>(
        `SELECT doc, mac FROM secret WHERE seq IN (
         SELECT seq FROM secret WHERE vault = ? ORDER BY seq LIMIT ? OFFSET ?
       ) ORDER BY seq`,
      ),
    count: () => db.prepare<[string], number>('SELECT secrets FROM vault WHERE id = ?').pluck(),
    vaults: () => db.prepare<[], string>('SELECT id FROM vault WHERE secrets > 0').pluck(),
    isAnyDue: () => db.prepare<[number], number>('SELECT 1 FROM secret WHERE deletion_due_at <= ? LIMIT 1').pluck(),
    deletionsDue: () =>
      db.prepare<[number, number], DocumentRow>(
        `SELECT doc, mac FROM secret WHERE deletion_due_at <= ? AND doc ->> '$.deletionDueAt' <= ?
       ORDER BY deletion_due_at`,
      ),
    due: () =>
      db.prepare<[number, number], DocumentRow>(
        'SELECT doc, mac FROM secret WHERE next_due_at <= ? ORDER BY next_due_at LIMIT ?',
      ),
    atRevision: () =>
      db.prepare<[string, string, number], { seq: number; name: string }>(
        'SELECT seq, name FROM secret WHERE vault = ? AND id = ? AND revision = ?',
      ),
    isKeyAt: () =>
      db
        .prepare<[string, string, number], number>(
          'SELECT 1 FROM customer_key WHERE vault = ? AND id = ? AND revision = ?',
        )
        .pluck(),
    isNameTaken: () =>
      db.prepare<[string, string], number>('SELECT 1 FROM secret WHERE vault = ? AND name = ?').pluck(),
    isFoldedNameTaken: () =>
      db
        .prepare<[string, string, number], number>(
          'SELECT 1 FROM secret WHERE vault = ? AND name_folded = ? AND seq <> ? LIMIT 1',
        )
        .pluck(),
  };
}

function preparedWrites(db: Database, rows: RowSigner) {
  return {
    put: () => secretInsert(db, rows),
    keep: () => resourceInsert(db, rows),
    update: () =>
      db.prepare<[number, number | null, number | null, string, Uint8Array | null, number]>(
        'UPDATE secret SET revision = ?, deletion_due_at = ?, next_due_at = ?, doc = ?, mac = ? WHERE seq = ?',
      ),
    rename: () => db.prepare<[string, string, number]>('UPDATE secret SET name = ?, name_folded = ? WHERE seq = ?'),
    remove: () =>
      db.prepare<[string, string, number]>('DELETE FROM secret WHERE vault = ? AND id = ? AND revision = ?'),
    // What its document does not say to be due stays, whatever the column says.
    removeDue: () =>
      db.prepare<[number, number]>("DELETE FROM secret WHERE deletion_due_at <= ? AND doc ->> '$.deletionDueAt' <= ?"),
    addValue: () => valueInsert(db),
    dropValue: () => db.prepare<[number, string]>('DELETE FROM sealed_value WHERE secret = ? AND version_id = ?'),
  };
}

/** Puts down a secret with its values within whatever is under way, unless a constraint forbids it. */
export function secretInsert(db: Database, rows: RowSigner): (secret: Secret, values: readonly SealedValue[]) => void {
  const documents = new Documents<Secret>(rows, TABLE);
  const insert = db.prepare<
    [string, string, string, string, number, number | null, number | null, string, Uint8Array | null]
  >(
    'INSERT INTO secret (vault, id, name, name_folded, revision, deletion_due_at, next_due_at, ' +
      'doc, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const addValue = valueInsert(db);
  return (secret, values) => {
    const { vault, id, name, revision, deletionDueAt } = secret;
    const row = insert.run(
      vault,
      id,
      name,
      folded(name),
      revision,
      deletionDueAt,
      nextDueAt(secret),
      ...documents.write(secret),
    );
    for (const value of values) addValue.run(row.lastInsertRowid, value.versionId, value.bytes);
  };
}

function valueInsert(db: Database) {
  return db.prepare<[number | bigint, string, Uint8Array]>(
    'INSERT INTO sealed_value (secret, version_id, bytes) VALUES (?, ?, ?)',
  );
}

function rowsOf(sql: Statements, vault: string, page: SecretPage): DocumentRow[] {
  return page.order === 'name'
    ? // No name is empty, so every name comes after the empty one.
      sql.pageByName.all(vault, page.after ?? '', page.limit)
    : sql.pageByCreation.all(vault, page.limit, page.offset);
}

/** Runs inside a transaction. */
function insert(
  sql: Statements,
  secret: Secret,
  values: readonly SealedValue[],
  given: InsertGiven,
): Awaited<ReturnType<SecretStore['insert']>> {
  const { sealedBy = [], caselessName, maxSecrets } = given;
  if (sealedBy.some(({ id, revision }) => sql.isKeyAt.get(secret.vault, id, revision) === undefined)) return 'stale';
  if (isTaken(sql, secret, { caseless: caselessName, seq: NO_ROW })) return 'name-taken';
  if (maxSecrets !== null && (sql.count.get(secret.vault) ?? 0) >= maxSecrets) return 'vault-full';
  sql.put(secret, values);
  return 'inserted';
}

/** Runs inside a transaction. */
function commit(
  sql: Statements,
  documents: Documents<Secret>,
  change: SecretCommit,
): 'committed' | 'stale' | 'name-taken' {
  const { secret } = change;
  const held = sql.atRevision.get(secret.vault, secret.id, change.expectedRevision);
  if (held === undefined) return 'stale';
  if (secret.name !== held.name) {
    if (isTaken(sql, secret, { caseless: change.caselessName, seq: held.seq })) return 'name-taken';
    sql.rename.run(secret.name, folded(secret.name), held.seq);
  }
  sql.update.run(secret.revision, secret.deletionDueAt, nextDueAt(secret), ...documents.write(secret), held.seq);
  for (const versionId of change.dropped) sql.dropValue.run(held.seq, versionId);
  for (const value of change.added) sql.addValue.run(held.seq, value.versionId, value.bytes);
  return 'committed';
}

/** Runs inside a transaction. */
function move(
  sql: Statements,
  { from, secret, expectedRevision, values, caselessName }: SecretMove,
): 'moved' | 'stale' | 'name-taken' {
  if (sql.atRevision.get(from, secret.id, expectedRevision) === undefined) return 'stale';
  if (isTaken(sql, secret, { caseless: caselessName, seq: NO_ROW })) return 'name-taken';
  sql.remove.run(from, secret.id, expectedRevision);
  insert(sql, secret, values, { maxSecrets: null, caselessName });
  return 'moved';
}

/** No row has this number: they begin at 1. */
const NO_ROW = 0;

/** Whether a secret other than row `seq` has the name, whose own row does not have it yet. */
function isTaken(sql: Statements, secret: Secret, by: { readonly caseless: boolean; readonly seq: number }): boolean {
  const other = by.caseless
    ? sql.isFoldedNameTaken.get(secret.vault, folded(secret.name), by.seq)
    : sql.isNameTaken.get(secret.vault, secret.name);
  return other !== undefined;
}

/** What names that differ only by case have in common. */
export function folded(name: string): string {
  return name.toLowerCase();
}
