import {
  type InsertGiven,
  nextDueAt,
  type DialectRecord,
  type SealedValue,
  type Secret,
  type SecretCommit,
  type SecretMove,
  type SecretPage,
  type SecretStore,
} from '@dragoman/core';

import { type DocumentRow, Documents } from './documents.ts';
import type { OpenDatabase } from './open-database.ts';
import { foldName, SECRET_TABLE, secretStatements, type SecretStatements } from './secret-statements.ts';

/** The longest sealed value that is remembered, in bytes: most values are far shorter. */
const REMEMBERED_BYTES = 4_096;

/** Secrets over an open, migrated database. */
export function sqliteSecretStore({ db, caches, writes, rows }: OpenDatabase): SecretStore {
  const sql = secretStatements(db, rows);
  const documents = new Documents<Secret>(rows, SECRET_TABLE);
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

/** Every change that keeps records along with it; each runs inside a transaction. */
function changes(sql: SecretStatements, documents: Documents<Secret>) {
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

function rowsOf(sql: SecretStatements, vault: string, page: SecretPage): DocumentRow[] {
  return page.order === 'name'
    ? // No name is empty, so every name comes after the empty one.
      sql.pageByName.all(vault, page.after ?? '', page.limit)
    : sql.pageByCreation.all(vault, page.limit, page.offset);
}

/** Runs inside a transaction. */
function insert(
  sql: SecretStatements,
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
  sql: SecretStatements,
  documents: Documents<Secret>,
  change: SecretCommit,
): 'committed' | 'stale' | 'name-taken' {
  const { secret } = change;
  const held = sql.atRevision.get(secret.vault, secret.id, change.expectedRevision);
  if (held === undefined) return 'stale';
  if (secret.name !== held.name) {
    if (isTaken(sql, secret, { caseless: change.caselessName, seq: held.seq })) return 'name-taken';
    sql.rename.run(secret.name, foldName(secret.name), held.seq);
  }
  sql.update.run(secret.revision, secret.deletionDueAt, nextDueAt(secret), ...documents.write(secret), held.seq);
  for (const versionId of change.dropped) sql.dropValue.run(held.seq, versionId);
  for (const value of change.added) sql.addValue.run(held.seq, value.versionId, value.bytes);
  return 'committed';
}

/** Runs inside a transaction. */
function move(
  sql: SecretStatements,
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
function isTaken(
  sql: SecretStatements,
  secret: Secret,
  by: { readonly caseless: boolean; readonly seq: number },
): boolean {
  const other = by.caseless
    ? sql.isFoldedNameTaken.get(secret.vault, foldName(secret.name), by.seq)
    : sql.isNameTaken.get(secret.vault, secret.name);
  return other !== undefined;
}
