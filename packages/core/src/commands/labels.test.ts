import { describe, expect, it } from '@jest/globals';

import { FREE, type Environment, made, newEnvironment, rejectionOf, target } from '../../test/environment.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { Secret } from '../model/secret.ts';
import type { LabelMove } from '../model/versioning.ts';
import { restoreSecret, scheduleSecretDeletion } from './deletion.ts';
import { changeSecretLabels, moveSecretLabel, removeSecretLabel } from './labels.ts';
import { loadSecret } from './load-secret.ts';
import { putSecretVersion } from './put-version.ts';

const LABEL_LIMIT = 3;

function move({ services }: Environment, label: string, to: string, from: string | null = null): Promise<Secret> {
  const request: LabelMove = { label, to, from };
  return moveSecretLabel(services, { ...target(), ...request, policy: { ...FREE, labelLimit: LABEL_LIMIT } });
}

function remove({ services }: Environment, label: string, from: string | null = null): Promise<Secret> {
  return removeSecretLabel(services, { ...target(), label, from });
}

/** A secret with CURRENT on `v2`, PREVIOUS on `v1` and, on `v3`, the label `a`. */
async function labelled(environment: Environment): Promise<void> {
  await made(environment);
  const put = {
    ...target(),
    value: { type: 'text', data: 'x' },
    versionId: null,
    expiresAt: null,
    sameVersion: 'reject',
    policy: FREE,
  } as const;
  await putSecretVersion(environment.services, { ...put, labels: null });
  await putSecretVersion(environment.services, { ...put, labels: ['a'] });
}

function presented(secret: Secret): Record<string, string> {
  return Object.fromEntries(secret.labels.map(({ label, versionId }) => [label, versionId]));
}

describe('moveSecretLabel', () => {
  it('moves a label and notes when', async () => {
    const environment = newEnvironment();
    await labelled(environment);
    environment.advance(500);
    const secret = await move(environment, 'a', 'v1', 'v3');
    expect(presented(secret)).toEqual({ [CURRENT]: 'v2', [PREVIOUS]: 'v1', a: 'v1' });
    expect(secret.labels.find(({ label }) => label === 'a')?.movedAt).toBe(environment.services.clock.now());
    expect(await loadSecret(environment.services, target().ref)).toEqual(secret);
  });

  it('writes nothing when the label is there already', async () => {
    const environment = newEnvironment();
    await labelled(environment);
    const before = await loadSecret(environment.services, target().ref);
    expect(await move(environment, CURRENT, 'v2')).toEqual(before);
  });

  it('moves no label of a secret whose values rotation alone makes', async () => {
    const environment = newEnvironment();
    const plan = { accounts: 'one', pendingLabel: null, versionIds: 'unique', versioning: FREE } as const;
    await made(environment, { rotation: { plan: { ...plan, byHand: 'rejected' } } });
    expect(await rejectionOf(() => move(environment, 'a', 'v1'))).toBe('secret-managed');
    const removal = { ...target(), label: 'a', from: 'v1' };
    expect(await rejectionOf(() => removeSecretLabel(environment.services, removal))).toBe('secret-managed');
  });

  it('checks the secret, the versions, the deletion, the holder, the number of labels', async () => {
    const environment = newEnvironment();
    expect(await rejectionOf(move(environment, 'b', 'v9', 'v8'))).toBe('secret-not-found');
    await labelled(environment);
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await rejectionOf(move(environment, 'b', 'v9', 'v1'))).toBe('version-not-found');
    expect(await rejectionOf(move(environment, 'b', 'v1', 'v9'))).toBe('version-not-found');
    expect(await rejectionOf(move(environment, 'b', 'v1', 'v2'))).toBe('secret-pending-deletion');
    await restoreSecret(environment.services, target());
    expect(await rejectionOf(move(environment, 'b', 'v1', 'v2'))).toBe('label-not-on-version');
    expect(await rejectionOf(move(environment, 'b', 'v1'))).toBe('label-quota-exceeded');
  });
});

describe('removeSecretLabel', () => {
  it('takes a custom label away', async () => {
    const environment = newEnvironment();
    await labelled(environment);
    expect(presented(await remove(environment, 'a'))).toEqual({ [CURRENT]: 'v2', [PREVIOUS]: 'v1' });
    expect(await rejectionOf(remove(environment, 'a'))).toBe('label-not-found');
  });

  it('takes it from the version that is named', async () => {
    const environment = newEnvironment();
    await labelled(environment);
    expect(await rejectionOf(remove(environment, 'a', 'v1'))).toBe('label-not-on-version');
    expect(presented(await remove(environment, 'a', 'v3'))).toEqual({ [CURRENT]: 'v2', [PREVIOUS]: 'v1' });
  });

  it('checks the secret, the version or the label, the deletion, then what cannot be taken', async () => {
    const environment = newEnvironment();
    expect(await rejectionOf(remove(environment, CURRENT))).toBe('secret-not-found');
    await labelled(environment);
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await rejectionOf(remove(environment, CURRENT, 'v9'))).toBe('version-not-found');
    expect(await rejectionOf(remove(environment, 'b'))).toBe('label-not-found');
    expect(await rejectionOf(remove(environment, CURRENT))).toBe('secret-pending-deletion');
    expect(await rejectionOf(remove(environment, 'b', 'v1'))).toBe('secret-pending-deletion');
    await restoreSecret(environment.services, target());
    expect(await rejectionOf(remove(environment, CURRENT))).toBe('label-built-in');
    expect(await rejectionOf(remove(environment, PREVIOUS, 'v3'))).toBe('label-built-in');
    expect(await rejectionOf(remove(environment, 'b', 'v1'))).toBe('label-not-on-version');
  });
});

describe('changeSecretLabels', () => {
  const change = ({ services }: Environment, remove: readonly string[], moves: readonly [string, string][]) =>
    changeSecretLabels(services, {
      ...target(),
      remove,
      moves: moves.map(([label, to]) => ({ label, to, from: null })),
      policy: { ...FREE, labelLimit: LABEL_LIMIT },
    });

  it('takes labels away and moves others in one commit', async () => {
    const environment = newEnvironment();
    await labelled(environment);
    const { revision } = await loadSecret(environment.services, target().ref);
    const changed = await change(
      environment,
      ['a'],
      [
        ['b', 'v3'],
        [CURRENT, 'v1'],
        [PREVIOUS, 'v2'],
      ],
    );
    expect(presented(changed)).toEqual({ [CURRENT]: 'v1', [PREVIOUS]: 'v2', b: 'v3' });
    expect(changed.revision).toBe(revision + 1);
  });

  it('changes nothing where one of them is rejected', async () => {
    const environment = newEnvironment();
    await labelled(environment);
    const before = await loadSecret(environment.services, target().ref);
    expect(await rejectionOf(change(environment, ['a'], [['b', 'v9']]))).toBe('version-not-found');
    expect(await rejectionOf(change(environment, ['a', CURRENT], []))).toBe('label-built-in');
    expect(await rejectionOf(change(environment, [], [['b', 'v1']]))).toBe('label-quota-exceeded');
    expect(await loadSecret(environment.services, target().ref)).toEqual(before);
  });
});
