import { quoteIdent } from './connection-options.ts';
import type { Queries } from './database.ts';

/** The oldest server that is worked with: the statements and the tests go by what it has. */
const MIN_VERSION = 140_000;

/** The database cannot be worked with. The message says what is wrong with it and what helps, in one line. */
export class UnsuitableDatabaseError extends Error {
  override readonly name = 'UnsuitableDatabaseError';
}

interface Server {
  readonly version: number;
  readonly encoding: string;
  readonly standby: boolean;
  readonly read_only: string;
  readonly login: string;
  readonly database: string;
  readonly schema_exists: boolean;
  readonly may_make_schema: boolean;
  readonly may_make_tables: boolean | null;
}

/**
 * Looks whether the server can hold the state, and makes the schema where it is missing.
 * @throws UnsuitableDatabaseError
 */
export async function prepareServer({ rows }: Queries, schema: string): Promise<void> {
  const [server] = await rows<Server>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
       pg_is_in_recovery() AS standby, current_setting('transaction_read_only') AS read_only,
       current_user::text AS login, current_database()::text AS database,
       n.oid IS NOT NULL AS schema_exists, has_database_privilege(current_database(), 'CREATE') AS may_make_schema,
       has_schema_privilege(n.oid, 'CREATE') AND has_schema_privilege(n.oid, 'USAGE') AS may_make_tables
     FROM (SELECT 1) AS one LEFT JOIN pg_namespace n ON n.nspname = $1`,
    schema,
  );
  if (server === undefined) throw new UnsuitableDatabaseError('the database says nothing of itself');
  const problem = problemOf(server, schema);
  if (problem !== null) throw new UnsuitableDatabaseError(problem);
  if (!server.schema_exists) await rows(`CREATE SCHEMA IF NOT EXISTS ${quoteIdent(schema)}`);
}

function problemOf(server: Server, schema: string): string | null {
  const { version, encoding, standby, read_only, login, database } = server;
  if (version < MIN_VERSION)
    return (
      `the server is PostgreSQL ${Math.floor(version / 10_000)}: ` +
      `give one of version ${MIN_VERSION / 10_000} or newer`
    );
  if (encoding !== 'UTF8')
    return `the database "${database}" has the encoding ${encoding}: give one that was made with ENCODING 'UTF8'`;
  if (standby || read_only === 'on') return `the database "${database}" takes no writes: give the primary server`;
  if (!server.schema_exists && !server.may_make_schema)
    return (
      `there is no schema "${schema}" in "${database}", and "${login}" may not make it: run ` +
      `CREATE SCHEMA ${quoteIdent(schema)} AUTHORIZATION ${quoteIdent(login)}`
    );
  if (server.may_make_tables === false)
    return (
      `"${login}" may not make tables in the schema "${schema}" of "${database}": run ` +
      `GRANT USAGE, CREATE ON SCHEMA ${quoteIdent(schema)} TO ${quoteIdent(login)}`
    );
  return null;
}
