import type { KeyStore } from '../ports/key-store.ts';
import type { Suite } from './harness.ts';
import { NOW, aliasOf, idOf, keyOf } from './samples.ts';

/** Aliases of customer keys. */
export function keyAliasContract({ describe, test, expect }: Suite): void {
  const listed = async (keys: KeyStore, keyId: string | null, page = { offset: 0, limit: 9 }): Promise<string> =>
    (await keys.listAliases('first', keyId, page)).map(({ name }) => name).join(',');

  describe('KeyStore, aliases', () => {
    test('adds an alias with its key or not at all', async ({ keys }) => {
      const alias = aliasOf(1, 'one');
      expect(await keys.insert(keyOf(1), { alias })).toBe('inserted');
      expect(await keys.findAlias('first', 'one')).toEqual(alias);
      expect(await keys.findByAlias('first', 'one')).toEqual(keyOf(1));
      expect(await keys.insert(keyOf(2), { alias: aliasOf(2, 'one') })).toBe('alias-taken');
      expect(await keys.find('first', idOf(2))).toBe(null);
      expect(await keys.insert(keyOf(3, { vault: 'second' }), { alias: aliasOf(3, 'one', { vault: 'second' }) })).toBe(
        'inserted',
      );
    });

    test('tells aliases apart by vault and case', async ({ keys }) => {
      await keys.insert(keyOf(1), { alias: aliasOf(1, 'one') });
      expect(await keys.findAlias('second', 'one')).toBe(null);
      expect(await keys.findByAlias('second', 'one')).toBe(null);
      expect(await keys.findByAlias('first', 'ONE')).toBe(null);
      expect(await keys.insertAlias(aliasOf(1, 'ONE'))).toBe('inserted');
    });

    test('adds an alias once, and to a key that exists', async ({ keys }) => {
      await keys.insert(keyOf(1));
      await keys.insert(keyOf(2));
      expect(await keys.insertAlias(aliasOf(1, 'one'))).toBe('inserted');
      expect(await keys.insertAlias(aliasOf(2, 'one'))).toBe('alias-taken');
      expect(await keys.insertAlias(aliasOf(3, 'three'))).toBe('key-missing');
      expect(await keys.insertAlias(aliasOf(1, 'other', { vault: 'second' }))).toBe('key-missing');
      expect((await keys.findByAlias('first', 'one'))?.id).toBe(idOf(1));
    });

    test('moves an alias, which keeps its creation', async ({ keys }) => {
      await keys.insert(keyOf(1), { alias: aliasOf(1, 'one') });
      await keys.insert(keyOf(2));
      expect(await keys.moveAlias(aliasOf(2, 'one', { createdAt: NOW + 9, updatedAt: NOW + 9 }))).toBe('moved');
      expect(await keys.findAlias('first', 'one')).toEqual(aliasOf(2, 'one', { updatedAt: NOW + 9 }));
      expect((await keys.findByAlias('first', 'one'))?.id).toBe(idOf(2));
      expect(await keys.moveAlias(aliasOf(2, 'two'))).toBe('alias-missing');
      expect(await keys.moveAlias(aliasOf(3, 'one'))).toBe('key-missing');
      expect((await keys.findAlias('first', 'one'))?.keyId).toBe(idOf(2));
    });

    test('removes an alias and leaves its key', async ({ keys }) => {
      await keys.insert(keyOf(1), { alias: aliasOf(1, 'one') });
      expect(await keys.removeAlias('second', 'one')).toBe('alias-missing');
      expect(await keys.removeAlias('first', 'one')).toBe('removed');
      expect(await keys.removeAlias('first', 'one')).toBe('alias-missing');
      expect(await keys.find('first', idOf(1))).toEqual(keyOf(1));
      expect(await keys.findByAlias('first', 'one')).toBe(null);
    });

    test('lists and counts aliases by name, of a key or of the vault', async ({ keys }) => {
      await keys.insert(keyOf(1), { alias: aliasOf(1, 'c') });
      await keys.insert(keyOf(2), { alias: aliasOf(2, 'b') });
      await keys.insert(keyOf(3, { vault: 'second' }), { alias: aliasOf(3, 'd', { vault: 'second' }) });
      await keys.insertAlias(aliasOf(1, 'a'));
      expect(await listed(keys, null)).toBe('a,b,c');
      expect(await listed(keys, null, { offset: 1, limit: 1 })).toBe('b');
      expect(await listed(keys, idOf(1))).toBe('a,c');
      expect(await listed(keys, idOf(1), { offset: 1, limit: 1 })).toBe('c');
      expect(await listed(keys, idOf(3))).toBe('');
      expect([
        await keys.countAliases('first', null),
        await keys.countAliases('first', idOf(1)),
        await keys.countAliases('first', idOf(9)),
      ]).toEqual([3, 2, 0]);
    });
  });
}
