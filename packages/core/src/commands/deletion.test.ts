import { describe, expect, it } from '@jest/globals';

import { START, VAULT, made, newWorld, refusalOf, target, valueAt } from '../../test/world.ts';
import { DAY_MS } from '../model/deletion.ts';
import { deleteSecret, restoreSecret, scheduleSecretDeletion } from './deletion.ts';
import { listSecretsByCreation } from './list-secrets.ts';
import { loadSecret } from './load-secret.ts';
import { updateSecret } from './update-secret.ts';

describe('a scheduled deletion', () => {
  it('is dated, and taken back without a trace but the time of change', async () => {
    const world = newWorld();
    const before = await made(world);
    world.advance(5);
    const scheduled = await scheduleSecretDeletion(world.services, { ...target(), days: 30 });
    expect(scheduled).toEqual({ ...before, deletionDueAt: START + 5 + 30 * DAY_MS, updatedAt: START + 5, revision: 2 });
    expect(await refusalOf(scheduleSecretDeletion(world.services, { ...target(), days: 7 }))).toBe(
      'deletion-already-scheduled',
    );
    const restored = await restoreSecret(world.services, target());
    expect(restored).toEqual({ ...before, updatedAt: START + 6, revision: 3 });
    expect(await refusalOf(restoreSecret(world.services, target()))).toBe('deletion-not-scheduled');
    expect(await valueAt(world)).toBe('one');
  });

  it('makes the secret gone for every command at the very time, before any sweep', async () => {
    const world = newWorld();
    const { id } = await made(world);
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    world.advance(7 * DAY_MS);
    const { services } = world;
    const attempts = [
      loadSecret(services, target().ref),
      loadSecret(services, { vault: VAULT, id }),
      restoreSecret(services, target()),
      scheduleSecretDeletion(services, { ...target(), days: 7 }),
      deleteSecret(services, target().ref),
      updateSecret(services, { ...target(), description: 'x' }),
      valueAt(world),
    ];
    for (const attempt of attempts) expect(await refusalOf(attempt)).toBe('secret-not-found');
    expect(await services.secrets.count(VAULT)).toBe(1);
    expect(await listSecretsByCreation(services, VAULT, { offset: 0, limit: 9 })).toEqual({ secrets: [], total: 0 });
    expect(await services.secrets.count(VAULT)).toBe(0);
  });
});

describe('deleteSecret', () => {
  it('deletes at once, also a secret that waits for its deletion, and frees the name', async () => {
    const world = newWorld();
    const secret = await made(world);
    const scheduled = await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    expect(await deleteSecret(world.services, target().ref)).toEqual(scheduled);
    expect(await world.services.secrets.readSealed(VAULT, secret.id, 'v1')).toBeNull();
    expect(await refusalOf(deleteSecret(world.services, target().ref))).toBe('secret-not-found');
    expect((await made(world)).id).not.toBe(secret.id);
  });

  it('deletes what a faster writer left, and answers that', async () => {
    const world = newWorld((base) => ({
      secrets: {
        ...base.secrets,
        async remove(vault, id, expectedRevision) {
          if (expectedRevision === 1) await updateSecret(base, { ...target(), description: 'late' });
          return base.secrets.remove(vault, id, expectedRevision);
        },
      },
    }));
    await made(world);
    expect((await deleteSecret(world.services, target().ref)).description).toBe('late');
    expect(await world.services.secrets.count(VAULT)).toBe(0);
  });
});
