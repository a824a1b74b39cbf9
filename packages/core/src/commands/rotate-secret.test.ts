import { describe, expect, it } from '@jest/globals';

import { ACTOR, FREE, START, forced, rejectionOf, target, valueAt } from '../../test/environment.ts';
import { PLAN, TWO, DAY, byHand, rotationEnvironment, eventsOf } from '../../test/rotation-environment.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import { labelsOf } from '../model/secret.ts';
import { loadSecret } from './load-secret.ts';
import { putSecretVersion } from './put-version.ts';
import { rotateSecret } from './rotate-secret.ts';

describe('rotateSecret', () => {
  it('makes the new value current and the old one previous, and counts the period anew', async () => {
    const environment = await rotationEnvironment();
    environment.advance(5);
    const { secret, version } = await rotateSecret(environment.services, byHand);
    expect(version.id).toBe('v2');
    expect([await valueAt(environment), await valueAt(environment, PREVIOUS)]).toEqual(['rotated 1', 'one']);
    expect(secret).toMatchObject({
      updatedAt: START + 5,
      updatedBy: ACTOR,
      rotation: { lastAt: START + 5, nextAt: START + 5 + DAY },
    });
    expect(environment.target.steps.map(({ step }) => step)).toEqual(['create', 'apply']);
    expect(environment.target.steps[1]?.value).toEqual({ type: 'text', data: 'rotated 1' });
    expect((await eventsOf(environment)).map(({ type }) => type)).toEqual([
      'version-created',
      'version-created',
      'rotated',
    ]);
  });

  it('takes the version id of the caller, unless it is taken', async () => {
    const environment = await rotationEnvironment();
    expect((await rotateSecret(environment.services, { ...target(), versionId: 'mine' })).version.id).toBe('mine');
    expect(await rejectionOf(rotateSecret(environment.services, { ...target(), versionId: 'mine' }))).toBe(
      'version-exists',
    );
  });

  it('hands the target what current and previous lead to, so that two accounts take turns', async () => {
    const environment = await rotationEnvironment({ ...PLAN, accounts: 'two' });
    for (let turn = 0; turn < 3; turn += 1) await rotateSecret(environment.services, byHand);
    const seen = environment.target.steps
      .filter(({ step }) => step === 'create')
      .map(({ request }) => [request.current.data, request.previous?.data]);
    expect(seen).toEqual([
      ['one', undefined],
      ['rotated 1', 'one'],
      ['rotated 2', 'rotated 1'],
    ]);
  });

  it('keeps the new version pending until its value is in use', async () => {
    const environment = await rotationEnvironment(TWO);
    const seen: unknown[] = [];
    const { target: rotationTarget } = environment;
    const apply = rotationTarget.apply.bind(rotationTarget);
    rotationTarget.apply = async (request, value) => {
      const secret = await loadSecret(environment.services, target().ref);
      seen.push(secret.versions.map(({ id }) => [id, labelsOf(secret, id)]));
      await apply(request, value);
    };
    const { secret } = await rotateSecret(environment.services, byHand);
    expect(seen).toEqual([
      [
        ['v1', [CURRENT]],
        ['v2', ['pending']],
      ],
    ]);
    expect(secret.versions.map(({ id }) => [id, labelsOf(secret, id)])).toEqual([
      ['v1', [PREVIOUS]],
      ['v2', [CURRENT]],
    ]);
  });

  it.each([
    ['create', PLAN],
    ['apply', PLAN],
    ['create', TWO],
    ['apply', TWO],
  ] as const)('leaves the secret as it was when the target fails to %s, and tells of it', async (step, plan) => {
    const environment = await rotationEnvironment(plan);
    const before = await loadSecret(environment.services, target().ref);
    environment.target.failing = [step];
    expect(await rejectionOf(rotateSecret(environment.services, byHand))).toBe('rotation-failed');
    const after = await loadSecret(environment.services, target().ref);
    expect([after.versions, after.labels, after.rotation]).toEqual([before.versions, before.labels, before.rotation]);
    expect(await valueAt(environment)).toBe('one');
    const [last] = (await eventsOf(environment)).slice(-1);
    expect(last).toMatchObject({ type: 'rotation-failed', requested: null, attempts: 1, reason: { code: 'rejected' } });
    expect(JSON.stringify(last)).not.toContain('rotated 1');
  });

  it('rejects in order: gone, waiting for its deletion, not enabled, not of a kind that rotates', async () => {
    const environment = await rotationEnvironment();
    const attempt = () => rejectionOf(rotateSecret(environment.services, byHand));
    await forced(environment, { deletionDueAt: START + 9, state: 'disabled', rotation: null });
    expect(await attempt()).toBe('secret-pending-deletion');
    await forced(environment, { deletionDueAt: null });
    expect(await attempt()).toBe('secret-not-enabled');
    await forced(environment, { state: 'enabled' });
    expect(await attempt()).toBe('rotation-unsupported');
    expect(await rejectionOf(rotateSecret(environment.services, { ...byHand, ...target('none') }))).toBe(
      'secret-not-found',
    );
    expect(environment.target.steps).toEqual([]);
  });

  it('keeps what another writer put meanwhile', async () => {
    const environment = await rotationEnvironment();
    const { target: rotationTarget } = environment;
    const apply = rotationTarget.apply.bind(rotationTarget);
    rotationTarget.apply = async (request, value) => {
      await putSecretVersion(environment.services, {
        ...target(),
        value: { type: 'text', data: 'theirs' },
        versionId: null,
        labels: null,
        expiresAt: null,
        sameVersion: 'reject',
        policy: FREE,
      });
      await apply(request, value);
    };
    await rotateSecret(environment.services, byHand);
    expect([await valueAt(environment), await valueAt(environment, PREVIOUS)]).toEqual(['rotated 1', 'theirs']);
  });
});
