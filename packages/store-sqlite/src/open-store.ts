import {
  type DialectRecordStore,
  type IdentityStore,
  type KeyStore,
  type RowSigner,
  type SecretStore,
  type StateImage,
  type StateStore,
  StoreUnavailableError,
  UNSIGNED_ROWS,
} from '@dragoman/core';
import Database from 'better-sqlite3';

import { checkDatabase, isStatementProblem } from './check-database.ts';
import { HighWaterMark } from './high-water-mark.ts';
import { sqliteIdentityStore } from './identity-store.ts';
import { sqliteKeyStore } from './key-store.ts';
import { MIGRATIONS, migrate, SEALED_SINCE, SIGNED_SINCE } from './migrations.ts';
import { ReadCaches } from './read-cache.ts';
import { sqliteDialectRecordStore } from './dialect-record-store.ts';
import { removeCopies } from './read-records.ts';
import { sqliteSecretStore } from './secret-store.ts';
import { wholeImage } from './salvage.ts';
import { schemaMac, RowSealing, sealRow, sealRows } from './seal-rows.ts';
import { checkRootKey, signRows, type Signing } from './sign-rows.ts';
import { StateSeal } from './state-seal.ts';
import type { Damage } from './whole-rows.ts';
import { sqliteStateStore } from './state-store.ts';
import { WriteGroups } from './write-groups.ts';

/** How long a write waits for another process that is writing, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/** The stores over one database. */
export interface SqliteStore {
  readonly secrets: SecretStore;
  readonly keys: KeyStore;
  readonly identities: IdentityStore;
  readonly resources: DialectRecordStore;
  readonly state: StateStore;
  /** Folds the log into the file and lets go of it; what is called afterwards is rejected. */
  close(): Promise<void>;
}

/** A store over a file, or over memory. */
export interface OpenedStore extends SqliteStore {
  /** Whether nothing was in it. */
  readonly isNew: boolean;
  /** Whether it is, to the last byte, what an earlier one closed. */
  readonly isUntouched: boolean;
  /** In bytes. */
  readonly size: number;
  /**
   * How many changes that were answered are not there, by the mark beside it; `unknown` where that is damaged. Nobody
   * is told again after the next write.
   */
  readonly missing: number | 'unknown';
  /** Looks at all of it, which takes a second for some hundred thousand secrets. Unsigned, it has nothing to go by. */
  check(given: { readonly opensValues: boolean }): readonly Damage[];
  /** What of it is whole, for another store. @param onDamage hears of what is left out */
  whole(onDamage: (damage: Damage) => void): StateImage;
}

/** The schema is not the one that its version has: the file is damaged, or is another program's. */
export class UnknownSchemaError extends Error {
  override readonly name = 'UnknownSchemaError';
}

/** Which database to open. */
export interface SqliteOptions {
  /** In a directory that exists; `:memory:` keeps nothing. */
  readonly file: string;
  /** Keeps every other connection out, which lets reads be remembered; a database in memory always does. */
  readonly exclusive?: boolean;
  /**
   * What rows are signed with, and checked by when they are read; those of a database of an earlier version are signed
   * as they are. Without it nothing is signed.
   */
  readonly signing?: Signing;
  /** The file of the high-water mark; without it nobody knows what is missing. */
  readonly mark?: string;
}

/**
 * Opens the database, made or migrated where that is needed. A write that was answered is on disk.
 * @throws NewerDatabaseError when a later Dragoman wrote the file; UnsealError where another root key did
 */
export function openSqliteStore(options: SqliteOptions): OpenedStore {
  const { file, exclusive = file === ':memory:', signing } = options;
  const mark = openMark(options);
  let db: Database.Database | null = null;
  try {
    const isUntouched = signing !== undefined && (mark?.isUntouched(file, signing.rows) ?? false);
    const opened = openDatabase(file, exclusive, signing);
    ({ db } = opened);
    const verdict = { isWhole: opened.isNew || isUntouched };
    const sealing = signing === undefined ? null : new RowSealing(db, signing.rows);
    const store = storesOver(db, exclusive, signing?.rows, sealing);
    const marked =
      mark === null || sealing === null || signing === undefined
        ? { store, missing: 0 }
        : withMark(db, store, { file, mark, sealing, signing, verdict, isNew: opened.isNew });
    return {
      ...marked.store,
      missing: marked.missing,
      isNew: opened.isNew,
      isUntouched,
      ...checksOf(db, signing, verdict),
    };
  } catch (error) {
    db?.close();
    mark?.close();
    throw error;
  }
}

function openMark({ signing, mark: path }: SqliteOptions): HighWaterMark | null {
  return signing === undefined || path === undefined ? null : HighWaterMark.open(path);
}

/** Whether all of a database was seen to be whole. */
interface Verdict {
  isWhole: boolean;
}

function checksOf(
  db: Database.Database,
  signing: Signing | undefined,
  verdict: Verdict,
): Pick<OpenedStore, 'size' | 'check' | 'whole'> {
  const [pages, bytes] = ['page_count', 'page_size'].map((name) => db.pragma(name, { simple: true }) as number);
  return {
    size: (pages ?? 0) * (bytes ?? 0),
    check({ opensValues }) {
      const damages = signing === undefined ? [] : checkDatabase(db, signing, opensValues);
      verdict.isWhole = damages.length === 0;
      return damages;
    },
    whole(onDamage) {
      if (signing === undefined) throw new Error('without signatures nothing tells what is whole');
      return wholeImage(db, signing, onDamage);
    },
  };
}

interface MarkedParts {
  readonly file: string;
  readonly mark: HighWaterMark;
  readonly sealing: RowSealing;
  readonly verdict: Verdict;
  readonly signing: Signing;
  readonly isNew: boolean;
}

/** The stores, which raise the mark with every write that is answered. */
function withMark(
  db: Database.Database,
  store: SqliteStore,
  { file, mark, sealing, verdict, signing: { rows }, isNew }: MarkedParts,
): { readonly store: SqliteStore; readonly missing: OpenedStore['missing'] } {
  const marked = isNew ? null : mark.read(rows);
  const seal = sealRow(db)?.seal;
  const changes = (seal && StateSeal.read(rows, seal)?.changes) ?? 0;
  const missing = marked === 'damaged' ? 'unknown' : Math.max(0, (marked?.changes ?? 0) - changes);
  sealing.onCommitting = () => {
    if (!mark.isInPlace)
      throw new StoreUnavailableError(
        `"${file}" was removed while it was in use: stop the gateway, and start it again`,
      );
  };
  sealing.onCommitted = (committed) => {
    mark.raise(committed);
  };
  if (marked === null && seal !== undefined) {
    mark.raise(seal);
    mark.sync();
  }
  const close = async (): Promise<void> => {
    const wasOpen = db.open;
    await store.close();
    // What is missing or damaged stays known: the next start looks at all of it again.
    if (wasOpen && missing === 0 && verdict.isWhole) mark.sign(file, rows);
    mark.close();
  };
  return { store: { ...store, close }, missing };
}

/** The database of {@link openSqliteStore}, set up and migrated, and whether nothing was in it. */
export function openDatabase(
  file: string,
  exclusive = false,
  signing?: Signing,
): { readonly db: Database.Database; readonly isNew: boolean } {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    if (exclusive) db.pragma('locking_mode = EXCLUSIVE');
    if (exclusive && !db.memory) removeCopies(file);
    db.pragma('journal_mode = WAL');
    // The driver's build relaxes this to NORMAL under WAL, which a power cut can make forget the last commits.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    const before = migrated(db, signing);
    if (signing !== undefined) checkRootKey(db, signing);
    return { db, isNew: before === 0 };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Answers the version that it had. @throws NewerDatabaseError, UnknownSchemaError */
function migrated(db: Database.Database, signing: Signing | undefined): number {
  try {
    return migrate(db, MIGRATIONS, (version) => {
      if (signing !== undefined) afterStep(db, signing, version);
    });
  } catch (error) {
    if (!isStatementProblem(error)) throw error;
    throw new UnknownSchemaError(`its schema is not that of its version (${(error as Error).message})`, {
      cause: error,
    });
  }
}

/** What no statement of a step can do. */
function afterStep(db: Database.Database, signing: Signing, version: number): void {
  if (version === SIGNED_SINCE) {
    checkRootKey(db, signing);
    signRows(db, signing);
  }
  if (version === SEALED_SINCE) sealRows(db, signing.rows);
  if (version > SEALED_SINCE && sealRow(db) !== undefined)
    db.prepare('UPDATE state_seal SET schema_mac = ?').run(schemaMac(db, signing.rows));
}

/** The stores over an open, migrated database, which they close. */
export function storesOver(
  db: Database.Database,
  exclusive = false,
  rows: RowSigner = UNSIGNED_ROWS,
  sealing: RowSealing | null = null,
): SqliteStore {
  const writes = new WriteGroups(db, sealing ?? undefined);
  const database = { db, caches: new ReadCaches(exclusive), writes, rows, sealing };
  return {
    secrets: sqliteSecretStore(database),
    keys: sqliteKeyStore(database),
    identities: sqliteIdentityStore(database),
    resources: sqliteDialectRecordStore(database),
    state: sqliteStateStore(database),
    async close() {
      writes.flush();
      db.close();
    },
  };
}
