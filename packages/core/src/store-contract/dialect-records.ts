import type { DialectRecord } from '../model/dialect-record.ts';
import type { StoredRecordPage, DialectRecordStore } from '../ports/dialect-record-store.ts';
import type { OpenedStore, Suite } from './harness.ts';
import { NOW, resourceOf } from './samples.ts';

const KIND = 'door.thing';

/** The small things of dialects. */
export function resourceStoreContract(suite: Suite): void {
  suite.describe('ResourceStore', () => {
    entryContract(suite);
    listContract(suite);
    dueContract(suite);
    raceContract(suite);
  });
}

function entryContract({ test, expect }: Suite): void {
  test('answers a resource as it was given, in its vault and kind alone', async ({ resources }) => {
    const given = resourceOf(1, 'one', { dueAt: NOW });
    expect(await resources.insert(given)).toBe('inserted');
    expect(await resources.find('first', KIND, 'one')).toEqual(given);
    expect(await resources.find('second', KIND, 'one')).toBe(null);
    expect(await resources.find('first', 'door.other', 'one')).toBe(null);
    expect(await resources.find('first', KIND, 'ONE')).toBe(null);
  });

  test('keeps bodies that are no objects', async ({ resources }) => {
    const bodies: DialectRecord['body'][] = [null, '', 'text', 0, 1.5, false, [], ['"', { a: null }], { '': '' }];
    for (const [n, body] of bodies.entries()) {
      await resources.insert(resourceOf(n, `r${n}`, { body }));
      expect((await resources.find('first', KIND, `r${n}`))?.body).toEqual(body);
    }
  });

  test('takes an id once in a vault and kind', async ({ resources }) => {
    const given = resourceOf(1, 'one');
    await resources.insert(given);
    expect(await resources.insert(resourceOf(2, 'one', { body: 'late' }))).toBe('id-taken');
    expect(await resources.insert(resourceOf(3, 'one', { vault: 'second' }))).toBe('inserted');
    expect(await resources.insert(resourceOf(4, 'one', { kind: 'door.other' }))).toBe('inserted');
    expect(await resources.find('first', KIND, 'one')).toEqual(given);
  });

  test('replaces and removes on the revision that it has, and on no other', async ({ resources }) => {
    const given = resourceOf(1, 'one', { revision: 3 });
    const next = { ...given, body: { next: true }, dueAt: NOW + 5, revision: 4 };
    expect(await resources.commit(next, 3)).toBe('stale');
    await resources.insert(given);
    expect(await resources.commit(next, 2)).toBe('stale');
    expect(await resources.commit({ ...next, vault: 'second' }, 3)).toBe('stale');
    expect(await resources.remove('first', KIND, 'one', 2)).toBe('stale');
    expect(await resources.find('first', KIND, 'one')).toEqual(given);
    expect(await resources.commit(next, 3)).toBe('committed');
    expect(await resources.find('first', KIND, 'one')).toEqual(next);
    expect(await resources.remove('first', 'door.other', 'one', 4)).toBe('stale');
    expect(await resources.remove('first', KIND, 'one', 4)).toBe('removed');
    expect(await resources.remove('first', KIND, 'one', 4)).toBe('stale');
    expect(await resources.find('first', KIND, 'one')).toBe(null);
    expect(await resources.insert(given)).toBe('inserted');
  });
}

function listContract({ test, expect }: Suite): void {
  const insertAll = async ({ resources }: OpenedStore): Promise<void> => {
    for (const [n, id] of ['b', 'd', 'a', 'c'].entries()) await resources.insert(resourceOf(n, id));
    await resources.insert(resourceOf(8, 'aa', { vault: 'second' }));
    await resources.insert(resourceOf(9, 'ab', { kind: 'door.other' }));
  };
  const idsOf = async (store: DialectRecordStore, page: StoredRecordPage): Promise<string> =>
    (await store.list('first', KIND, page)).map(({ id }) => id).join('');

  test('lists a kind of a vault in each order, after an id or a count', async (stores) => {
    await insertAll(stores);
    for (const [order, all] of [
      ['id', 'abcd'],
      ['created', 'bdac'],
      ['newest', 'cadb'],
    ] as const) {
      for (let from = 0; from <= all.length + 1; from += 1) {
        const after = from === 0 ? null : (all[from - 1] ?? 'z');
        for (const limit of [1, 2, 10]) {
          const expected = all.slice(from, from + limit);
          expect(await idsOf(stores.resources, { order, from: { offset: from }, limit })).toBe(expected);
          expect(await idsOf(stores.resources, { order, from: { after }, limit })).toBe(expected);
        }
      }
    }
  });

  test('goes on by id where the last one seen is gone', async (stores) => {
    await insertAll(stores);
    await stores.resources.remove('first', KIND, 'b', 1);
    expect(await idsOf(stores.resources, { order: 'id', from: { after: 'b' }, limit: 9 })).toBe('cd');
  });

  test('counts a kind of a vault', async (stores) => {
    const { resources } = stores;
    expect(await resources.count('first', KIND)).toBe(0);
    await insertAll(stores);
    await resources.insert(resourceOf(1, 'a'));
    expect(await resources.count('first', KIND)).toBe(4);
    await resources.remove('first', KIND, 'b', 1);
    await resources.remove('first', KIND, 'd', 7);
    expect(await resources.count('first', KIND)).toBe(3);
    expect(await resources.count('second', KIND)).toBe(1);
  });
}

function dueContract({ test, expect }: Suite): void {
  test('lists what is due of a kind over all vaults, the longest due first', async ({ resources }) => {
    await resources.insert(resourceOf(1, 'now', { dueAt: NOW }));
    await resources.insert(resourceOf(2, 'later', { dueAt: NOW + 1 }));
    await resources.insert(resourceOf(3, 'long', { dueAt: NOW - 9, vault: 'second' }));
    await resources.insert(resourceOf(4, 'never'));
    await resources.insert(resourceOf(5, 'other', { dueAt: NOW, kind: 'door.other' }));
    const due = async (limit: number): Promise<string[]> =>
      (await resources.listDue(KIND, NOW, limit)).map(({ id }) => id);
    expect(await due(10)).toEqual(['long', 'now']);
    expect(await due(1)).toEqual(['long']);
    await resources.commit(resourceOf(3, 'long', { vault: 'second', dueAt: null, revision: 2 }), 1);
    await resources.commit(resourceOf(4, 'never', { dueAt: NOW - 1, revision: 2 }), 1);
    expect(await due(10)).toEqual(['never', 'now']);
  });
}

function raceContract({ test, expect }: Suite): void {
  test('of many writers on one id or revision exactly one wins', async (opened) => {
    const stores = [opened, (await opened.second?.()) ?? opened];
    const each = <T>(write: (store: DialectRecordStore, n: number) => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: 20 }, (_, n) => write((stores[n % 2] ?? opened).resources, n)));
    const inserts = await each((store, n) => store.insert(resourceOf(n, 'one', { body: n })));
    expect(inserts.filter((outcome) => outcome === 'inserted').length).toBe(1);
    const commits = await each((store, n) => store.commit(resourceOf(0, 'one', { body: n, revision: 2 }), 1));
    expect(commits.filter((outcome) => outcome === 'committed').length).toBe(1);
    expect((await opened.resources.find('first', KIND, 'one'))?.body).toBe(commits.indexOf('committed'));
    const removals = await each((store) => store.remove('first', KIND, 'one', 2));
    expect(removals.filter((outcome) => outcome === 'removed').length).toBe(1);
    expect(await opened.resources.count('first', KIND)).toBe(0);
  });
}
