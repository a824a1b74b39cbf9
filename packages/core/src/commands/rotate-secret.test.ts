import { describe, expect, it } from '@jest/globals';

import {
  ACTOR,
  FREE,
  START,
  VAULT,
  type Environment,
  forced,
  keyInState,
  made,
  newEnvironment,
  rejectionOf,
  target,
  valueAt,
} from '../../test/environment.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { RotationPlan } from '../model/rotation-plan.ts';
import type { SecretEvent } from '../model/secret-event.ts';
import { labelsOf } from '../model/secret.ts';
import { FakeRotationTarget } from '../store-contract/fake-rotation-target.ts';
import { OUTBOX_KIND, eventIn } from './outbox.ts';
import { loadSecret } from './load-secret.ts';
import { putSecretVersion } from './put-version.ts';
import { requestRotation, rotateDueSecret, rotateSecret } from './rotate-secret.ts';
import { updateSecret } from './update-secret.ts';

const PLAN: RotationPlan = { accounts: 'one', pendingLabel: null, versionIds: 'numbered', versioning: FREE };
const TWO: RotationPlan = { ...PLAN, accounts: 'two', pendingLabel: 'pending' };
const DAY = 86_400_000;

interface Rotating extends Environment {
  readonly target: FakeRotationTarget;
}

/** An environment with the secret `name`, which holds `one` and rotates by the plan; everything is listened to. */
async function rotating(plan: RotationPlan = PLAN): Promise<Rotating> {
  const rotationTarget = new FakeRotationTarget();
  const environment = newEnvironment(() => ({ rotationTarget, events: { isSubscribed: () => true } }));
  await made(environment, { rotation: { plan, enabled: true, periodMs: DAY } });
  return { ...environment, target: rotationTarget };
}

async function events({ services }: Environment): Promise<SecretEvent[]> {
  return (await services.resources.listDue(OUTBOX_KIND, Number.MAX_SAFE_INTEGER, 99)).map(eventIn);
}

async function due(environment: Environment): Promise<string> {
  return rotateDueSecret(environment.services, await loadSecret(environment.services, target().ref), () => undefined);
}

const byHand = { ...target(), versionId: null };

describe('rotateSecret', () => {
  it('makes the new value current and the old one previous, and counts the period anew', async () => {
    const environment = await rotating();
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
    expect((await events(environment)).map(({ type }) => type)).toEqual([
      'version-created',
      'version-created',
      'rotated',
    ]);
  });

  it('takes the version id of the caller, unless it is taken', async () => {
    const environment = await rotating();
    expect((await rotateSecret(environment.services, { ...target(), versionId: 'mine' })).version.id).toBe('mine');
    expect(await rejectionOf(rotateSecret(environment.services, { ...target(), versionId: 'mine' }))).toBe(
      'version-exists',
    );
  });

  it('hands the target what current and previous lead to, so that two accounts take turns', async () => {
    const environment = await rotating({ ...PLAN, accounts: 'two' });
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
    const environment = await rotating(TWO);
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
    const environment = await rotating(plan);
    const before = await loadSecret(environment.services, target().ref);
    environment.target.failing = [step];
    expect(await rejectionOf(rotateSecret(environment.services, byHand))).toBe('rotation-failed');
    const after = await loadSecret(environment.services, target().ref);
    expect([after.versions, after.labels, after.rotation]).toEqual([before.versions, before.labels, before.rotation]);
    expect(await valueAt(environment)).toBe('one');
    const [last] = (await events(environment)).slice(-1);
    expect(last).toMatchObject({ type: 'rotation-failed', requested: null, attempts: 1, reason: { code: 'refused' } });
    expect(JSON.stringify(last)).not.toContain('rotated 1');
  });

  it('refuses in order: gone, waiting for its deletion, not enabled, not of a kind that rotates', async () => {
    const environment = await rotating();
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
    const environment = await rotating();
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

describe('a rotation that is asked for', () => {
  it('is due at once, is done as one, and tells its asker', async () => {
    const environment = await rotating();
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
    expect(await due(environment)).toBe('rotated');
    expect(environment.target.steps.map(({ step }) => step)).toEqual(['create', 'apply']);
    expect((await events(environment)).at(-1)).toMatchObject({
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
    const environment = await rotating(plan);
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
    expect(await due(environment)).toBe('rotated');
    const after = await loadSecret(environment.services, target().ref);
    expect(after.versions.map(({ id }) => [id, labelsOf(after, id)])).toEqual([
      ['v1', []],
      ['v2', [CURRENT]],
      ['v3', [PREVIOUS]],
    ]);
    expect([await valueAt(environment), await valueAt(environment, PREVIOUS)]).toEqual(['rotated 1', 'theirs']);
  });

  it('has no version yet where the target cannot make its value, which what is due tries again', async () => {
    const environment = await rotating();
    environment.target.failing = ['create'];
    const requested = await requestRotation(environment.services, { ...target(), id: 'mine', resources: [] });
    expect(requested).toMatchObject({ id: 'mine', versionId: null });
    environment.target.failing = [];
    expect(await due(environment)).toBe('rotated');
    expect((await events(environment)).at(-1)).toMatchObject({ requested: 'mine', versionId: 'v2' });
  });

  it('leaves no version behind that another rotation, or the failure of all attempts, made superfluous', async () => {
    const ids = async (environment: Environment) =>
      (await loadSecret(environment.services, target().ref)).versions.map(({ id }) => id);
    const overtaken = await rotating();
    await requestRotation(overtaken.services, { ...target(), id: 'mine', resources: [] });
    await rotateSecret(overtaken.services, byHand);
    expect(await ids(overtaken)).toEqual(['v1', 'v3']);
    expect(await due(overtaken)).toBe('not-due');
    const failing = await rotating(TWO);
    await requestRotation(failing.services, { ...target(), id: 'mine', resources: [] });
    failing.target.failing = ['apply'];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await ids(failing)).toEqual(['v1', 'v2']);
      await due(failing);
      failing.advance(30_000);
    }
    expect(await ids(failing)).toEqual(['v1']);
  });

  it('is refused where its version could not be put into use', async () => {
    const environment = await rotating({ ...PLAN, versioning: { ...FREE, labelLimit: 1 } });
    expect(await rejectionOf(requestRotation(environment.services, { ...target(), id: 'mine', resources: [] }))).toBe(
      'label-quota-exceeded',
    );
  });

  it('is tried three times, and its asker is told of the failure', async () => {
    const environment = await rotating();
    environment.target.failing = ['apply'];
    await requestRotation(environment.services, { ...target(), id: 'mine', resources: [] });
    const outcomes = [await due(environment)];
    environment.advance(10_000);
    outcomes.push(await due(environment));
    environment.advance(20_000);
    outcomes.push(await due(environment));
    expect(outcomes).toEqual(['retried-later', 'retried-later', 'failed']);
    expect((await events(environment)).at(-1)).toMatchObject({
      type: 'rotation-failed',
      requested: 'mine',
      attempts: 3,
    });
    expect(await due(environment)).toBe('not-due');
  });

  it('is refused where a rotation by hand is', async () => {
    const environment = await rotating();
    await forced(environment, { rotation: null });
    expect(await rejectionOf(requestRotation(environment.services, { ...target(), id: 'mine', resources: [] }))).toBe(
      'rotation-unsupported',
    );
  });
});

describe('a rotation that falls due', () => {
  it('is put off when the key cannot be used, with its reason', async () => {
    const environment = await rotating();
    const {
      versions: [version],
    } = await loadSecret(environment.services, target().ref);
    await keyInState(environment, version?.keyId ?? '', 'disabled');
    environment.advance(DAY);
    expect(await due(environment)).toBe('retried-later');
    environment.advance(10_000);
    await due(environment);
    environment.advance(20_000);
    expect(await due(environment)).toBe('failed');
    expect((await events(environment)).at(-1)).toMatchObject({
      type: 'rotation-failed',
      reason: { code: 'key-disabled' },
    });
  });

  it('tells of what is no refusal, and says nothing of it to clients', async () => {
    const environment = await rotating();
    const faults: unknown[] = [];
    environment.target.create = () => Promise.reject(new Error('disk full of one'));
    environment.advance(DAY);
    const secret = await loadSecret(environment.services, target().ref);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await rotateDueSecret(environment.services, secret, (error) => faults.push(error));
      environment.advance(30_000);
    }
    expect(faults.length).toBe(3);
    expect((await events(environment)).at(-1)).toMatchObject({ type: 'rotation-failed', reason: { code: 'internal' } });
    expect(JSON.stringify(await events(environment))).not.toContain('disk full');
  });

  it.each([PLAN, TWO])('is not done twice when another gateway does it at the same time', async (plan) => {
    const environment = await rotating(plan);
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
    expect((await events(environment)).filter(({ type }) => type.startsWith('rotat')).length).toBe(1);
  });

  it('gets a UUID where the plan says so', async () => {
    const environment = await rotating({ ...PLAN, versionIds: 'unique' });
    environment.advance(DAY);
    await due(environment);
    expect((await loadSecret(environment.services, target().ref)).versions.at(-1)?.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('follows a change of the policy', async () => {
    const environment = await rotating();
    const changed = await updateSecret(environment.services, { ...target(), rotation: { enabled: false } });
    expect(changed.rotation).toMatchObject({ enabled: false, nextAt: null, periodMs: DAY });
    expect(
      (await updateSecret(environment.services, { ...target(), rotation: { enabled: true, periodMs: 2 * DAY } }))
        .rotation?.nextAt,
    ).toBe(START + 2 * DAY);
  });
});
