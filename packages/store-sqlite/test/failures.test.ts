import { type Awaitable, EMPTY_STATE } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { databaseProblem, openSqliteStore } from '../src/index.ts';
import { openDatabase, storesOver } from '../src/open-store.ts';
import { create, servicesOver } from './support.ts';

const NO_LIMITS = { maxSecrets: null, caselessName: false };

describe('a driver error', () => {
  it('comes out of every method: at once where it answers at once, else with its promise', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    const secret = await create(servicesOver(store), 'name', 'value');
    const key = await store.keys.findDefault('v');
    if (key === null) throw new Error('creating made no key');
    await store.close();
    const { secrets, keys, identities, state } = store;
    const identity = { id: 'dev', name: 'dev', addresses: 'any', attributes: {} } as const;
    const accessCredential = {
      identityId: 'dev',
      kind: 'app',
      lookup: 'a',
      sealedSecret: null,
      expiresAt: null,
      attributes: {},
    } as const;
    const calls: Record<string, () => Awaitable<unknown>> = {
      findByName: () => secrets.findByName('v', 'name'),
      findById: () => secrets.findById('v', secret.id),
      readSealed: () => secrets.readSealed('v', secret.id, 'v1'),
      list: () => secrets.list('v', { order: 'name', after: null, limit: 1 }),
      count: () => secrets.count('v'),
      insert: () => secrets.insert(secret, [], NO_LIMITS),
      commit: () => secrets.commit({ secret, expectedRevision: 1, added: [], dropped: [], caselessName: false }),
      remove: () => secrets.remove('v', secret.id, 1),
      removeDue: () => secrets.removeDue(0),
      listDue: () => secrets.listDue(0, 1),
      findKey: () => keys.find('v', key.id),
      findDefault: () => keys.findDefault('v'),
      insertKey: () => keys.insert(key),
      commitKey: () => keys.commit(key, 1),
      put: () => identities.put(identity, [accessCredential]),
      addAccessCredential: () => identities.addAccessCredential(accessCredential),
      find: () => identities.find('app', 'a'),
      removeIdentity: () => identities.remove('dev'),
      listIdentities: () => identities.list(),
      removeExpiredAccessCredentials: () => identities.removeExpiredAccessCredentials(0),
      dump: () => state.dump(),
      load: () => state.load(EMPTY_STATE),
    };
    for (const call of Object.values(calls)) {
      await expect((async () => call())()).rejects.toThrow('The database connection is not open');
    }
  });

  it('in the midst of an insert or a commit leaves nothing of it', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    const before = await create(servicesOver(store), 'name', 'value');
    const twice = [1, 2].map((byte) => ({ versionId: 'twice', bytes: Uint8Array.of(byte) }));
    const another = { ...before, id: 'another', name: 'another' };
    await expect(store.secrets.insert(another, twice, NO_LIMITS)).rejects.toThrow(/UNIQUE/);
    expect(await store.secrets.findByName('v', 'another')).toBe(null);
    expect(await store.secrets.count('v')).toBe(1);
    const change = { expectedRevision: 1, added: twice, dropped: ['v1'], caselessName: false };
    await expect(
      store.secrets.commit({ ...change, secret: { ...before, name: 'renamed', revision: 2 } }),
    ).rejects.toThrow(/UNIQUE/);
    expect(await store.secrets.findByName('v', 'name')).toEqual(before);
    expect(await store.secrets.findByName('v', 'renamed')).toBe(null);
    expect(await store.secrets.readSealed('v', before.id, 'twice')).toBe(null);
    expect(await store.secrets.readSealed('v', before.id, 'v1')).not.toBe(null);
    await store.close();
  });

  it('of a full disk is told by what is wrong, loses nothing, and is over once there is space', async () => {
    const { db } = openDatabase(':memory:');
    const store = storesOver(db, true);
    const secret = await create(servicesOver(store), 'kept', 'value');
    db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`);
    const large = { ...secret, id: 'large', name: 'large', description: 'x'.repeat(100_000) };
    const error: unknown = await store.secrets.insert(large, [], NO_LIMITS).catch((thrown: unknown) => thrown);
    expect(databaseProblem(error)).toEqual({
      reason: 'cannot grow: the disk is full (SQLITE_FULL)',
      remedy: 'free space on the disk',
    });
    expect(await store.secrets.findByName('v', 'kept')).toEqual(secret);
    db.pragma('max_page_count = 100000');
    await store.secrets.insert(large, [], NO_LIMITS);
    expect(await store.secrets.count('v')).toBe(2);
    await store.close();
  });

  it('that a statement is to blame for is no problem of the database', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    const secret = await create(servicesOver(store), 'name', 'value');
    const error: unknown = await store.secrets
      .insert({ ...secret, name: 'another' }, [], NO_LIMITS)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: expect.stringMatching(/^SQLITE_CONSTRAINT/) });
    expect(databaseProblem(error)).toBe(null);
    await store.close();
  });
});
