import { describe, expect, it } from '@jest/globals';

import { FREE, START, VAULT, type Environment, forced, rejectionOf, target, valueAt } from '../../test/environment.ts';
import { PLAN, TWO, byHand, rotationEnvironment, eventsOf, runDueRotation } from '../../test/rotation-environment.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import { labelsOf } from '../model/secret.ts';
import { loadSecret } from './load-secret.ts';
import { putSecretVersion } from './put-version.ts';
import { requestRotation } from './request-rotation.ts';
import { rotateSecret } from './rotate-secret.ts';

describe('a rotation that is asked for', () => {
  it('is due at once, is done as one, and tells its asker', async () => {
    const environment = await rotationEnvironment();
    const task = { vault: VAULT, kind: 'door.task', id: 'task', body: {}, createdAt: START, dueAt: null, revision: 1 };
    const waiting = { id: 'mine', versionId: 'v2' };
    expect(await requestRotation(environment.services, { ...target(), id: 'mine', resources: [task] })).toMatchObject(
      waiting,
    );
    expect(
      await requestRotation(environment.services, { ...target(), id: 'again', resources: [{ ...task, id: 'other' }] }),
    ).toMatchObject(waiting);
    expect(await environment.services.resources.find(VAULT, 'door.task', 'task')).toEqual(task);
    expect(await environment.services.resources.find(VAULT, 'door.task', 'other')).toBe(null);
    expect(await runDueRotation(environment)).toBe('rotated');
    expect(environment.target.steps.map(({ step }) => step)).toEqual(['create', 'apply']);
    expect((await eventsOf(environment)).at(-1)).toMatchObject({
      type: 'rotated',
      requested: 'mine',
      attempts: 1,
      versionId: 'v2',
    });
    expect((await loadSecret(environment.services, target().ref)).rotation).toMatchObject({
      requested: null,
      failures: 0,
    });
  });

  it.each([
    [PLAN, []],
    [TWO, ['pending']],
  ] as const)('has its version at once, which is put into use by what is due', async (plan, labels) => {
    const environment = await rotationEnvironment(plan);
    await requestRotation(environment.services, { ...target(), id: 'mine', resources: [] });
    const waiting = await loadSecret(environment.services, target().ref);
    expect(waiting.versions.map(({ id }) => [id, labelsOf(waiting, id)])).toEqual([
      ['v1', [CURRENT]],
      ['v2', labels],
    ]);
    await putSecretVersion(environment.services, {
      ...target(),
      value: { type: 'text', data: 'theirs' },
      versionId: null,
      labels: null,
      expiresAt: null,
      sameVersion: 'reject',
      policy: FREE,
    });
    expect(await runDueRotation(environment)).toBe('rotated');
    const after = await loadSecret(environment.services, target().ref);
    expect(after.versions.map(({ id }) => [id, labelsOf(after, id)])).toEqual([
      ['v1', []],
      ['v2', [CURRENT]],
      ['v3', [PREVIOUS]],
    ]);
    expect([await valueAt(environment), await valueAt(environment, PREVIOUS)]).toEqual(['rotated 1', 'theirs']);
  });

  it('has no version yet where the target cannot make its value, which what is due tries again', async () => {
    const environment = await rotationEnvironment();
    environment.target.failing = ['create'];
    const requested = await requestRotation(environment.services, { ...target(), id: 'mine', resources: [] });
    expect(requested).toMatchObject({ id: 'mine', versionId: null });
    environment.target.failing = [];
    expect(await runDueRotation(environment)).toBe('rotated');
    expect((await eventsOf(environment)).at(-1)).toMatchObject({ requested: 'mine', versionId: 'v2' });
  });

  it('leaves no version behind that another rotation, or the failure of all attempts, made superfluous', async () => {
    const ids = async (environment: Environment) =>
      (await loadSecret(environment.services, target().ref)).versions.map(({ id }) => id);
    const overtaken = await rotationEnvironment();
    await requestRotation(overtaken.services, { ...target(), id: 'mine', resources: [] });
    await rotateSecret(overtaken.services, byHand);
    expect(await ids(overtaken)).toEqual(['v1', 'v3']);
    expect(await runDueRotation(overtaken)).toBe('not-due');
    const failing = await rotationEnvironment(TWO);
    await requestRotation(failing.services, { ...target(), id: 'mine', resources: [] });
    failing.target.failing = ['apply'];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await ids(failing)).toEqual(['v1', 'v2']);
      await runDueRotation(failing);
      failing.advance(30_000);
    }
    expect(await ids(failing)).toEqual(['v1']);
  });

  it('is rejected where its version could not be put into use', async () => {
    const environment = await rotationEnvironment({ ...PLAN, versioning: { ...FREE, labelLimit: 1 } });
    expect(await rejectionOf(requestRotation(environment.services, { ...target(), id: 'mine', resources: [] }))).toBe(
      'label-quota-exceeded',
    );
  });

  it('is tried three times, and its asker is told of the failure', async () => {
    const environment = await rotationEnvironment();
    environment.target.failing = ['apply'];
    await requestRotation(environment.services, { ...target(), id: 'mine', resources: [] });
    const outcomes = [await runDueRotation(environment)];
    environment.advance(10_000);
    outcomes.push(await runDueRotation(environment));
    environment.advance(20_000);
    outcomes.push(await runDueRotation(environment));
    expect(outcomes).toEqual(['retried-later', 'retried-later', 'failed']);
    expect((await eventsOf(environment)).at(-1)).toMatchObject({
      type: 'rotation-failed',
      requested: 'mine',
      attempts: 3,
    });
    expect(await runDueRotation(environment)).toBe('not-due');
  });

  it('is rejected where a rotation by hand is', async () => {
    const environment = await rotationEnvironment();
    await forced(environment, { rotation: null });
    expect(await rejectionOf(requestRotation(environment.services, { ...target(), id: 'mine', resources: [] }))).toBe(
      'rotation-unsupported',
    );
  });
});
