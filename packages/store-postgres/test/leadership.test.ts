import { StoreUnavailableError } from '@dragoman/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';

import { type Leadership, preparePostgres, type PostgresStore, type PreparedDatabase } from '../src/index.ts';
import { fillEverything } from './everything.ts';
import { optionsOf, type PostgresServer, ROWS, startPostgres } from './support.ts';

const LEASE_MS = 60_000;
const NOTES = { certificate: null, requests: 7 };

let server: PostgresServer;
let url: string;
let schemas = 0;
let schema: string;
beforeAll(async () => {
  server = await startPostgres();
  url = await server.makeDatabase();
});
afterAll(() => server.remove());
beforeEach(() => {
  schemas += 1;
  schema = `s${schemas}`;
});

interface Joined {
  readonly database: PreparedDatabase;
  readonly store: PostgresStore;
  readonly leadership: Leadership;
}

async function join(id: string): Promise<Joined> {
  const database = await preparePostgres(optionsOf(url, { schema }));
  const store = await database.stores(ROWS);
  return { database, store, leadership: database.leadership({ id, url: `http://${id}`, version: '1' }, LEASE_MS) };
}

/** Lets the lease run out by the database's clock. */
async function expire(): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`UPDATE ${schema}.lease SET expires_at = now()`);
  await client.end();
}

describe('the lease', () => {
  it('is one gateway’s, which alone works on the state', async () => {
    const [one, two] = [await join('one'), await join('two')];
    await expect(one.store.identities.list()).rejects.toThrow(StoreUnavailableError);
    const leaders = await Promise.all([one.leadership.attempt(NOTES), two.leadership.attempt(NOTES)]);
    expect(leaders[0]).toEqual(leaders[1]);
    const [leader, follower] = leaders[0]?.id === 'one' ? [one, two] : [two, one];
    await fillEverything(leader.store);
    await expect(follower.store.identities.list()).rejects.toThrow('another gateway works on the state');
    const listed = await follower.leadership.members();
    expect(listed.map(({ id, isLeader }) => [id, isLeader])).toEqual([
      ['one', leader === one],
      ['two', leader === two],
    ]);
    for (const { database } of [one, two]) await database.close();
  });

  it('is renewed under one fence, and taken over under the next once it ran out or was let go', async () => {
    const [one, two] = [await join('one'), await join('two')];
    expect(await one.leadership.attempt(NOTES)).toMatchObject({ id: 'one', fence: 1 });
    expect(await one.leadership.attempt({ ...NOTES, requests: 12 })).toMatchObject({ id: 'one', fence: 1 });
    expect(await two.leadership.attempt(NOTES)).toMatchObject({ id: 'one', fence: 1 });
    await expire();
    expect(await two.leadership.attempt(NOTES)).toMatchObject({ id: 'two', fence: 2 });
    expect(await one.leadership.attempt(NOTES)).toMatchObject({ id: 'two', fence: 2 });
    await two.leadership.release(0);
    expect(await one.leadership.attempt(NOTES)).toMatchObject({ id: 'one', fence: 3 });
    for (const { database } of [one, two]) await database.close();
  });

  it('that another one took lets no transaction of the one before through, whose clock knows nothing', async () => {
    const [one, two] = [await join('one'), await join('two')];
    await one.leadership.attempt(NOTES);
    await fillEverything(one.store);
    const image = await one.store.state.dump();
    await expire();
    await two.leadership.attempt(NOTES);
    await expect(one.store.state.load(image)).rejects.toThrow('another gateway works on the state');
    await expect(one.store.secrets.remove('first', 's1', 1)).rejects.toThrow(StoreUnavailableError);
    expect(await two.store.secrets.count('first')).toBe(1);
    for (const { database } of [one, two]) await database.close();
  });
});
