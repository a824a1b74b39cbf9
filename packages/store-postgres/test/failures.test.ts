import { DomainError, StoreUnavailableError } from '@dragoman/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { unavailability } from '../src/database-problem.ts';
import { Database } from '../src/database.ts';
import { openPostgresStore } from '../src/index.ts';
import { fillEverything, readers } from './everything.ts';
import { optionsOf, type PostgresServer, ROWS, startPostgres } from './support.ts';

let server: PostgresServer;
let url: string;
beforeAll(async () => {
  server = await startPostgres();
  url = await server.makeDatabase();
});
afterAll(() => server.remove());

describe('a database', () => {
  it('that is stopped is unavailable, and what was answered is there once it is back', async () => {
    const store = await openPostgresStore(optionsOf(url), ROWS);
    await fillEverything(store);
    await server.stop();
    for (const read of Object.values(readers)) await expect(read(store)).rejects.toThrow(StoreUnavailableError);
    await expect(store.secrets.remove('first', 's1', 1)).rejects.toThrow(/^the database does not answer \(E/);
    await server.start();
    expect((await readers.secret(store))?.name).toBe('one');
    expect(await store.secrets.remove('first', 's1', 1)).toBe('removed');
    await store.close();
  });

  it('whose connections broke behind the back of the pool is read over another', async () => {
    const options = optionsOf(url, { maxConnections: 1 });
    const db = new Database(options);
    const admin = new Database(options);
    const [backend] = await db.rows<{ readonly pid: number }>('SELECT pg_backend_pid() AS pid');
    const reads = [1, 2, 3].map((n) => db.rows('SELECT $1::int AS n', n));
    await admin.rows('SELECT pg_terminate_backend($1)', backend?.pid ?? 0);
    expect((await Promise.all(reads)).flat()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(await db.rows('SELECT 4 AS n')).toEqual([{ n: 4 }]);
    await db.close();
    await admin.close();
  });

  it('that takes too long, or has no connection left, is unavailable', async () => {
    const db = new Database(optionsOf(url, { maxConnections: 1, timeoutMs: 200 }));
    await expect(db.rows('SELECT pg_sleep(10)')).rejects.toThrow('the database took too long (57014)');
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const held = db.transaction(() => promise);
    await expect(db.rows('SELECT 1')).rejects.toThrow('no connection to the database was free in time');
    resolve(undefined);
    await held.catch(() => undefined);
    expect(await db.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await db.close();
  });

  it('lets transactions that are in each other’s way all through', async () => {
    const db = new Database(optionsOf(url));
    await db.rows('CREATE TABLE one (id int PRIMARY KEY, n int)');
    await db.rows('INSERT INTO one VALUES (1, 0), (2, 0)');
    const add = (first: number, second: number) =>
      db.transaction(async ({ rows }) => {
        for (const id of [first, second]) await rows('UPDATE one SET n = n + 1 WHERE id = $1', id);
      });
    await Promise.all([add(1, 2), add(2, 1), add(1, 2), add(2, 1)]);
    expect(await db.rows('SELECT n FROM one ORDER BY id')).toEqual([{ n: 4 }, { n: 4 }]);
    await db.close();
  });

  it('does again what could not be serialized', async () => {
    const db = new Database(optionsOf(url, { features: { advisoryLocks: true, tableLocks: false } }));
    await db.rows('CREATE TABLE total (n int)');
    let runs = 0;
    const { promise: both, resolve } = Promise.withResolvers<undefined>();
    const addSum = () =>
      db.transaction(async ({ rows }) => {
        runs += 1;
        const [sum] = await rows<{ readonly sum: number }>('SELECT coalesce(sum(n), 0) + 1 AS sum FROM total');
        // Each has seen the total before the other adds to it.
        if (runs === 2) resolve(undefined);
        await both;
        await rows('INSERT INTO total VALUES ($1)', sum?.sum ?? 0);
      });
    await Promise.all([addSum(), addSum()]);
    expect(await db.rows('SELECT n FROM total ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
    expect(runs).toBe(3);
    await db.close();
  });

  it('leaves nothing of a transaction that failed, and its connection as it was', async () => {
    const db = new Database(optionsOf(url, { maxConnections: 1 }));
    await db.rows('CREATE TABLE two (id int PRIMARY KEY)');
    const failure = new DomainError('secret-not-found', 'x');
    await expect(
      db.transaction(async ({ rows }) => {
        await rows('INSERT INTO two VALUES (1)');
        throw failure;
      }),
    ).rejects.toBe(failure);
    await expect(
      db.transaction(async ({ rows }) => {
        await rows('INSERT INTO two VALUES (1)');
        await rows('INSERT INTO two VALUES (1)');
      }),
    ).rejects.toThrow(/duplicate key/);
    expect(await db.rows('SELECT id FROM two')).toEqual([]);
    await db.close();
  });
});

describe('an error of ours', () => {
  it.each([new TypeError('x is not a function'), new Error('anything'), null, 'text', { code: '23505', message: 'x' }])(
    'is no unavailability: %p',
    (error) => {
      expect(unavailability(error)).toBe(null);
    },
  );
});
