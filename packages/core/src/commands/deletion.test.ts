import { describe, expect, it } from '@jest/globals';

import { START, VAULT, made, newEnvironment, rejectionOf, target, valueAt } from '../../test/environment.ts';
import { DAY_MS } from '../model/deletion.ts';
import { deleteSecret, restoreSecret, scheduleSecretDeletion } from './deletion.ts';
import { listSecretsByCreation } from './list-secrets.ts';
import { loadSecret } from './load-secret.ts';
import { updateSecret } from './update-secret.ts';

describe('a scheduled deletion', () => {
  it('is dated, and taken back without a trace but the time of change', async () => {
    const environment = newEnvironment();
    const before = await made(environment);
    environment.advance(5);
    const scheduled = await scheduleSecretDeletion(environment.services, { ...target(), days: 30 });
    expect(scheduled).toEqual({ ...before, deletionDueAt: START + 5 + 30 * DAY_MS, updatedAt: START + 5, revision: 2 });
    expect(await rejectionOf(scheduleSecretDeletion(environment.services, { ...target(), days: 7 }))).toBe(
      'deletion-already-scheduled',
    );
    const restored = await restoreSecret(environment.services, target());
    expect(restored).toEqual({ ...before, updatedAt: START + 6, revision: 3 });
    expect(await rejectionOf(restoreSecret(environment.services, target()))).toBe('deletion-not-scheduled');
    expect(await valueAt(environment)).toBe('one');
  });

  it('makes the secret gone for every command at the very time, before any sweep', async () => {
    const environment = newEnvironment();
    const { id } = await made(environment);
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    environment.advance(7 * DAY_MS);
    const { services } = environment;
    const attempts = [
      () => loadSecret(services, target().ref),
      () => loadSecret(services, { vault: VAULT, id }),
      () => restoreSecret(services, target()),
      () => scheduleSecretDeletion(services, { ...target(), days: 7 }),
      () => deleteSecret(services, target().ref),
      () => updateSecret(services, { ...target(), description: 'x' }),
      () => valueAt(environment),
    ];
    for (const attempt of attempts) expect(await rejectionOf(attempt)).toBe('secret-not-found');
    expect(await services.secrets.count(VAULT)).toBe(1);
    expect(await listSecretsByCreation(services, VAULT, { offset: 0, limit: 9 })).toEqual({ secrets: [], total: 0 });
    expect(await services.secrets.count(VAULT)).toBe(0);
  });
});

describe('deleteSecret', () => {
  it('deletes at once, also a secret that waits for its deletion, and frees the name', async () => {
    const environment = newEnvironment();
    const secret = await made(environment);
    const scheduled = await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await deleteSecret(environment.services, target().ref)).toEqual(scheduled);
    expect(await environment.services.secrets.readSealed(VAULT, secret.id, 'v1')).toBeNull();
    expect(await rejectionOf(deleteSecret(environment.services, target().ref))).toBe('secret-not-found');
    expect((await made(environment)).id).not.toBe(secret.id);
  });

  it('deletes what a faster writer left, and answers that', async () => {
    const environment = newEnvironment((base) => ({
      secrets: {
        ...base.secrets,
        async remove(vault, id, expectedRevision) {
          if (expectedRevision === 1) await updateSecret(base, { ...target(), description: 'late' });
          return base.secrets.remove(vault, id, expectedRevision);
        },
      },
    }));
    await made(environment);
    expect((await deleteSecret(environment.services, target().ref)).description).toBe('late');
    expect(await environment.services.secrets.count(VAULT)).toBe(0);
  });
});
