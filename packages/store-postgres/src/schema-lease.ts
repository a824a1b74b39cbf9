import { setTimeout as sleep } from 'node:timers/promises';

import { prepareServer } from './check-server.ts';
import { isTaken } from './database-problem.ts';
import type { Database } from './database.ts';

/** How long whoever makes the schema keeps others from it, in seconds: it may end without a word. */
const LEASE_SECONDS = 60;
const RETRY_MS = 50;

const TABLE = 'CREATE TABLE IF NOT EXISTS migration_lease (name text PRIMARY KEY, expires_at timestamptz NOT NULL)';
const TAKE = `INSERT INTO migration_lease (name, expires_at) VALUES ('migration', now() + $1 * interval '1 second')
  ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at WHERE migration_lease.expires_at < now()
  RETURNING 1`;

/**
 * Keeps others from the schema meanwhile, on a server that has no advisory locks.
 * @throws UnsuitableDatabaseError as `prepareServer`
 */
export async function withSchemaLease<Result>(
  db: Database,
  schema: string,
  work: () => Promise<Result>,
): Promise<Result> {
  while (!(await makeTable(db, schema)));
  while ((await db.rows(TAKE, LEASE_SECONDS)).length === 0) await sleep(RETRY_MS);
  try {
    return await work();
  } finally {
    await db.rows("DELETE FROM migration_lease WHERE name = 'migration'").catch(() => undefined);
  }
}

/** Answers whether nobody else made the same at the same time. */
async function makeTable(db: Database, schema: string): Promise<boolean> {
  try {
    await db.transaction((queries) => prepareServer(queries, schema));
    await db.rows(TABLE);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}
