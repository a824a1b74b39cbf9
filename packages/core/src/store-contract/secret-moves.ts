import type { SecretMove } from '../ports/secret-store.ts';
import type { Secret } from '../model/secret.ts';
import type { Suite } from './harness.ts';
import { UNLIMITED, commitOf, idOf, insertAll, sealed, sealedHex, secretOf } from './samples.ts';

/** Finding secrets across vaults, and moving them. */
export function secretMoveContract({ describe, test, expect }: Suite): void {
  describe('SecretStore: findAnywhere', () => {
    test('finds by id alone, as the secret is', async ({ secrets }) => {
      const here = secretOf(1, 'name');
      const there = secretOf(2, 'name', { vault: 'second' });
      await insertAll(secrets, [here, there]);
      expect(await secrets.findAnywhere(idOf(1))).toEqual(here);
      expect(await secrets.findAnywhere(idOf(2))).toEqual(there);
      expect(await secrets.findAnywhere(idOf(3))).toBe(null);
      const change = commitOf(there, { name: 'renamed' });
      await secrets.commit(change);
      expect(await secrets.findAnywhere(idOf(2))).toEqual(change.secret);
      await secrets.remove('second', idOf(2), 2);
      expect(await secrets.findAnywhere(idOf(2))).toBe(null);
    });

    test('answers the first that was made where several vaults hold the id', async ({ secrets }) => {
      const first = secretOf(1, 'b', { vault: 'second' });
      await insertAll(secrets, [first, secretOf(1, 'a', { vault: 'first' })]);
      expect(await secrets.findAnywhere(idOf(1))).toEqual(first);
    });
  });

  describe('SecretStore: move', () => {
    test('takes the secret and the values given, and leaves nothing behind', async ({ secrets }) => {
      const before = secretOf(1, 'name');
      await secrets.insert(before, [sealed('v1', 1), sealed('v2', 2)], UNLIMITED);
      const change = moveOf(before, { name: 'there' });
      expect(await secrets.move(change)).toBe('moved');
      expect(await secrets.findById('second', before.id)).toEqual(change.secret);
      expect(await secrets.findByName('second', 'there')).toEqual(change.secret);
      expect(await secrets.findAnywhere(before.id)).toEqual(change.secret);
      expect(await sealedHex(secrets, change.secret, 'v1')).toBe('09');
      expect(await sealedHex(secrets, change.secret, 'v2')).toBe(null);
      expect(await secrets.findById('first', before.id)).toBe(null);
      expect(await secrets.findByName('first', 'name')).toBe(null);
      expect(await sealedHex(secrets, before, 'v1')).toBe(null);
      expect([await secrets.count('first'), await secrets.count('second')]).toEqual([0, 1]);
      expect(await secrets.insert(secretOf(2, 'name'), [], UNLIMITED)).toBe('inserted');
    });

    test('puts it last in the order of creation', async ({ secrets }) => {
      const before = secretOf(1, 'a');
      await insertAll(secrets, [before, secretOf(2, 'b', { vault: 'second' })]);
      await secrets.move(moveOf(before));
      const page = await secrets.list('second', { order: 'created', offset: 0, limit: 9 });
      expect(page.map(({ name }) => name)).toEqual(['b', 'a']);
    });

    test('is rejected, and changes nothing, where the name is taken', async ({ secrets }) => {
      const before = secretOf(1, 'name');
      await insertAll(secrets, [before, secretOf(2, 'NAME', { vault: 'second' })]);
      expect(await secrets.move(moveOf(before, {}, { caselessName: true }))).toBe('name-taken');
      expect(await secrets.findById('first', before.id)).toEqual(before);
      expect(await sealedHex(secrets, before, 'v1')).toBe('01');
      expect([await secrets.count('first'), await secrets.count('second')]).toEqual([1, 1]);
      expect(await secrets.move(moveOf(before))).toBe('moved');
    });

    test('is rejected where the revision is stale or the secret is elsewhere', async ({ secrets }) => {
      const before = secretOf(1, 'name');
      await insertAll(secrets, [before]);
      await secrets.commit(commitOf(before));
      expect(await secrets.move(moveOf(before))).toBe('stale');
      expect(await secrets.move(moveOf({ ...before, revision: 2 }, {}, { from: 'third' }))).toBe('stale');
      expect(await secrets.count('second')).toBe(0);
      expect(await secrets.move(moveOf({ ...before, revision: 2 }))).toBe('moved');
    });
  });
}

/** The move of `before` into the vault `second`, with a new value of `v1`. */
function moveOf(before: Secret, changes: Partial<Secret> = {}, extra: Partial<SecretMove> = {}): SecretMove {
  const secret = { ...before, vault: 'second', ...changes, revision: before.revision + 1 };
  return {
    from: before.vault,
    secret,
    expectedRevision: before.revision,
    values: [sealed('v1', 9)],
    caselessName: false,
    ...extra,
  };
}
