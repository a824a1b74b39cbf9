import { describe, expect, it } from '@jest/globals';

import { FREE, type World, made, newWorld, refusalOf, target } from '../../test/world.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { Secret } from '../model/secret.ts';
import type { LabelMove } from '../model/versioning.ts';
import { restoreSecret, scheduleSecretDeletion } from './deletion.ts';
import { moveSecretLabel, removeSecretLabel } from './labels.ts';
import { loadSecret } from './load-secret.ts';
import { putSecretVersion } from './put-version.ts';

const LABEL_LIMIT = 3;

function move({ services }: World, label: string, to: string, from: string | null = null): Promise<Secret> {
  const request: LabelMove = { label, to, from };
  return moveSecretLabel(services, { ...target(), ...request, policy: { ...FREE, labelLimit: LABEL_LIMIT } });
}

function remove({ services }: World, label: string, from: string | null = null): Promise<Secret> {
  return removeSecretLabel(services, { ...target(), label, from });
}

/** A secret with CURRENT on `v2`, PREVIOUS on `v1` and, on `v3`, the label `a`. */
async function labelled(world: World): Promise<void> {
  await made(world);
  const put = {
    ...target(),
    value: { type: 'text', data: 'x' },
    versionId: null,
    expiresAt: null,
    sameVersion: 'refuse',
    policy: FREE,
  } as const;
  await putSecretVersion(world.services, { ...put, labels: null });
  await putSecretVersion(world.services, { ...put, labels: ['a'] });
}

function shown(secret: Secret): Record<string, string> {
  return Object.fromEntries(secret.labels.map(({ label, versionId }) => [label, versionId]));
}

describe('moveSecretLabel', () => {
  it('moves a label and notes when', async () => {
    const world = newWorld();
    await labelled(world);
    world.advance(500);
    const secret = await move(world, 'a', 'v1', 'v3');
    expect(shown(secret)).toEqual({ [CURRENT]: 'v2', [PREVIOUS]: 'v1', a: 'v1' });
    expect(secret.labels.find(({ label }) => label === 'a')?.movedAt).toBe(world.services.clock.now());
    expect(await loadSecret(world.services, target().ref)).toEqual(secret);
  });

  it('writes nothing when the label is there already', async () => {
    const world = newWorld();
    await labelled(world);
    const before = await loadSecret(world.services, target().ref);
    expect(await move(world, CURRENT, 'v2')).toEqual(before);
  });

  it('checks the secret, the versions, the deletion, the holder, the number of labels', async () => {
    const world = newWorld();
    expect(await refusalOf(move(world, 'b', 'v9', 'v8'))).toBe('secret-not-found');
    await labelled(world);
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    expect(await refusalOf(move(world, 'b', 'v9', 'v1'))).toBe('version-not-found');
    expect(await refusalOf(move(world, 'b', 'v1', 'v9'))).toBe('version-not-found');
    expect(await refusalOf(move(world, 'b', 'v1', 'v2'))).toBe('secret-pending-deletion');
    await restoreSecret(world.services, target());
    expect(await refusalOf(move(world, 'b', 'v1', 'v2'))).toBe('label-not-on-version');
    expect(await refusalOf(move(world, 'b', 'v1'))).toBe('label-quota-exceeded');
  });
});

describe('removeSecretLabel', () => {
  it('takes a custom label away', async () => {
    const world = newWorld();
    await labelled(world);
    expect(shown(await remove(world, 'a'))).toEqual({ [CURRENT]: 'v2', [PREVIOUS]: 'v1' });
    expect(await refusalOf(remove(world, 'a'))).toBe('label-not-found');
  });

  it('takes it from the version that is named', async () => {
    const world = newWorld();
    await labelled(world);
    expect(await refusalOf(remove(world, 'a', 'v1'))).toBe('label-not-on-version');
    expect(shown(await remove(world, 'a', 'v3'))).toEqual({ [CURRENT]: 'v2', [PREVIOUS]: 'v1' });
  });

  it('checks the secret, the version or the label, the deletion, then what cannot be taken', async () => {
    const world = newWorld();
    expect(await refusalOf(remove(world, CURRENT))).toBe('secret-not-found');
    await labelled(world);
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    expect(await refusalOf(remove(world, CURRENT, 'v9'))).toBe('version-not-found');
    expect(await refusalOf(remove(world, 'b'))).toBe('label-not-found');
    expect(await refusalOf(remove(world, CURRENT))).toBe('secret-pending-deletion');
    expect(await refusalOf(remove(world, 'b', 'v1'))).toBe('secret-pending-deletion');
    await restoreSecret(world.services, target());
    expect(await refusalOf(remove(world, CURRENT))).toBe('label-built-in');
    expect(await refusalOf(remove(world, PREVIOUS, 'v3'))).toBe('label-built-in');
    expect(await refusalOf(remove(world, 'b', 'v1'))).toBe('label-not-on-version');
  });
});
