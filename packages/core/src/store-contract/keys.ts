import type { Suite } from './harness.ts';
import { NOW, aliasOf, idOf, keyOf } from './samples.ts';

/** Customer keys. */
export function keyStoreContract(suite: Suite): void {
  suite.describe('KeyStore', () => {
    entryContract(suite);
    listContract(suite);
    dueContract(suite);
  });
}

function entryContract({ test, expect }: Suite): void {
  test('answers a key as it was given', async ({ keys }) => {
    const rotation = { enabled: true, intervalMs: 1, lastAt: null, nextAt: NOW + 1 };
    const versions = [1, 2].map((ordinal) => ({
      id: `v${ordinal}`,
      ordinal,
      createdAt: NOW,
      sealedMaterial: ordinal === 1 ? null : 'ab',
    }));
    const key = keyOf(1, {
      spec: 'RSA_2048',
      state: 'pending-deletion',
      deletionDueAt: NOW + 5,
      dueAt: NOW + 1,
      rotation,
      versions,
    });
    expect(await keys.insert(key)).toBe('inserted');
    expect(await keys.find('first', key.id)).toEqual(key);
  });

  test('answers null for a key that is not there, or is in another vault', async ({ keys }) => {
    await keys.insert(keyOf(1, { isDefault: true }));
    expect(await keys.find('first', idOf(2))).toBe(null);
    expect(await keys.find('second', idOf(1))).toBe(null);
    expect(await keys.findDefault('second')).toBe(null);
  });

  test('has one default key a vault, and any number of others', async ({ keys }) => {
    await keys.insert(keyOf(1));
    expect(await keys.findDefault('first')).toBe(null);
    expect(await keys.insert(keyOf(2, { isDefault: true }))).toBe('inserted');
    expect(await keys.insert(keyOf(3, { isDefault: true }))).toBe('default-exists');
    expect(await keys.insert(keyOf(4))).toBe('inserted');
    expect(await keys.insert(keyOf(5, { vault: 'second', isDefault: true }))).toBe('inserted');
    expect((await keys.findDefault('first'))?.id).toBe(idOf(2));
    expect((await keys.findDefault('second'))?.id).toBe(idOf(5));
    expect(await keys.find('first', idOf(3))).toBe(null);
  });

  test('finds the default key by its id too', async ({ keys }) => {
    const key = keyOf(1, { isDefault: true });
    await keys.insert(key);
    expect(await keys.find('first', key.id)).toEqual(key);
  });

  test('holds no more keys beside the default one than it may', async ({ keys }) => {
    await keys.insert(keyOf(1, { isDefault: true }));
    await keys.insert(keyOf(2, { vault: 'second' }));
    expect(await keys.insert(keyOf(3), { maxKeys: 0 })).toBe('vault-full');
    expect(await keys.insert(keyOf(3), { maxKeys: 1 })).toBe('inserted');
    expect(await keys.insert(keyOf(4), { maxKeys: 1, alias: aliasOf(4, 'a') })).toBe('vault-full');
    expect(await keys.find('first', idOf(4))).toBe(null);
    expect(await keys.findAlias('first', 'a')).toBe(null);
  });

  test('replaces a key on the revision that it has', async ({ keys }) => {
    const key = keyOf(1, { isDefault: true });
    await keys.insert(key);
    const next = { ...key, state: 'disabled', description: '', tags: [], revision: 2 } as const;
    expect(await keys.commit(next, 1)).toBe('committed');
    expect(await keys.find('first', key.id)).toEqual(next);
    expect(await keys.findDefault('first')).toEqual(next);
  });

  test('changes nothing on a stale revision, and nothing that is not there', async ({ keys }) => {
    const key = keyOf(1);
    const late = { ...key, description: 'late', revision: 2 };
    expect(await keys.commit(late, 1)).toBe('stale');
    expect(await keys.find('first', key.id)).toBe(null);
    await keys.insert({ ...key, revision: 3 });
    expect(await keys.commit(late, 1)).toBe('stale');
    expect(await keys.commit({ ...late, revision: 5 }, 4)).toBe('stale');
    expect(await keys.commit({ ...late, vault: 'second' }, 3)).toBe('stale');
    expect(await keys.find('first', key.id)).toEqual({ ...key, revision: 3 });
  });
}

function listContract({ test, expect }: Suite): void {
  test('lists and counts the keys of a vault in the order of their creation', async ({ keys }) => {
    expect(await keys.count('first')).toBe(0);
    for (const n of [3, 1, 2]) await keys.insert(keyOf(n, { isDefault: n === 1 }));
    await keys.insert(keyOf(4, { vault: 'second' }));
    await keys.commit(keyOf(3, { description: 'changed', revision: 2 }), 1);
    const page = async (offset: number, limit: number): Promise<string[]> =>
      (await keys.list('first', { offset, limit })).map(({ id }) => id);
    expect(await page(0, 9)).toEqual([idOf(3), idOf(1), idOf(2)]);
    expect(await page(1, 1)).toEqual([idOf(1)]);
    expect(await page(3, 9)).toEqual([]);
    expect(await keys.count('first')).toBe(3);
    expect((await keys.list('first', { offset: 0, limit: 1 }))[0]?.description).toBe('changed');
  });
}

function dueContract({ test, expect }: Suite): void {
  test('removes keys whose deletion fell due, in all vaults, with their aliases', async ({ keys }) => {
    await keys.insert(keyOf(1, { deletionDueAt: NOW }), { alias: aliasOf(1, 'one') });
    await keys.insert(keyOf(2, { deletionDueAt: NOW - 1, vault: 'second' }));
    await keys.insert(keyOf(3, { deletionDueAt: NOW + 1 }), { alias: aliasOf(3, 'three') });
    await keys.insert(keyOf(4));
    await keys.insert(keyOf(5));
    await keys.commit(keyOf(5, { deletionDueAt: NOW, revision: 2 }), 1);
    expect(await keys.removeDue(NOW)).toBe(3);
    expect(await keys.removeDue(NOW)).toBe(0);
    expect((await keys.list('first', { offset: 0, limit: 9 })).map(({ id }) => id)).toEqual([idOf(3), idOf(4)]);
    expect(await keys.count('first')).toBe(2);
    expect(await keys.findAlias('first', 'one')).toBe(null);
    expect((await keys.findByAlias('first', 'three'))?.id).toBe(idOf(3));
    expect(await keys.insertAlias(aliasOf(4, 'one'))).toBe('inserted');
  });

  test('lists keys that are due for something, the longest due first', async ({ keys }) => {
    await keys.insert(keyOf(1, { dueAt: NOW }));
    await keys.insert(keyOf(2, { dueAt: NOW + 1 }));
    await keys.insert(keyOf(3, { dueAt: NOW - 1, vault: 'second' }));
    await keys.insert(keyOf(4));
    const due = async (limit: number): Promise<string[]> => (await keys.listDue(NOW, limit)).map(({ id }) => id);
    expect(await due(9)).toEqual([idOf(3), idOf(1)]);
    expect(await due(1)).toEqual([idOf(3)]);
    await keys.commit(keyOf(3, { vault: 'second', revision: 2 }), 1);
    expect(await due(9)).toEqual([idOf(1)]);
  });
}
