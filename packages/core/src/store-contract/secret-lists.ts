import type { SecretPage, SecretStore } from '../ports/secret-store.ts';
import type { Suite } from './harness.ts';
import { NOW, UNLIMITED, commitOf, idOf, insertAll, secretOf } from './samples.ts';

/** Listing and counting secrets. */
export function secretListContract({ describe, test, expect }: Suite): void {
  describe('SecretStore: list by name', () => {
    test('answers whole secrets of one vault', async ({ secrets }) => {
      const secret = secretOf(1, 'mine');
      await insertAll(secrets, [secret, secretOf(2, 'theirs', { vault: 'second' })]);
      expect(await secrets.list('first', { order: 'name', after: null, limit: 9 })).toEqual([secret]);
      expect(await secrets.list('third', { order: 'name', after: null, limit: 9 })).toEqual([]);
    });

    test('goes on strictly after a name, whether or not a secret has it', async ({ secrets }) => {
      await insertAll(
        secrets,
        ['d', 'b', 'a', 'c'].map((name, at) => secretOf(at, name)),
      );
      expect(await names(secrets, { order: 'name', after: null, limit: 2 })).toEqual(['a', 'b']);
      expect(await names(secrets, { order: 'name', after: 'b', limit: 2 })).toEqual(['c', 'd']);
      expect(await names(secrets, { order: 'name', after: 'bb', limit: 1 })).toEqual(['c']);
      expect(await names(secrets, { order: 'name', after: 'd', limit: 2 })).toEqual([]);
    });

    test('sorts by code unit or by byte, and pages in that very order', async ({ secrets }) => {
      const made = ['b', 'B', 'a/1', 'a-1', 'a', 'ab', 'é', 'z', '中', '\u{ff5e}', '\u{1f600}', '10', '9', '_'];
      await insertAll(
        secrets,
        made.map((name, at) => secretOf(at, name)),
      );
      const byUnit = [...made].sort();
      const byByte = [...made].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
      const paged: string[] = [];
      while (paged.length < made.length) {
        const page = await names(secrets, { order: 'name', after: paged.at(-1) ?? null, limit: 3 });
        expect(page.length > 0).toBe(true);
        paged.push(...page);
      }
      expect([JSON.stringify(byUnit), JSON.stringify(byByte)].includes(JSON.stringify(paged))).toBe(true);
    });

    test('follows a renaming', async ({ secrets }) => {
      const moved = secretOf(1, 'a');
      await insertAll(secrets, [moved, secretOf(2, 'b')]);
      await secrets.commit(commitOf(moved, { name: 'c' }));
      expect(await names(secrets, { order: 'name', after: null, limit: 9 })).toEqual(['b', 'c']);
    });
  });

  describe('SecretStore: list by creation', () => {
    test('goes by the order of the inserts, whatever names, ids and times say', async ({ secrets }) => {
      const made = [
        secretOf(9, 'z', { createdAt: NOW + 9 }),
        secretOf(1, 'm', { createdAt: NOW }),
        secretOf(5, 'a', { createdAt: NOW }),
      ];
      await insertAll(secrets, made);
      expect(await secrets.list('first', { order: 'created', offset: 0, limit: 9 })).toEqual(made);
    });

    test('skips by count within the vault', async ({ secrets }) => {
      const made = Array.from({ length: 10 }, (_, at) =>
        secretOf(at, `s${at}`, { vault: at % 2 === 0 ? 'first' : 'second' }),
      );
      await insertAll(secrets, made);
      expect(await names(secrets, { order: 'created', offset: 0, limit: 2 })).toEqual(['s0', 's2']);
      expect(await names(secrets, { order: 'created', offset: 3, limit: 9 })).toEqual(['s6', 's8']);
      expect(await names(secrets, { order: 'created', offset: 5, limit: 9 })).toEqual([]);
    });

    test('keeps its order through commits and closes gaps after removals', async ({ secrets }) => {
      const made = ['a', 'b', 'c', 'd'].map((name, at) => secretOf(at, name));
      await insertAll(secrets, made);
      for (const secret of made.slice(0, 2)) await secrets.commit(commitOf(secret, { name: `z${secret.name}` }));
      await secrets.remove('first', idOf(3), 1);
      await insertAll(secrets, [secretOf(4, 'A')]);
      await secrets.remove('first', idOf(1), 2);
      expect(await names(secrets, { order: 'created', offset: 0, limit: 9 })).toEqual(['za', 'c', 'A']);
      expect(await names(secrets, { order: 'created', offset: 1, limit: 1 })).toEqual(['c']);
    });
  });

  describe('SecretStore: count', () => {
    test('counts the secrets of one vault through inserts, rejections and removals', async ({ secrets }) => {
      expect(await secrets.count('first')).toBe(0);
      await insertAll(secrets, [
        secretOf(1, 'a'),
        secretOf(2, 'b', { deletionDueAt: NOW }),
        secretOf(3, 'a', { vault: 'second' }),
      ]);
      await secrets.insert(secretOf(4, 'a'), [], UNLIMITED);
      await secrets.commit(commitOf(secretOf(1, 'a')));
      expect(await secrets.count('first')).toBe(2);
      expect(await secrets.count('second')).toBe(1);
      await secrets.removeDue(NOW);
      await secrets.remove('first', idOf(1), 2);
      await secrets.remove('first', idOf(1), 2);
      expect(await secrets.count('first')).toBe(0);
    });

    test('names the vaults that hold secrets', async ({ secrets }) => {
      expect(await secrets.vaults()).toEqual([]);
      await insertAll(secrets, [secretOf(1, 'a'), secretOf(2, 'b'), secretOf(3, 'a', { vault: 'second' })]);
      expect((await secrets.vaults()).toSorted()).toEqual(['first', 'second']);
      await secrets.remove('second', idOf(3), 1);
      expect(await secrets.vaults()).toEqual(['first']);
    });
  });
}

async function names(store: SecretStore, page: SecretPage): Promise<string[]> {
  return (await store.list('first', page)).map((secret) => secret.name);
}
