import type { Suite } from './harness.ts';
import { CASELESS, NOW, UNLIMITED, hex, idOf, insertAll, sealed, sealedHex, secretOf } from './samples.ts';

/** Adding and reading secrets. */
export function secretInsertContract({ describe, test, expect }: Suite): void {
  describe('SecretStore: insert and read', () => {
    test('answers a secret as it was given, by name and by id', async ({ secrets }) => {
      const secret = secretOf(1, 'db/password', { deletionDueAt: NOW + 5, description: null, keyId: null });
      expect(await secrets.insert(secret, [sealed('v1', 7)], UNLIMITED)).toBe('inserted');
      expect(await secrets.findByName('first', 'db/password')).toEqual(secret);
      expect(await secrets.findById('first', secret.id)).toEqual(secret);
    });

    test('answers null for what is not there', async ({ secrets }) => {
      await insertAll(secrets, [secretOf(1, 'here')]);
      expect(await secrets.findByName('first', 'elsewhere')).toBe(null);
      expect(await secrets.findById('first', idOf(2))).toBe(null);
      expect(await secrets.readSealed('first', idOf(1), 'v2')).toBe(null);
      expect(await secrets.readSealed('first', idOf(2), 'v1')).toBe(null);
    });

    test('keeps sealed bytes as they are, whatever they are', async ({ secrets }) => {
      const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const large = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31) % 251);
      const inside = allBytes.subarray(100, 104);
      const values = [allBytes, large, inside, new Uint8Array(0)].map((bytes, at) => ({ versionId: `v${at}`, bytes }));
      const secret = secretOf(1, 'bytes');
      await secrets.insert(secret, values, UNLIMITED);
      for (const { versionId, bytes } of values) {
        expect(await sealedHex(secrets, secret, versionId)).toBe(hex(bytes));
      }
    });

    test('tells names apart by every character and by case', async ({ secrets }) => {
      const names = ['a', 'A', 'a ', ' a', 'ä', 'a%', 'a_', 'a\'"', 'ａ', '😀', '名字/路径'];
      await insertAll(
        secrets,
        names.map((name, at) => secretOf(at, name)),
      );
      for (const name of names) expect((await secrets.findByName('first', name))?.name).toBe(name);
    });

    test('keeps vaults apart, even where ids and names are the same', async ({ secrets }) => {
      const one = secretOf(1, 'same', { vault: 'first', description: 'one' });
      const two = secretOf(1, 'same', { vault: 'second', description: 'two' });
      await secrets.insert(one, [sealed('v1', 1)], CASELESS);
      expect(await secrets.insert(two, [sealed('v1', 2)], CASELESS)).toBe('inserted');
      expect(await secrets.findByName('first', 'same')).toEqual(one);
      expect(await secrets.findById('second', idOf(1))).toEqual(two);
      expect(await sealedHex(secrets, one, 'v1')).toBe('01');
      expect(await sealedHex(secrets, two, 'v1')).toBe('02');
      expect(await secrets.findByName('third', 'same')).toBe(null);
      expect(await secrets.readSealed('third', idOf(1), 'v1')).toBe(null);
    });

    test("keeps what it was given, whatever becomes of the caller's bytes", async ({ secrets }) => {
      const bytes = Uint8Array.of(1, 2, 3);
      const secret = secretOf(1, 'mine');
      await secrets.insert(secret, [{ versionId: 'v1', bytes }], UNLIMITED);
      bytes.fill(0);
      expect(await sealedHex(secrets, secret, 'v1')).toBe('010203');
    });
  });

  describe('SecretStore: rejected inserts', () => {
    test('rejects a taken name and leaves nothing behind', async ({ secrets }) => {
      const held = secretOf(1, 'name');
      const late = secretOf(2, 'name', { description: 'late' });
      await insertAll(secrets, [held]);
      expect(await secrets.insert(late, [sealed('v1', 9)], UNLIMITED)).toBe('name-taken');
      expect(await secrets.findByName('first', 'name')).toEqual(held);
      expect(await secrets.findById('first', late.id)).toBe(null);
      expect(await sealedHex(secrets, late, 'v1')).toBe(null);
      expect(await secrets.count('first')).toBe(1);
    });

    test('takes names that differ by case for one only when asked to', async ({ secrets }) => {
      await insertAll(secrets, [secretOf(1, 'Db-Ключ')]);
      expect(await secrets.insert(secretOf(2, 'dB-кЛЮЧ'), [], CASELESS)).toBe('name-taken');
      expect(await secrets.insert(secretOf(2, 'dB-кЛЮЧ'), [], UNLIMITED)).toBe('inserted');
      expect(await secrets.insert(secretOf(3, 'db-ключ2'), [], CASELESS)).toBe('inserted');
    });

    test('rejects the secret that is one too many in its vault', async ({ secrets }) => {
      const two = { maxSecrets: 2, caselessName: false };
      const third = secretOf(3, 'c');
      await insertAll(secrets, [
        secretOf(1, 'a'),
        secretOf(7, 'a', { vault: 'second' }),
        secretOf(8, 'b', { vault: 'second' }),
      ]);
      expect(await secrets.insert(secretOf(2, 'b'), [], two)).toBe('inserted');
      expect(await secrets.insert(third, [sealed('v1', 1)], two)).toBe('vault-full');
      expect(await secrets.findByName('first', 'c')).toBe(null);
      expect(await secrets.findById('first', third.id)).toBe(null);
      expect(await sealedHex(secrets, third, 'v1')).toBe(null);
      expect(await secrets.count('first')).toBe(2);
    });

    test('makes room in a full vault by removing', async ({ secrets }) => {
      const one = { maxSecrets: 1, caselessName: false };
      await insertAll(secrets, [secretOf(1, 'a')]);
      await secrets.remove('first', idOf(1), 1);
      expect(await secrets.insert(secretOf(2, 'b'), [], one)).toBe('inserted');
      expect(await secrets.insert(secretOf(3, 'c'), [], one)).toBe('vault-full');
    });

    test('says of a taken name in a full vault that the name is taken', async ({ secrets }) => {
      await insertAll(secrets, [secretOf(1, 'a')]);
      expect(await secrets.insert(secretOf(2, 'A'), [], { maxSecrets: 1, caselessName: true })).toBe('name-taken');
    });
  });
}
