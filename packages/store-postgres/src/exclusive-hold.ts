import { Client } from 'pg';

import { type PostgresOptions, poolConfig } from './connection-options.ts';
import type { Database } from './database.ts';

/** Another gateway works on the schema. */
export class SchemaInUseError extends Error {
  override readonly name = 'SchemaInUseError';

  constructor(schema: string) {
    super(`the schema "${schema}" is in use by another gateway`);
  }
}

/** How long after the connection was lost it is tried again, in milliseconds. */
const RETRY_MS = 500;

/**
 * Holds a schema for one gateway, by a lock of a connection of its own: however the gateway ends, nothing is left to go
 * stale. Where the connection is lost, nothing is done on the schema until it is held again.
 */
export class ExclusiveHold {
  readonly #options: PostgresOptions;
  readonly #db: Database;
  #client: Client | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: PostgresOptions, db: Database) {
    this.#options = options;
    this.#db = db;
  }

  /** @throws SchemaInUseError, or the driver's error */
  async take(): Promise<void> {
    const client = new Client(poolConfig(this.#options));
    // Errors of a connection that is lost come here first; `end` follows each.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const key = `dragoman gateway ${this.#options.schema}`;
      const held = await client.query<{ held: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held',
        [key],
      );
      if (held.rows[0]?.held !== true) throw new SchemaInUseError(this.#options.schema);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    this.#db.obstacle = null;
    client.once('end', () => {
      this.#lose('the connection to the database was lost');
    });
  }

  async release(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#client?.end();
  }

  #lose(reason: string): void {
    if (this.#isClosed) return;
    this.#client = null;
    this.#db.obstacle = reason;
    this.#timer = setTimeout(() => void this.#takeAgain(), RETRY_MS).unref();
  }

  async #takeAgain(): Promise<void> {
    try {
      await this.take();
      if (this.#isClosed) await this.#client?.end();
    } catch (error) {
      this.#lose(error instanceof SchemaInUseError ? error.message : 'the database does not answer');
    }
  }
}
