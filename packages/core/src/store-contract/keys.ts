import type { Suite } from './harness.ts';
import { idOf, keyOf, plainKey } from './samples.ts';

/** Customer keys. */
export function keyStoreContract({ describe, test, expect }: Suite): void {
  describe('KeyStore', () => {
    test('answers a key as it was given, its material to the byte', async ({ keys }) => {
      const sealedMaterial = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const key = keyOf(1, { sealedMaterial, state: 'pending-deletion', description: '汉字' });
      expect(await keys.insert(key)).toBe('inserted');
      expect(plainKey(await keys.find('first', key.id))).toEqual(plainKey(key));
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
      expect(plainKey(await keys.find('first', key.id))).toEqual(plainKey(key));
    });

    test('replaces a key on the revision that it has', async ({ keys }) => {
      const key = keyOf(1, { isDefault: true });
      await keys.insert(key);
      const next = { ...key, state: 'disabled', description: '', sealedMaterial: Uint8Array.of(9), revision: 2 } as const;
      expect(await keys.commit(next, 1)).toBe('committed');
      expect(plainKey(await keys.find('first', key.id))).toEqual(plainKey(next));
      expect(plainKey(await keys.findDefault('first'))).toEqual(plainKey(next));
    });

    test('changes nothing on a stale revision, and nothing that is not there', async ({ keys }) => {
      const key = keyOf(1);
      const late = { ...key, description: 'late', sealedMaterial: Uint8Array.of(9), revision: 2 };
      expect(await keys.commit(late, 1)).toBe('stale');
      expect(await keys.find('first', key.id)).toBe(null);
      await keys.insert({ ...key, revision: 3 });
      expect(await keys.commit(late, 1)).toBe('stale');
      expect(await keys.commit({ ...late, revision: 5 }, 4)).toBe('stale');
      expect(await keys.commit({ ...late, vault: 'second' }, 3)).toBe('stale');
      expect(plainKey(await keys.find('first', key.id))).toEqual(plainKey({ ...key, revision: 3 }));
    });
  });
}
