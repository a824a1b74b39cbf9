import type { Suite } from './harness.ts';
import { NOW, UNLIMITED, commitOf, idOf, insertAll, sealed, sealedHex, secretOf } from './samples.ts';

/** Removing secrets. */
export function secretRemovalContract({ describe, test, expect }: Suite): void {
  describe('SecretStore: remove', () => {
    test('removes the secret with every version and value, and frees its name', async ({ secrets }) => {
      const secret = secretOf(1, 'name');
      await secrets.insert(secret, [sealed('v1', 1), sealed('v2', 2)], UNLIMITED);
      expect(await secrets.remove('first', secret.id, 1)).toBe('removed');
      expect(await secrets.findByName('first', 'name')).toBe(null);
      expect(await secrets.findById('first', secret.id)).toBe(null);
      expect(await secrets.insert(secretOf(1, 'name'), [], UNLIMITED)).toBe('inserted');
      expect(await sealedHex(secrets, secret, 'v1')).toBe(null);
      expect(await sealedHex(secrets, secret, 'v2')).toBe(null);
    });

    test('removes nothing when the revision is stale, the vault another or the secret gone', async ({ secrets }) => {
      const secret = secretOf(1, 'name');
      await insertAll(secrets, [secret]);
      expect(await secrets.remove('first', secret.id, 2)).toBe('stale');
      expect(await secrets.remove('second', secret.id, 1)).toBe('stale');
      expect(await secrets.findById('first', secret.id)).toEqual(secret);
      expect(await sealedHex(secrets, secret, 'v1')).toBe('01');
      await secrets.commit(commitOf(secret));
      expect(await secrets.remove('first', secret.id, 1)).toBe('stale');
      expect(await secrets.remove('first', secret.id, 2)).toBe('removed');
      expect(await secrets.remove('first', secret.id, 2)).toBe('stale');
    });

    test('leaves the same id in another vault', async ({ secrets }) => {
      const namesake = secretOf(1, 'name', { vault: 'second' });
      await insertAll(secrets, [secretOf(1, 'name'), namesake]);
      await secrets.remove('first', idOf(1), 1);
      expect(await secrets.findById('second', idOf(1))).toEqual(namesake);
      expect(await sealedHex(secrets, namesake, 'v1')).toBe('01');
      expect(await secrets.count('second')).toBe(1);
    });
  });

  describe('SecretStore: removeDue', () => {
    test('removes what fell due in any vault, and nothing else', async ({ secrets }) => {
      const due = secretOf(1, 'due', { deletionDueAt: NOW });
      await insertAll(secrets, [
        due,
        secretOf(2, 'past', { vault: 'second', deletionDueAt: NOW - 1 }),
        secretOf(3, 'later', { deletionDueAt: NOW + 1 }),
        secretOf(4, 'never'),
      ]);
      expect(await secrets.removeDue(NOW)).toBe(2);
      expect(await secrets.removeDue(NOW)).toBe(0);
      expect(await secrets.findByName('first', 'due')).toBe(null);
      expect(await sealedHex(secrets, due, 'v1')).toBe(null);
      expect(await secrets.count('first')).toBe(2);
      expect(await secrets.count('second')).toBe(0);
      expect((await secrets.list('first', { order: 'name', after: null, limit: 9 })).map(({ name }) => name)).toEqual([
        'later',
        'never',
      ]);
    });

    test('follows a deletion that is scheduled, moved and taken back by commits', async ({ secrets }) => {
      const before = secretOf(1, 'name');
      await insertAll(secrets, [before]);
      const scheduled = commitOf(before, { deletionDueAt: NOW });
      await secrets.commit(scheduled);
      expect(await secrets.removeDue(NOW - 1)).toBe(0);
      const restored = commitOf(scheduled.secret, { deletionDueAt: null });
      await secrets.commit(restored);
      expect(await secrets.removeDue(NOW + 1_000)).toBe(0);
      await secrets.commit(commitOf(restored.secret, { deletionDueAt: NOW + 2_000 }));
      expect(await secrets.removeDue(NOW + 2_000)).toBe(1);
    });

    test('holds the name of a secret that is due until it is removed', async ({ secrets }) => {
      await insertAll(secrets, [secretOf(1, 'name', { deletionDueAt: NOW })]);
      expect(await secrets.insert(secretOf(2, 'name'), [], UNLIMITED)).toBe('name-taken');
      await secrets.removeDue(NOW);
      expect(await secrets.insert(secretOf(2, 'name'), [], UNLIMITED)).toBe('inserted');
    });
  });
}
