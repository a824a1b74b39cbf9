import type { RowAuthenticator } from '@dragoman/core';

import { CONTROL_REVISION, type ControlText, findControl } from './control-row.ts';
import type { Database, StoreDatabase, Value } from './database.ts';

/** What was remembered between requests may be out of date: load it anew and begin again. */
export class ControlMovedError extends Error {
  override readonly name = 'ControlMovedError';
}

/** Only the gateway that leads writes. */
export class WritesElsewhereError extends Error {
  override readonly name = 'WritesElsewhereError';
}

/** What a statement is answered with beside its rows. */
interface Along {
  readonly control_revision: number;
  /** The row's place, from 1; `null` where nothing was found. */
  readonly at_row: number | null;
}

/**
 * Reads from the database whoever leads. Every read tells, from the snapshot that it sees, whether what was remembered
 * is still as it was: a read is of one moment, together with all that it was decided by.
 */
export class ReadingDatabase implements StoreDatabase {
  readonly locksTables = false;
  readonly #db: Database;
  #revision: number | null = null;
  #sent = 0;
  #confirmed = 0;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Of what is remembered now; `null` while it must be loaded. */
  get revision(): number | null {
    return this.#revision;
  }

  /** To ask {@link isConfirmedSince} with. */
  mark(): number {
    return this.#sent;
  }

  /** Whether a statement that was sent after the mark found what is remembered as it was. */
  isConfirmedSince(mark: number): boolean {
    return this.#confirmed > mark;
  }

  /** Finds out whether what is remembered is as it was. @throws ControlMovedError */
  async confirm(): Promise<void> {
    await this.rows('SELECT 1');
  }

  /** How the environment is set; what is remembered from here on is of its revision. @throws AlteredRowError */
  async load(rows: RowAuthenticator): Promise<ControlText> {
    const found = await findControl(this.#db, rows);
    this.#revision = found.revision;
    return found;
  }

  readonly rows = async <Row>(sql: string, ...values: readonly Value[]): Promise<Row[]> => {
    if (!sql.startsWith('SELECT')) throw new WritesElsewhereError();
    const at = (this.#sent += 1);
    const found = await this.#db.always<Row & Along>(withRevision(sql), ...values);
    const revision = found[0]?.control_revision ?? null;
    if (revision === null || revision !== this.#revision) {
      this.#revision = null;
      throw new ControlMovedError();
    }
    this.#confirmed = Math.max(this.#confirmed, at);
    return found[0]?.at_row === null ? [] : found;
  };

  async transaction(): Promise<never> {
    throw new WritesElsewhereError();
  }
}

const wrapped = new Map<string, string>();

/** The statement with the revision along, in the same snapshot: one row at least, and the rows in their order. */
function withRevision(sql: string): string {
  let all = wrapped.get(sql);
  if (all === undefined) {
    const found = `SELECT row_number() OVER () AS at_row, found.* FROM (${sql}) AS found`;
    all = `SELECT control.revision AS control_revision, rest.*
      FROM (${CONTROL_REVISION}) AS control LEFT JOIN (${found}) AS rest ON true ORDER BY at_row`;
    wrapped.set(sql, all);
  }
  return all;
}
