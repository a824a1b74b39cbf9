import type {
  AccessCredential,
  CustomerKey,
  DialectRecord,
  Identity,
  KeyAlias,
  Sealer,
  SealedValue,
  Secret,
  SecretImage,
} from '@dragoman/core';
import { nextDueAt } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import { databaseProblem } from './database-problem.ts';
import { resourceOf, type ResourceRow } from './dialect-record-store.ts';
import { Documents } from './documents.ts';
import { type AccessCredentialRow, credentialOf, CREDENTIAL_COLUMNS } from './identity-store.ts';
import { aliasOf, type AliasRow } from './key-aliases.ts';
import { folded } from './secret-store.ts';
import type { Signing } from './sign-rows.ts';
import type { SignedTable } from './state-seal.ts';

/** Something of a database that is not as it was written. */
export interface Damage {
  /** What is concerned, in words that hold no secret and nothing that was not signed. */
  readonly what: string;
}

/** What a walk through a database works on. */
export interface Walk {
  readonly db: Database;
  readonly signing: Signing;
  /** Hears of everything that is not whole. */
  readonly onDamage: (damage: Damage) => void;
  /** Hears of every row that was read, with its signature. */
  readonly onRow: (table: SignedTable, mac: Uint8Array) => void;
  /** Whether values are opened to see that they are whole; else only whether they are there. */
  readonly opensValues: boolean;
}

/** A row that was read, by what it is found. */
interface Signed {
  readonly mac: Uint8Array | null;
}

interface Table {
  readonly name: SignedTable;
  readonly columns: string;
  /** What orders the rows, and tells one from another. */
  readonly keys: readonly string[];
  /** Of a row, for people. */
  readonly called: string;
}

/** Every row that is whole, in the order of creation where there is one. */
export function* wholeKeys(walk: Walk): Generator<CustomerKey> {
  const table: Table = { name: 'customer_key', columns: '*', keys: ['seq'], called: 'a key' };
  const documents = new Documents<CustomerKey>(walk.signing.rows, table.name);
  for (const row of readable<DocumentColumns>(walk, table)) {
    const key = documentIn(walk, table, documents, row);
    if (key === null) continue;
    const columns = [row.vault, row.id, row.is_default, row.revision, row.deletion_due_at, row.due_at];
    const { vault, id, isDefault, revision, deletionDueAt, dueAt } = key;
    rejectOther(walk, columns, [vault, id, isDefault ? 1 : 0, revision, deletionDueAt, dueAt], `key ${id}`);
    yield key;
  }
}

export function* wholeAliases(walk: Walk): Generator<KeyAlias> {
  const table: Table = { name: 'key_alias', columns: '*', keys: ['vault', 'name'], called: 'an alias of a key' };
  for (const row of readable<AliasRow>(walk, table)) {
    const alias = whole(walk, table, () => aliasOf(walk.signing.rows, row));
    if (alias !== null) yield alias;
  }
}

/** Secrets with every value that their versions have. @param keys the whole keys, by vault and id */
export function* wholeSecrets(walk: Walk, keys: ReadonlyMap<string, CustomerKey>): Generator<SecretImage> {
  const table: Table = { name: 'secret', columns: '*', keys: ['seq'], called: 'a secret' };
  const documents = new Documents<Secret>(walk.signing.rows, table.name);
  const values = walk.db.prepare<[number], SealedValue>(
    'SELECT version_id AS versionId, bytes FROM sealed_value WHERE secret = ?',
  );
  for (const row of readable<DocumentColumns>(walk, table)) {
    const secret = documentIn(walk, table, documents, row);
    if (secret === null) continue;
    const columns = [row.vault, row.id, row.name, row.name_folded, row.revision, row.deletion_due_at, row.next_due_at];
    const { vault, id, name, revision, deletionDueAt } = secret;
    const called = `secret "${name}" in the vault ${vault}`;
    rejectOther(walk, columns, [vault, id, name, folded(name), revision, deletionDueAt, nextDueAt(secret)], called);
    const held = attempt(() => values.all(row.seq)) ?? [];
    const opened = secret.versions.map((version) => valueOf(walk, held, secret, version, keys));
    for (const [at, value] of opened.entries())
      if (value === null)
        walk.onDamage({
          what: `the value of version ${secret.versions[at]?.id ?? ''} of ${called} is gone or damaged`,
        });
    if (held.length > secret.versions.length)
      walk.onDamage({ what: `${called} has values of versions that it does not have` });
    const kept = opened.filter((value) => value !== null);
    if (kept.length === opened.length) yield { secret, values: kept };
  }
}

export function* wholeIdentities(walk: Walk): Generator<Identity> {
  const table: Table = { name: 'identity', columns: '*', keys: ['id'], called: 'an identity' };
  const documents = new Documents<Identity>(walk.signing.rows, table.name);
  for (const row of readable<DocumentColumns>(walk, table)) {
    const identity = documentIn(walk, table, documents, row);
    if (identity === null) continue;
    rejectOther(walk, [row.id], [identity.id], `identity ${identity.id}`);
    yield identity;
  }
}

export function* wholeCredentials(walk: Walk): Generator<AccessCredential> {
  const table: Table = {
    name: 'proof',
    columns: `${CREDENTIAL_COLUMNS}, proof.mac`,
    keys: ['kind', 'lookup'],
    called: 'an access credential',
  };
  for (const row of readable<AccessCredentialRow & Signed>(walk, table)) {
    const credential = whole(walk, table, () => credentialOf(walk.signing.rows, row));
    if (credential !== null) yield credential;
  }
}

export function* wholeResources(walk: Walk): Generator<DialectRecord> {
  const table: Table = { name: 'resource', columns: '*', keys: ['seq'], called: 'a record of a cloud' };
  for (const row of readable<ResourceRow>(walk, table)) {
    const resource = whole(walk, table, () => resourceOf(walk.signing.rows, row));
    if (resource !== null) yield resource;
  }
}

type Cell = string | number | null;

interface DocumentColumns extends Signed, Readonly<Record<string, unknown>> {
  readonly seq: number;
  readonly doc: string;
  readonly vault: Cell;
  readonly id: Cell;
  readonly name: Cell;
  readonly name_folded: Cell;
  readonly is_default: Cell;
  readonly revision: Cell;
  readonly deletion_due_at: Cell;
  readonly due_at: Cell;
  readonly next_due_at: Cell;
}

/** The document of a row; see {@link whole}. */
function documentIn<Content extends object>(
  walk: Walk,
  table: Table,
  documents: Documents<Content>,
  { doc, mac }: DocumentColumns,
): Content | null {
  return whole(walk, table, () => documents.read({ doc, mac }));
}

/** What is read of a row; `null`, and told, where it was not written here. */
function whole<Content>({ onDamage }: Walk, { called }: Table, read: () => Content): Content | null {
  try {
    return read();
  } catch {
    onDamage({ what: `${called} was not written with this root key, or was changed since` });
    return null;
  }
}

/** Columns repeat what the document says, for queries: another one would be found by them. */
function rejectOther({ onDamage }: Walk, columns: readonly Cell[], expected: readonly Cell[], called: string): void {
  if (columns.some((column, at) => column !== expected[at]))
    onDamage({ what: `${called} stands in its table under other names or times than it has` });
}

function valueOf(
  { signing: { sealer }, opensValues }: Walk,
  held: readonly SealedValue[],
  { vault, id: secretId }: Secret,
  { id: versionId, keyId }: Secret['versions'][number],
  keys: ReadonlyMap<string, CustomerKey>,
): SealedValue | null {
  const value = held.find((candidate) => candidate.versionId === versionId);
  const key = keys.get(keyIn(vault, keyId));
  if (value === undefined || key === undefined) return null;
  if (!opensValues) return value;
  return isOpened(sealer, key, { vault, secretId, versionId }, value.bytes) ? value : null;
}

/** A value without its key is for nobody, so it is not asked for more than what is there. */
function isOpened(
  sealer: Sealer,
  key: CustomerKey,
  context: Parameters<Sealer['openValue']>[1],
  bytes: Uint8Array,
): boolean {
  try {
    sealer.openValue(key, context, bytes);
    return true;
  } catch {
    // Material that was deleted, or that expired, opens nothing: nobody can read the value, whole or not.
    return key.versions.every(({ sealedMaterial }) => sealedMaterial === null);
  }
}

/** Where a key is in a map of keys. */
export function keyIn(vault: string, id: string): string {
  return `${vault} ${id}`;
}

/**
 * Every row that can be read, once: from the beginning up to where the file is damaged, then from the end down to
 * there.
 */
function* readable<Row extends Signed>(walk: Walk, table: Table): Generator<Row> {
  const seen = new Set<string>();
  const keyOf = (row: Row): string => JSON.stringify(table.keys.map((key) => (row as Record<string, unknown>)[key]));
  for (const direction of ['ASC', 'DESC'] as const) {
    const rows = new Reader<Row>(walk.db, table, direction);
    for (let row = rows.next(); row !== null; row = rows.next()) {
      const key = keyOf(row);
      if (seen.has(key)) continue;
      seen.add(key);
      walk.onRow(table.name, row.mac ?? new Uint8Array());
      yield row;
    }
    if (rows.problem === null) return;
    if (direction === 'ASC')
      walk.onDamage({ what: `the table of ${table.called}s cannot be read whole: ${rows.problem}` });
  }
}

/** Reads rows in order until there is none, or one cannot be read. */
class Reader<Row> {
  readonly #rows: Iterator<Row> | null;
  problem: string | null = null;

  constructor(db: Database, { name, columns, keys }: Table, direction: 'ASC' | 'DESC') {
    const order = keys.map((key) => `${key} ${direction}`).join(', ');
    this.#rows = this.#try(() => db.prepare<[], Row>(`SELECT ${columns} FROM ${name} ORDER BY ${order}`).iterate());
  }

  next(): Row | null {
    const found = this.#rows === null ? null : this.#try(() => this.#rows?.next() ?? null);
    return found === null || found.done === true ? null : found.value;
  }

  #try<Result>(work: () => Result): Result | null {
    try {
      return work();
    } catch (error) {
      this.problem = databaseProblem(error)?.reason ?? 'it is damaged';
      return null;
    }
  }
}

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
