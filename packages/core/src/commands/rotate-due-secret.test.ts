import { describe, expect, it } from '@jest/globals';

import { START, keyInState, target } from '../../test/environment.ts';
import { PLAN, TWO, DAY, rotationEnvironment, eventsOf, runDueRotation } from '../../test/rotation-environment.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import { loadSecret } from './load-secret.ts';
import { rotateDueSecret } from './rotate-due-secret.ts';
import { updateSecret } from './update-secret.ts';

describe('a rotation that falls due', () => {
  it('is put off when the key cannot be used, with its reason', async () => {
    const environment = await rotationEnvironment();
    const {
      versions: [version],
    } = await loadSecret(environment.services, target().ref);
    await keyInState(environment, version?.keyId ?? '', 'disabled');
    environment.advance(DAY);
    expect(await runDueRotation(environment)).toBe('retried-later');
    environment.advance(10_000);
    await runDueRotation(environment);
    environment.advance(20_000);
    expect(await runDueRotation(environment)).toBe('failed');
    expect((await eventsOf(environment)).at(-1)).toMatchObject({
      type: 'rotation-failed',
      reason: { code: 'key-disabled' },
    });
  });

  it('tells of what is no rejection, and says nothing of it to clients', async () => {
    const environment = await rotationEnvironment();
    const faults: unknown[] = [];
    environment.target.create = () => Promise.reject(new Error('disk full of one'));
    environment.advance(DAY);
    const secret = await loadSecret(environment.services, target().ref);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await rotateDueSecret(environment.services, secret, (error) => faults.push(error));
      environment.advance(30_000);
    }
    expect(faults.length).toBe(3);
    expect((await eventsOf(environment)).at(-1)).toMatchObject({
      type: 'rotation-failed',
      reason: { code: 'internal' },
    });
    expect(JSON.stringify(await eventsOf(environment))).not.toContain('disk full');
  });

  it.each([PLAN, TWO])('is not done twice when another gateway does it at the same time', async (plan) => {
    const environment = await rotationEnvironment(plan);
    environment.advance(DAY);
    const secret = await loadSecret(environment.services, target().ref);
    const outcomes = await Promise.all(
      [1, 2].map(async () => rotateDueSecret(environment.services, secret, () => undefined)),
    );
    expect(outcomes.toSorted()).toEqual(['not-due', 'rotated']);
    const after = await loadSecret(environment.services, target().ref);
    expect([after.versions.length, after.labels.map(({ label }) => label).toSorted()]).toEqual([
      2,
      [CURRENT, PREVIOUS],
    ]);
    expect((await eventsOf(environment)).filter(({ type }) => type.startsWith('rotat')).length).toBe(1);
  });

  it('gets a UUID where the plan says so', async () => {
    const environment = await rotationEnvironment({ ...PLAN, versionIds: 'unique' });
    environment.advance(DAY);
    await runDueRotation(environment);
    expect((await loadSecret(environment.services, target().ref)).versions.at(-1)?.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('follows a change of the policy', async () => {
    const environment = await rotationEnvironment();
    const changed = await updateSecret(environment.services, { ...target(), rotation: { enabled: false } });
    expect(changed.rotation).toMatchObject({ enabled: false, nextAt: null, periodMs: DAY });
    expect(
      (await updateSecret(environment.services, { ...target(), rotation: { enabled: true, periodMs: 2 * DAY } }))
        .rotation?.nextAt,
    ).toBe(START + 2 * DAY);
  });
});
