import type { Rotation } from '../model/rotation-plan.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Secret, Version } from '../model/secret.ts';
import type { SecretStore } from '../ports/secret-store.ts';
import type { Suite } from './harness.ts';
import { NOW, UNLIMITED, commitOf, insertAll, resourceOf, sealed, secretOf } from './samples.ts';

const ROTATION: Rotation = {
  plan: {
    accounts: 'one',
    pendingLabel: null,
    versionIds: 'numbered',
    versioning: {
      versionLimit: 20,
      atVersionLimit: 'drop-unlabelled-or-refuse',
      labelLimit: null,
      atLabelLimit: 'reject',
      moveHandsOverPrevious: true,
    },
  },
  enabled: true,
  periodMs: 1_000,
  lastAt: null,
  nextAt: null,
  requested: null,
  failures: 0,
};

/** What falls due of secrets, and what is kept along with their changes. */
export function secretDueContract({ describe, test, expect }: Suite): void {
  describe('SecretStore: listDue', () => {
    test('lists what falls due in any vault, the longest due first, up to a number', async ({ secrets }) => {
      const rotates = quiet(1, 'rotates', { rotation: { ...ROTATION, nextAt: NOW - 3 } });
      await insertAll(secrets, [
        quiet(4, 'goes', { deletionDueAt: NOW }),
        rotates,
        quiet(2, 'expires', { vault: 'second', versions: [versionAt(NOW - 1)] }),
        quiet(3, 'asked for', { rotation: { ...ROTATION, requested: { id: 'x', at: NOW - 2, versionId: null } } }),
        quiet(5, 'later', { deletionDueAt: NOW + 1 }),
        quiet(6, 'never'),
      ]);
      expect(await dueNames(secrets, NOW)).toEqual(['rotates', 'asked for', 'expires', 'goes']);
      expect(await dueNames(secrets, NOW, 2)).toEqual(['rotates', 'asked for']);
      expect(await dueNames(secrets, NOW - 4)).toEqual([]);
      expect(await secrets.listDue(NOW - 3, 9)).toEqual([rotates]);
    });

    test('follows commits, and forgets what is removed', async ({ secrets }) => {
      const before = quiet(1, 'name');
      await insertAll(secrets, [before, quiet(2, 'goes', { deletionDueAt: NOW - 1 })]);
      const due = commitOf(before, { rotation: { ...ROTATION, nextAt: NOW } });
      await secrets.commit(due);
      expect(await dueNames(secrets, NOW)).toEqual(['goes', 'name']);
      await secrets.removeDue(NOW);
      expect(await dueNames(secrets, NOW)).toEqual(['name']);
      await secrets.commit(commitOf(due.secret, { rotation: { ...ROTATION, enabled: false } }));
      expect(await dueNames(secrets, NOW + 9)).toEqual([]);
    });
  });

  describe('SecretStore: resources along with a change', () => {
    test('are kept with an insert, a commit and a removal that go through', async ({ secrets, resources }) => {
      const before = secretOf(1, 'name');
      await secrets.insert(before, [sealed('v1', 1)], UNLIMITED, [resourceOf(1, 'made')]);
      const change = commitOf(before, {}, { resources: [resourceOf(2, 'changed'), resourceOf(3, 'too')] });
      await secrets.commit(change);
      await secrets.remove('first', before.id, 2, [resourceOf(4, 'gone')]);
      expect(await keptIds(resources)).toEqual(['changed', 'gone', 'made', 'too']);
      expect(await resources.find('first', 'door.thing', 'too')).toEqual(resourceOf(3, 'too'));
    });

    test('are not kept with one that does not', async ({ secrets, resources }) => {
      const before = secretOf(1, 'name');
      await insertAll(secrets, [before]);
      expect(await secrets.insert(secretOf(2, 'name'), [], UNLIMITED, [resourceOf(1, 'a')])).toBe('name-taken');
      expect(
        await secrets.commit({ ...commitOf(before, {}, { resources: [resourceOf(2, 'b')] }), expectedRevision: 7 }),
      ).toBe('stale');
      expect(await secrets.remove('first', before.id, 7, [resourceOf(3, 'c')])).toBe('stale');
      expect(await keptIds(resources)).toEqual([]);
    });

    test('leave what has their id, and the change goes through', async ({ secrets, resources }) => {
      const taken = resourceOf(1, 'taken');
      await resources.insert(taken);
      const before = secretOf(1, 'name');
      await insertAll(secrets, [before]);
      expect(await secrets.commit(commitOf(before, {}, { resources: [resourceOf(2, 'taken')] }))).toBe('committed');
      expect(await resources.find('first', 'door.thing', 'taken')).toEqual(taken);
    });

    test('are asked for, for each secret whose deletion is due, the longest due first', async ({
      secrets,
      resources,
    }) => {
      const due = [secretOf(1, 'second', { deletionDueAt: NOW }), secretOf(2, 'first', { deletionDueAt: NOW - 1 })];
      await insertAll(secrets, [...due, secretOf(3, 'stays', { deletionDueAt: NOW + 1 })]);
      const requested: Secret[] = [];
      const noted = (secret: Secret): DialectRecord[] => {
        requested.push(secret);
        return [resourceOf(requested.length, secret.name)];
      };
      expect(await secrets.removeDue(NOW, noted)).toBe(2);
      expect(await secrets.removeDue(NOW, noted)).toBe(0);
      expect(requested).toEqual(due.toReversed());
      expect(await keptIds(resources)).toEqual(['first', 'second']);
    });
  });
}

function versionAt(expiresAt: number | null): Version {
  return { id: 'v1', ordinal: 1, createdAt: NOW, expiresAt, dataType: 'text', keyId: 'key' };
}

/** A secret of which nothing falls due but what the changes say. */
function quiet(n: number, name: string, changes: Partial<Secret> = {}): Secret {
  return secretOf(n, name, { versions: [versionAt(null)], ...changes });
}

async function dueNames(store: SecretStore, until: number, limit = 9): Promise<string[]> {
  return (await store.listDue(until, limit)).map(({ name }) => name);
}

async function keptIds(store: {
  list(
    vault: string,
    kind: string,
    page: { order: 'id'; from: { after: null }; limit: number },
  ): Promise<DialectRecord[]>;
}): Promise<string[]> {
  return (await store.list('first', 'door.thing', { order: 'id', from: { after: null }, limit: 99 })).map(
    ({ id }) => id,
  );
}
