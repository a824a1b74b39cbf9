import type { Suite } from './harness.ts';
import { CASELESS, UNLIMITED, commitOf, idOf, insertAll, sealed, sealedHex, secretOf } from './samples.ts';

/** Changing secrets. */
export function secretCommitContract({ describe, test, expect }: Suite): void {
  describe('SecretStore: commit', () => {
    test('replaces the secret, adds values and drops values', async ({ secrets }) => {
      const before = secretOf(1, 'name');
      await secrets.insert(before, [sealed('v1', 1), sealed('v2', 2)], UNLIMITED);
      const change = commitOf(
        before,
        { description: 'new', state: 'disabled' },
        { added: [sealed('v3', 3)], dropped: ['v1'] },
      );
      expect(await secrets.commit(change)).toBe('committed');
      expect(await secrets.findByName('first', 'name')).toEqual(change.secret);
      expect(await secrets.findById('first', before.id)).toEqual(change.secret);
      expect(await sealedHex(secrets, before, 'v1')).toBe(null);
      expect(await sealedHex(secrets, before, 'v2')).toBe('02');
      expect(await sealedHex(secrets, before, 'v3')).toBe('03');
    });

    test('takes a dropped version id again with another value', async ({ secrets }) => {
      const before = secretOf(1, 'name');
      await secrets.insert(before, [sealed('v1', 1)], UNLIMITED);
      const dropped = commitOf(before, {}, { dropped: ['v1'] });
      await secrets.commit(dropped);
      await secrets.commit(commitOf(dropped.secret, {}, { added: [sealed('v1', 2)] }));
      expect(await sealedHex(secrets, before, 'v1')).toBe('02');
    });

    test('changes nothing when the revision is stale, values included', async ({ secrets }) => {
      const before = secretOf(1, 'name');
      await insertAll(secrets, [before, secretOf(2, 'other')]);
      const first = commitOf(before, { description: 'first' });
      await secrets.commit(first);
      const late = commitOf(
        before,
        { description: 'late', name: 'elsewhere' },
        { added: [sealed('v9', 9)], dropped: ['v1'] },
      );
      expect(await secrets.commit(late)).toBe('stale');
      expect(await secrets.findById('first', before.id)).toEqual(first.secret);
      expect(await secrets.findByName('first', 'elsewhere')).toBe(null);
      expect(await sealedHex(secrets, before, 'v1')).toBe('01');
      expect(await sealedHex(secrets, before, 'v9')).toBe(null);
    });

    test('is stale for a revision ahead, for a secret that is gone and for one of another vault', async ({
      secrets,
    }) => {
      const secret = secretOf(1, 'name');
      await insertAll(secrets, [secret]);
      expect(await secrets.commit(commitOf({ ...secret, revision: 2 }))).toBe('stale');
      expect(await secrets.commit(commitOf({ ...secret, vault: 'second' }))).toBe('stale');
      await secrets.remove('first', secret.id, 1);
      expect(await secrets.commit(commitOf(secret, {}, { added: [sealed('v2', 2)] }))).toBe('stale');
      expect(await secrets.findByName('first', 'name')).toBe(null);
      expect(await sealedHex(secrets, secret, 'v2')).toBe(null);
      expect(await secrets.count('first')).toBe(0);
    });

    test('leaves other secrets alone, even of the same id in another vault', async ({ secrets }) => {
      const namesake = secretOf(1, 'name', { vault: 'second' });
      const secret = secretOf(1, 'name');
      await insertAll(secrets, [secret, namesake]);
      await secrets.commit(commitOf(secret, { description: 'changed' }, { dropped: ['v1'] }));
      expect(await secrets.findById('second', idOf(1))).toEqual(namesake);
      expect(await sealedHex(secrets, namesake, 'v1')).toBe('01');
    });
  });

  describe('SecretStore: renaming', () => {
    test('moves the secret to the new name, values included, and frees the old name', async ({ secrets }) => {
      const before = secretOf(1, 'old');
      await insertAll(secrets, [before]);
      const renamed = commitOf(before, { name: 'new' });
      expect(await secrets.commit(renamed)).toBe('committed');
      expect(await secrets.findByName('first', 'old')).toBe(null);
      expect(await secrets.findByName('first', 'new')).toEqual(renamed.secret);
      expect(await sealedHex(secrets, before, 'v1')).toBe('01');
      expect(await secrets.insert(secretOf(2, 'NEW'), [], CASELESS)).toBe('name-taken');
      expect(await secrets.insert(secretOf(2, 'OLD'), [], CASELESS)).toBe('inserted');
      expect(await secrets.insert(secretOf(3, 'old'), [], UNLIMITED)).toBe('inserted');
    });

    test('rejects the name of another secret and changes nothing', async ({ secrets }) => {
      const before = secretOf(1, 'mine');
      await insertAll(secrets, [before, secretOf(2, 'yours')]);
      const change = commitOf(before, { name: 'yours' }, { added: [sealed('v2', 2)], dropped: ['v1'] });
      expect(await secrets.commit(change)).toBe('name-taken');
      expect(await secrets.findByName('first', 'mine')).toEqual(before);
      expect((await secrets.findByName('first', 'yours'))?.id).toBe(idOf(2));
      expect(await sealedHex(secrets, before, 'v1')).toBe('01');
      expect(await sealedHex(secrets, before, 'v2')).toBe(null);
    });

    test("takes a name that differs by case only for another secret's when asked to", async ({ secrets }) => {
      const before = secretOf(1, 'mine');
      await insertAll(secrets, [before, secretOf(2, 'Yours')]);
      expect(await secrets.commit(commitOf(before, { name: 'YOURS' }, { caselessName: true }))).toBe('name-taken');
      expect(await secrets.commit(commitOf(before, { name: 'YOURS' }))).toBe('committed');
    });

    test('lets a secret change the case of its own name', async ({ secrets }) => {
      const before = secretOf(1, 'mine');
      await insertAll(secrets, [before]);
      expect(await secrets.commit(commitOf(before, { name: 'Mine' }, { caselessName: true }))).toBe('committed');
      expect(await secrets.findByName('first', 'mine')).toBe(null);
      expect(await secrets.insert(secretOf(2, 'MINE'), [], CASELESS)).toBe('name-taken');
    });

    test('never rejects a name that stays', async ({ secrets }) => {
      const before = secretOf(1, 'mine');
      await insertAll(secrets, [before, secretOf(2, 'MINE')]);
      expect(await secrets.commit(commitOf(before, {}, { caselessName: true }))).toBe('committed');
    });

    test('says stale of a stale commit even when the name is taken too', async ({ secrets }) => {
      const before = secretOf(1, 'mine');
      await insertAll(secrets, [before, secretOf(2, 'yours')]);
      await secrets.commit(commitOf(before));
      expect(await secrets.commit(commitOf(before, { name: 'yours' }))).toBe('stale');
    });

    test('lets another vault have the name', async ({ secrets }) => {
      const before = secretOf(1, 'mine');
      await insertAll(secrets, [before, secretOf(2, 'yours', { vault: 'second' })]);
      expect(await secrets.commit(commitOf(before, { name: 'yours' }, { caselessName: true }))).toBe('committed');
    });
  });
}
