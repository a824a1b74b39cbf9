import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';

import { StoreUnavailableError } from '@dragoman/core';
import { Pool, type PoolClient, types } from 'pg';

import { type PostgresOptions, poolConfig } from './connection-options.ts';
import { isConflict, isLostConnection, unavailability } from './database-problem.ts';

/** What a parameter of a statement may be. */
export type Value = string | number | boolean | null | Uint8Array | readonly (string | number | null | Uint8Array)[];

/** What runs statements: the database, or a transaction in it. */
export interface Queries {
  /** Runs a statement, prepared once in each connection, and answers its rows. */
  readonly rows: <Row>(sql: string, ...values: readonly Value[]) => Promise<Row[]>;
}

/** What stores work with: the database, or what reads from it whoever leads. */
export interface StoreDatabase extends Queries {
  readonly locksTables: boolean;
  transaction<Result>(work: (queries: TransactionQueries) => Promise<Result>, mode?: TransactionMode): Promise<Result>;
}

/** What runs statements in a transaction. */
export interface TransactionQueries extends Queries {
  /** Runs statements that come once in a while, all in one text. */
  readonly script: (sql: string) => Promise<void>;
}

/** How a transaction is begun. */
export type TransactionMode = 'READ COMMITTED' | 'REPEATABLE READ READ ONLY';

/** What is answered for the state by a gateway that does not lead. */
const NOT_LEADING = 'another gateway works on the state';

/** How often what was in somebody's way is done again. */
const MAX_ATTEMPTS = 40;

/** OID of `bigint`: every number here is a time, a revision or a count, and exact. */
const BIGINT = 20;

/**
 * The connections to one database. A statement or transaction that another one was in the way of is done again, as it
 * left nothing behind; a read whose connection is lost gets another one.
 * @throws StoreUnavailableError from every method while the database cannot answer
 */
export class Database implements StoreDatabase {
  readonly #pool: Pool;
  readonly #isolation: string;
  /** Whether tables can be locked; else transactions are serializable. */
  readonly locksTables: boolean;
  /**
   * Until when, by this process's own clock, statements may be run, and the fence that the lease then has; `null` where
   * no lease is needed.
   */
  lease: { readonly fence: number; readonly until: number } | null = null;

  constructor(options: PostgresOptions) {
    this.locksTables = options.features?.tableLocks ?? true;
    this.#isolation = this.locksTables ? 'READ COMMITTED' : 'SERIALIZABLE';
    this.#pool = new Pool({
      ...poolConfig(options),
      types: { getTypeParser: getTypeParser as typeof types.getTypeParser },
    });
    // An idle connection that breaks is dropped; who asks next gets another.
    this.#pool.on('error', () => undefined);
  }

  readonly rows = async <Row>(sql: string, ...values: readonly Value[]): Promise<Row[]> => {
    const query = statement(sql, values);
    return this.#attempt(sql.startsWith('SELECT'), async () => (await this.#pool.query(query)).rows as Row[]);
  };

  /** Runs a statement whoever has the lease. A read whose connection is lost gets another one. */
  async always<Row>(sql: string, ...values: readonly Value[]): Promise<Row[]> {
    const query = statement(sql, values);
    try {
      return (await this.#pool.query(query)).rows as Row[];
    } catch (error) {
      if (!(sql.startsWith('SELECT') && isLostConnection(error))) throw translated(error);
    }
    try {
      return (await this.#pool.query(query)).rows as Row[];
    } catch (error) {
      throw translated(error);
    }
  }

  /**
   * The fence of the lease; 0 where none is needed. What was read under it is as it was, for as long as this does not
   * throw and answers the same.
   * @throws StoreUnavailableError where another gateway may work on the state
   */
  heldFence(): number {
    if (this.lease === null) return 0;
    if (performance.now() >= this.lease.until) throw new StoreUnavailableError(NOT_LEADING);
    return this.lease.fence;
  }

  /** Runs `work` in one transaction, which it must use alone. It may run more than once. */
  async transaction<Result>(
    work: (queries: TransactionQueries) => Promise<Result>,
    mode: TransactionMode = 'READ COMMITTED',
  ): Promise<Result> {
    return this.#attempt(mode !== 'READ COMMITTED', () =>
      this.withConnection(async (queries, client) => {
        await client.query(`BEGIN ISOLATION LEVEL ${mode === 'READ COMMITTED' ? this.#isolation : mode}`);
        try {
          if (mode === 'READ COMMITTED') await this.#checkFence(queries);
          const result = await work(queries);
          await client.query('COMMIT');
          return result;
        } catch (error) {
          if (!isBroken(error)) await client.query('ROLLBACK');
          throw error;
        }
      }),
    );
  }

  /** Lends one connection; it is dropped where it broke. */
  async withConnection<Result>(
    work: (queries: TransactionQueries, client: PoolClient) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.#pool.connect();
    let failure: unknown = null;
    try {
      return await work(queriesOf(client), client);
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.release(isBroken(failure));
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** Who was stopped for a while finds here that another one leads. */
  async #checkFence({ rows }: Queries): Promise<void> {
    if (this.lease === null) return;
    const held = await rows("SELECT 1 FROM lease WHERE name = 'leader' AND fence = $1", this.lease.fence);
    if (held.length === 0) throw new StoreUnavailableError(NOT_LEADING);
  }

  /** @param isRead whether it may be done again though nobody knows whether it was done */
  async #attempt<Result>(isRead: boolean, work: () => Promise<Result>): Promise<Result> {
    let hasReconnected = false;
    for (let count = 1; ; count += 1) {
      this.heldFence();
      try {
        return await work();
      } catch (error) {
        const mayReconnect: boolean = isRead && !hasReconnected && isLostConnection(error);
        if (!mayReconnect && !(isConflict(error) && count < MAX_ATTEMPTS)) throw translated(error);
        hasReconnected ||= mayReconnect;
        await backoff(count);
      }
    }
  }
}

/** The longest wait before what was in somebody's way is done again, in milliseconds. */
const MAX_BACKOFF_MS = 25;

/** Nothing at first, then longer the more often it happened, with jitter by the clock: who met would meet again. */
async function backoff(count: number): Promise<void> {
  if (count < 3) await setImmediate();
  else await setTimeout(1 + ((performance.now() * 1_000) % Math.min(count, MAX_BACKOFF_MS)));
}

function queriesOf(client: PoolClient): TransactionQueries {
  return {
    script: async (sql) => {
      await client.query(sql);
    },
    rows: async <Row>(sql: string, ...values: readonly Value[]) =>
      (await client.query(statement(sql, values))).rows as Row[],
  };
}

const names = new Map<string, string>();

/** Statements are prepared under a name that goes by their text. */
function statement(sql: string, values: readonly Value[]) {
  let name = names.get(sql);
  if (name === undefined) {
    name = `dragoman_${names.size}`;
    names.set(sql, name);
  }
  return { name, text: sql, values: values.map(storable) };
}

/**
 * The value as the server can hold it: its texts know no NUL and no half of a surrogate pair, for which the replacement
 * character stands. Documents are JSON, in which neither occurs as such.
 */
export function storable<Stored extends Value>(value: Stored): Stored {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD') as Stored;
  return Array.isArray(value) ? ((value as readonly Value[]).map(storable) as unknown as Stored) : value;
}

const getTypeParser = (oid: number, format?: 'text'): ((text: string) => unknown) =>
  oid === BIGINT ? Number : (types.getTypeParser as (oid: number, format?: 'text') => typeof Number)(oid, format);

/** Whether the connection is of no use after this. A statement that the server rejected leaves it as it was. */
function isBroken(error: unknown): boolean {
  const isRejection = (error as { readonly severity?: string } | null)?.severity === 'ERROR';
  return unavailability(error) !== null && !isRejection;
}

function translated(error: unknown): unknown {
  const reason = unavailability(error);
  return reason === null ? error : new StoreUnavailableError(reason, { cause: error });
}
