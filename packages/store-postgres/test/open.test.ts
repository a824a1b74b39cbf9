import { RowAuthenticator, StoreUnavailableError, UnsealError } from '@dragoman/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { prepareServer } from '../src/check-server.ts';
import { openPostgresStore, preparePostgres } from '../src/index.ts';
import { MIGRATIONS, migrate } from '../src/migrations.ts';
import { optionsOf, type PostgresServer, ROWS, startPostgres } from './support.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

/** Runs statements in a database, one after the other, and answers the rows of the last. */
async function run(url: string, ...statements: readonly string[]): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  let rows: unknown[] = [];
  for (const sql of statements) rows = (await client.query(sql)).rows;
  await client.end();
  return rows;
}

/** The URL with another user, whose password is `secret`. */
function as(user: string, url: string): string {
  const other = new URL(url);
  other.username = user;
  other.password = 'secret';
  return other.href;
}

describe('the schema', () => {
  it('is made once, whoever is first, and is there the next time', async () => {
    const url = await server.makeDatabase();
    const opened = await Promise.all(Array.from({ length: 5 }, () => preparePostgres(optionsOf(url))));
    expect(opened.filter(({ isNew }) => isNew).length).toBe(1);
    for (const database of opened) await database.close();
    const again = await preparePostgres(optionsOf(url));
    expect(again.isNew).toBe(false);
    await again.close();
    expect(await run(url, 'SELECT version FROM dragoman.migration')).toEqual(
      MIGRATIONS.map((_, at) => ({ version: String(at + 1) })),
    );
  });

  it('is made once without advisory locks too', async () => {
    const url = await server.makeDatabase();
    const options = optionsOf(url, { features: { advisoryLocks: false, tableLocks: false } });
    const opened = await Promise.all(Array.from({ length: 5 }, () => preparePostgres(options)));
    expect(opened.filter(({ isNew }) => isNew).length).toBe(1);
    for (const database of opened) await database.close();
  });

  it('keeps apart what is in another schema of the same database', async () => {
    const url = await server.makeDatabase();
    const one = await openPostgresStore(optionsOf(url, { schema: 'one' }), ROWS);
    const two = await openPostgresStore(optionsOf(url, { schema: `it's "two"` }), ROWS);
    await one.identities.put({ id: 'dev', name: 'dev', addresses: 'any', attributes: {} }, []);
    expect([(await one.identities.list()).length, (await two.identities.list()).length]).toEqual([1, 0]);
    await one.close();
    await two.close();
  });

  it('of a newer Dragoman is worked on where it says so, and else rejected unchanged', async () => {
    const url = await server.makeDatabase();
    await (await openPostgresStore(optionsOf(url), ROWS)).close();
    const next = MIGRATIONS.length + 1;
    await run(url, `INSERT INTO dragoman.migration VALUES (${next}, 1)`);
    await (await openPostgresStore(optionsOf(url), ROWS)).close();
    await run(url, `UPDATE dragoman.migration SET compatible_with = ${next} WHERE version = ${next}`);
    await expect(openPostgresStore(optionsOf(url), ROWS)).rejects.toThrow(
      `made by a newer Dragoman: it has version ${next}, the newest known here is ${next - 1}`,
    );
  });

  it('is brought on by the steps that are missing', async () => {
    const ran: string[] = [];
    const rows = async <Row>(sql: string): Promise<Row[]> => {
      return (sql.startsWith('SELECT max') ? [{ version: 1, oldest: 1 }] : []) as Row[];
    };
    const steps = [1, 2, 3].map((n) => ({ compatibleWith: 1, sql: [`STEP ${n}`] }));
    expect(await migrate({ rows, script: async (sql) => void ran.push(sql) }, 'any', steps)).toBe(1);
    expect(ran.filter((sql) => sql.startsWith('STEP'))).toEqual(['STEP 2', 'STEP 3']);
  });
});

describe('a database that does not do', () => {
  it('is rejected for its encoding', async () => {
    const url = await server.makeDatabase('LATIN1');
    await expect(openPostgresStore(optionsOf(url), ROWS)).rejects.toThrow(
      /^the database "t\d+" has the encoding LATIN1: give one that was made with ENCODING 'UTF8'$/,
    );
  });

  it('is rejected where the user may not make the schema, with what helps', async () => {
    const url = await server.makeDatabase();
    await run(server.adminUrl, "CREATE ROLE guest LOGIN PASSWORD 'secret'");
    await expect(openPostgresStore(optionsOf(as('guest', url)), ROWS)).rejects.toThrow(
      /^there is no schema "dragoman" in "t\d+", and "guest" may not make it: run CREATE SCHEMA "dragoman" AUTH/,
    );
    await run(url, 'CREATE SCHEMA "dragoman" AUTHORIZATION "guest"');
    await (await openPostgresStore(optionsOf(as('guest', url)), ROWS)).close();
    await run(url, 'CREATE SCHEMA other', 'GRANT USAGE ON SCHEMA other TO guest');
    await expect(openPostgresStore(optionsOf(as('guest', url), { schema: 'other' }), ROWS)).rejects.toThrow(
      /^"guest" may not make tables in the schema "other" of "t\d+": run GRANT USAGE, CREATE ON SCHEMA "other" TO/,
    );
  });

  it('is rejected for a version that is too old', async () => {
    const rows = async <Row>(): Promise<Row[]> => [{ version: 130_012 }] as Row[];
    await expect(prepareServer({ rows }, 'any')).rejects.toThrow(
      /^the server is PostgreSQL 13: give one of version 14 or newer$/,
    );
  });

  it('is rejected where it takes no writes', async () => {
    const url = await server.makeDatabase();
    const database = new URL(url).pathname.slice(1);
    await run(server.adminUrl, `ALTER DATABASE ${database} SET default_transaction_read_only = on`);
    await expect(openPostgresStore(optionsOf(url), ROWS)).rejects.toThrow(/takes no writes: give the primary server$/);
  });

  it.each([
    ['of a wrong password', (url: string) => as('postgres', url), 'does not let this user in (28P01)'],
    ['that is not there', (url: string) => url.replace(/t\d+\?/, 'missing?'), 'is gone (3D000)'],
    ['behind a host that nobody has', () => 'postgres://nobody.invalid/x', 'has no address'],
  ])('%s is unavailable, and the reason tells no password', async (_what, change, reason) => {
    const url = change(await server.makeDatabase());
    const error: unknown = await openPostgresStore(optionsOf(url), ROWS).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(String(error)).toContain(reason);
    expect(String(error)).not.toMatch(/secret|the password/);
  });
});

describe('a schema', () => {
  it('is opened by the root key alone that was there first', async () => {
    const url = await server.makeDatabase();
    await (await openPostgresStore(optionsOf(url), ROWS)).close();
    const database = await preparePostgres(optionsOf(url));
    const other = new RowAuthenticator(new Uint8Array(32).fill(8));
    await expect(database.stores(other)).rejects.toThrow(UnsealError);
    await database.close();
  });
});
