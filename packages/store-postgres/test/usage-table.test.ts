import { SINCE_EVER } from '@dragoman/core';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { openPostgresStore } from '../src/index.ts';
import { optionsOf, type PostgresServer, ROWS, startPostgres } from './support.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

it.each([
  ['with every feature', undefined],
  ['without locks of tables', { advisoryLocks: false, tableLocks: false }],
])('uses are counted together by all who work on a schema, %s', async (_what, features) => {
  const options = optionsOf(await server.makeDatabase(), features && { features });
  const [one, two] = [await openPostgresStore(options, ROWS), await openPostgresStore(options, ROWS)];
  const add = (key: string, now: number, since = 0, until = 99) =>
    Promise.all([one, two].map(async ({ usage }) => usage.add(key, { now, since, until })));
  expect((await add('a', 0)).toSorted()).toEqual([1, 2]);
  expect((await add('a', 99, 90, 900)).toSorted()).toEqual([3, 4]);
  expect((await add('a', 100, 100, 199)).toSorted()).toEqual([1, 2]);
  expect((await add('a', 50)).toSorted()).toEqual([1, 2]);
  expect((await add('x'.repeat(100_000), -5, SINCE_EVER)).toSorted()).toEqual([1, 2]);
  for (const store of [one, two]) await store.close();
});

it('what is over is forgotten after a while', async () => {
  const url = await server.makeDatabase();
  const store = await openPostgresStore(optionsOf(url), ROWS);
  for (let at = 0; at < 1_000; at += 1) await store.usage.add(String(at), { now: at, since: 0, until: at });
  const rows = await server.query('SELECT count(*)::int AS n FROM dragoman.usage', new URL(url).pathname.slice(1));
  expect(rows).toEqual([{ n: 1 }]);
  await store.close();
});
