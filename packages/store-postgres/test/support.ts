import { RowAuthenticator } from '@dragoman/core';

import { type PostgresServer, startPostgres } from '../../../test/postgres-server.ts';
import type { PostgresOptions } from '../src/index.ts';

export { type PostgresServer, startPostgres };

/** By the root key of every test. */
export const ROWS = new RowAuthenticator(new Uint8Array(32).fill(7));

/** How every test opens a database. */
export function optionsOf(url: string, changes: Partial<PostgresOptions> = {}): PostgresOptions {
  return { url, schema: 'dragoman', maxConnections: 4, timeoutMs: 60_000, ...changes };
}
