import type { PoolConfig } from 'pg';

/** What a server of PostgreSQL's protocol may lack. */
export interface Features {
  /** Without them a row with a lease keeps others from the schema while it is made. */
  readonly advisoryLocks: boolean;
  /** Without them transactions are serializable, and done again where one was in the way of another. */
  readonly tableLocks: boolean;
}

/** Where the database is, and how it is reached. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`, as libpq takes it. */
  readonly url: string;
  /** In the place of one in the URL. */
  readonly password?: string | undefined;
  /** The schema that everything is in; made where it is missing. */
  readonly schema: string;
  /** The most connections at once. */
  readonly maxConnections: number;
  /** How long a statement may take before it is given up, in milliseconds. */
  readonly timeoutMs: number;
  /** Without it, all of them. */
  readonly features?: Features;
  /** As `pg` takes it; `false` is none. */
  readonly ssl?: PoolConfig['ssl'];
}

/** How long an idle connection is kept, in milliseconds. */
const IDLE_MS = 30_000;

/** How much longer than the server's own limit an answer is waited for, in milliseconds. */
const NETWORK_MS = 2_000;

/** What the driver's pool is made with. */
export function poolConfig(options: PostgresOptions): PoolConfig {
  const { url, password, schema, maxConnections, timeoutMs, features, ssl } = options;
  const isolation = features?.tableLocks === false ? ' -c default_transaction_isolation=serializable' : '';
  return {
    ...partsOf(url),
    ...(password !== undefined && { password }),
    ...(ssl !== undefined && { ssl }),
    max: maxConnections,
    application_name: 'dragoman',
    options: `-c search_path=${quoteIdent(schema).replaceAll(/[\\ ]/g, String.raw`\$&`)}${isolation}`,
    connectionTimeoutMillis: timeoutMs,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: timeoutMs,
    idle_in_transaction_session_timeout: timeoutMs,
    query_timeout: timeoutMs + NETWORK_MS,
    keepAlive: true,
  };
}

/** The parts of the URL, without anything that could stand in another's place. */
function partsOf(url: string): PoolConfig {
  const { username, password, hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  return {
    ...(username !== '' && { user: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ...(host !== '' && { host: host.replace(/^\[(.*)\]$/, '$1') }),
    ...(port !== '' && { port: Number(port) }),
    ...(pathname.length > 1 && { database: decodeURIComponent(pathname.slice(1)) }),
  };
}

/** A name as it stands in a statement. */
export function quoteIdent(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
