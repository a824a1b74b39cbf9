import type { Secret } from '@dragoman/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Pool } from 'pg';

import { type PostgresReading, type PostgresStore, preparePostgres, type PreparedDatabase } from '../src/index.ts';
import { ControlMovedError, WritesElsewhereError } from '../src/reading-database.ts';
import { fillEverything } from './everything.ts';
import { optionsOf, type PostgresServer, ROWS, startPostgres } from './support.ts';

const LEASE_MS = 60_000;
const FIRST = ['first', 'one'] as const;

let server: PostgresServer;
let url: string;
let schemas = 0;
let databases: PreparedDatabase[];
let leader: PostgresStore;
let reading: PostgresReading;
beforeAll(async () => {
  server = await startPostgres();
  url = await server.makeDatabase();
});
afterAll(() => server.remove());
beforeEach(async () => {
  schemas += 1;
  databases = [];
  leader = await join('leader');
  reading = (await join('reader')).reading;
  await fillEverything(leader);
  await reading.load();
});
afterEach(async () => {
  for (const database of databases) await database.close();
});

async function join(id: string): Promise<PostgresStore> {
  const database = await preparePostgres(optionsOf(url, { schema: `s${schemas}` }));
  databases.push(database);
  const store = await database.stores(ROWS);
  const leadership = database.leadership({ id, url: `http://${id}`, version: '1' }, LEASE_MS);
  await leadership.attempt({ certificate: null, requests: 0 });
  return store;
}

async function put(from: Secret, versionId: string, byte: number): Promise<Secret> {
  const secret = { ...from, revision: from.revision + 1 };
  const change = { secret, expectedRevision: from.revision, dropped: [], caselessName: false };
  expect(await leader.secrets.commit({ ...change, added: [{ versionId, bytes: Uint8Array.of(byte) }] })).toBe(
    'committed',
  );
  return secret;
}

async function secretOf({ secrets }: Pick<PostgresStore, 'secrets'>): Promise<Secret> {
  const secret = await secrets.findByName(...FIRST);
  if (secret === null) throw new Error('the secret is gone');
  return secret;
}

/** How many statements the work sends. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const query = jest.spyOn(Pool.prototype, 'query');
  await work();
  const { length } = query.mock.calls;
  query.mockRestore();
  return length;
}

describe('a gateway that does not lead', () => {
  it('reads what was committed before, and writes nothing', async () => {
    let secret = await secretOf(reading);
    for (let n = 2; n < 6; n += 1) {
      secret = await put(secret, `v${n}`, n);
      expect(await secretOf(reading)).toEqual(secret);
      expect([...((await reading.secrets.readSealed('first', 's1', `v${n}`)) ?? [])]).toEqual([n]);
    }
    const writes = [
      () => reading.secrets.remove('first', 's1', secret.revision),
      () => reading.secrets.insert(secret, [], { maxSecrets: null, caselessName: false }),
      () => reading.identities.remove('dev'),
      () => reading.keys.removeAlias('first', 'alias'),
      () => reading.resources.remove('first', 'door.thing', 'r1', 1),
    ];
    for (const write of writes) await expect(write()).rejects.toThrow(WritesElsewhereError);
    expect(await secretOf(leader)).toEqual(secret);
  });

  it('lists in the order of the statement, and tells nothing from one row of nothing', async () => {
    const base = await secretOf(leader);
    for (const name of ['c', 'a', 'b']) {
      const secret = { ...base, id: `s-${name}`, name, revision: 1 };
      await leader.secrets.insert(secret, [], { maxSecrets: null, caselessName: false });
    }
    const names = (found: readonly Secret[]): string[] => found.map(({ name }) => name);
    expect(names(await reading.secrets.list('first', { order: 'name', after: null, limit: 9 }))).toEqual([
      ...['a', 'b', 'c', 'one'],
    ]);
    expect(names(await reading.secrets.list('first', { order: 'created', offset: 1, limit: 2 }))).toEqual(['c', 'a']);
    expect(await reading.secrets.list('other', { order: 'created', offset: 0, limit: 2 })).toEqual([]);
    expect(await reading.secrets.findByName('first', 'missing')).toBe(null);
    expect(await reading.keys.findAlias('first', 'missing')).toBe(null);
  });

  it('answers nothing by what changed since it was remembered', async () => {
    const changes: (() => Promise<unknown>)[] = [
      () => leader.identities.put({ id: 'dev', name: 'other', addresses: 'any', attributes: {} }, []),
      () => leader.identities.remove('dev'),
      () => leader.keys.removeAlias('first', 'alias'),
      async () => {
        const key = await leader.keys.find('first', 'k1');
        return (
          key !== null && leader.keys.commit({ ...key, state: 'disabled', revision: key.revision + 1 }, key.revision)
        );
      },
      () => leader.control.keep('{}'),
      async () => leader.state.load(await leader.state.dump()),
    ];
    for (const change of changes) {
      await reading.load();
      await secretOf(reading);
      await change();
      await expect(secretOf(reading)).rejects.toThrow(ControlMovedError);
      expect(reading.revision).toBe(null);
    }
    await reading.load();
    expect((await secretOf(reading)).name).toBe('one');
    expect(await reading.identities.find('access-key', 'AK1')).toBe(null);
    expect((await reading.keys.find('first', 'k1'))?.state).toBe('disabled');
    expect((await reading.load()).text).toBe('{}');
  });

  it('knows whether anything since a mark showed that what it remembers is current', async () => {
    const mark = reading.mark();
    await reading.identities.find('access-key', 'AK1');
    expect(reading.isConfirmedSince(mark)).toBe(true);
    const later = reading.mark();
    await reading.identities.find('access-key', 'AK1');
    expect(reading.isConfirmedSince(later)).toBe(false);
    await reading.confirm();
    expect(reading.isConfirmedSince(later)).toBe(true);
    await leader.identities.remove('dev');
    await expect(reading.confirm()).rejects.toThrow(ControlMovedError);
  });
});

describe('a read of a value', () => {
  it.each([
    ['by the gateway that leads', (): Pick<PostgresStore, 'secrets' | 'keys' | 'identities'> => leader],
    ['by another one', () => reading],
  ])('takes one statement %s, after a write too', async (_by, store) => {
    const read = async (versionId: string): Promise<void> => {
      await store().identities.find('access-key', 'AK1');
      await secretOf(store());
      await store().keys.find('first', 'k1');
      expect(await store().secrets.readSealed('first', 's1', versionId)).not.toBe(null);
    };
    await read('v1');
    expect(await statementsOf(() => read('v1'))).toBe(1);
    await put(await secretOf(leader), 'v2', 2);
    expect(await statementsOf(() => read('v2'))).toBe(1);
    expect(await statementsOf(() => read('v2'))).toBe(1);
  });

  it('finds another value under a version id that was given again', async () => {
    const first = await put(await secretOf(leader), 'v2', 2);
    await secretOf(reading);
    expect([...((await reading.secrets.readSealed('first', 's1', 'v2')) ?? [])]).toEqual([2]);
    const secret = { ...first, revision: first.revision + 1 };
    const change = { secret, expectedRevision: first.revision, dropped: ['v2'], added: [], caselessName: false };
    await leader.secrets.commit(change);
    await put(secret, 'v2', 3);
    await reading.secrets.list('first', { order: 'created', offset: 0, limit: 9 });
    expect([...((await reading.secrets.readSealed('first', 's1', 'v2')) ?? [])]).toEqual([3]);
  });
});
