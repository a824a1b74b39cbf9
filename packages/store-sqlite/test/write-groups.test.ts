import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';

import { openDatabase, storesOver } from '../src/open-store.ts';
import type { SqliteStore } from '../src/index.ts';
import { WriteGroups } from '../src/write-groups.ts';
import { create, servicesOver, temporaryDirectory } from './support.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let db: Database.Database;
let store: SqliteStore;
let commits = 0;
beforeEach(() => {
  directory = temporaryDirectory();
  const file = join(directory.path, 'dragoman.db');
  openDatabase(file).db.close();
  db = new Database(file, { verbose: (statement) => void (commits += statement === 'COMMIT' ? 1 : 0) });
  store = storesOver(db, true);
});
afterEach(async () => {
  await store.close();
  directory.remove();
});

const NO_LIMITS = { maxSecrets: null, caselessName: false };

describe('writes of one turn', () => {
  it('are one transaction, of which nothing is read before all of it is durable', async () => {
    const made = await create(servicesOver(store), 'made', 'value');
    commits = 0;
    const writes = Array.from({ length: 16 }, (_, n) =>
      store.secrets.insert({ ...made, id: `id-${n}`, name: `name-${n}` }, [], NO_LIMITS),
    );
    expect(await store.secrets.findByName('v', 'name-0')).toBe(null);
    expect(await Promise.all(writes)).toEqual(Array.from({ length: 16 }, () => 'inserted'));
    expect(commits).toBe(1);
    expect(await store.secrets.count('v')).toBe(17);
  });

  it('are decided in the order in which they were asked for', async () => {
    const made = await create(servicesOver(store), 'made', 'value');
    const change = {
      secret: { ...made, revision: 2 },
      expectedRevision: 1,
      added: [],
      dropped: [],
      caselessName: false,
    };
    const outcomes = [
      store.secrets.commit(change),
      store.secrets.commit(change),
      store.secrets.remove('v', made.id, 2),
      store.secrets.insert({ ...made, id: 'another' }, [], NO_LIMITS),
    ];
    expect(await Promise.all(outcomes)).toEqual(['committed', 'stale', 'removed', 'inserted']);
  });

  it('fail alone: what one of them throws is its own, and the others are kept', async () => {
    const made = await create(servicesOver(store), 'made', 'value');
    const twice = [1, 2].map((byte) => ({ versionId: 'twice', bytes: Uint8Array.of(byte) }));
    const [first, broken, last] = await Promise.allSettled([
      store.secrets.insert({ ...made, id: 'first', name: 'first' }, [], NO_LIMITS),
      store.secrets.insert({ ...made, id: 'broken', name: 'broken' }, twice, NO_LIMITS),
      store.secrets.insert({ ...made, id: 'last', name: 'last' }, [], NO_LIMITS),
    ]);
    expect([first.status, broken.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await store.secrets.list('v', { order: 'created', offset: 0, limit: 9 })).map(({ name }) => name)).toEqual([
      'made',
      'first',
      'last',
    ]);
  });

  it('come before a dump and a replacement of the whole that are asked for after them', async () => {
    const made = await create(servicesOver(store), 'made', 'value');
    const write = store.secrets.insert({ ...made, id: 'before', name: 'before' }, [], NO_LIMITS);
    const image = await store.state.dump();
    expect(image.secrets.map(({ secret }) => secret.name)).toEqual(['made', 'before']);
    await write;
    const late = store.secrets.insert({ ...made, id: 'late', name: 'late' }, [], NO_LIMITS);
    await store.state.load(image);
    await late;
    expect(await store.secrets.findByName('v', 'late')).toBe(null);
  });

  it('are done before the store closes', async () => {
    const made = await create(servicesOver(store), 'made', 'value');
    const write = store.secrets.insert({ ...made, id: 'before', name: 'before' }, [], NO_LIMITS);
    await store.close();
    expect(await write).toBe('inserted');
  });
});

describe('a write that is alone', () => {
  it('is one transaction and waits for no other', async () => {
    const writes = new WriteGroups(db);
    commits = 0;
    expect(await writes.run(() => 'done')).toBe('done');
    expect(commits).toBe(1);
  });
});
