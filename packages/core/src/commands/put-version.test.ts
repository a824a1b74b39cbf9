import { describe, expect, it } from '@jest/globals';

import {
  ACTOR,
  FREE,
  START,
  VAULT,
  type World,
  forced,
  keyInState,
  made,
  newWorld,
  refusalOf,
  target,
  valueAt,
} from '../../test/world.ts';
import type { DomainErrorCode } from '../errors.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import { type Secret, labelsOf } from '../model/secret.ts';
import { deleteSecret, restoreSecret, scheduleSecretDeletion } from './deletion.ts';
import { createKey } from './keys.ts';
import { loadSecret } from './load-secret.ts';
import { type PutVersion, putSecretVersion } from './put-version.ts';
import { readSecretValue } from './read-value.ts';
import { updateSecret } from './update-secret.ts';

function put(
  { services }: World,
  data: string,
  changes: Partial<PutVersion> = {},
): ReturnType<typeof putSecretVersion> {
  return putSecretVersion(services, {
    ...target(),
    value: { type: 'text', data },
    versionId: null,
    labels: null,
    expiresAt: null,
    sameVersion: 'refuse',
    policy: FREE,
    ...changes,
  });
}

function shown(secret: Secret): Record<string, string[]> {
  return Object.fromEntries(secret.versions.map(({ id }) => [id, labelsOf(secret, id)]));
}

describe('putSecretVersion', () => {
  it('adds a version that carries CURRENT, and keeps the values before it', async () => {
    const world = newWorld();
    await made(world);
    world.advance(1_000);
    const { secret, version } = await put(world, 'two', {
      value: { type: 'binary', data: 'dHdv' },
      expiresAt: START + 9,
    });
    expect(version).toEqual({
      id: 'v2',
      ordinal: 2,
      createdAt: START + 1_000,
      expiresAt: START + 9,
      dataType: 'binary',
      keyId: secret.versions[0]?.keyId,
    });
    expect(shown(secret)).toEqual({ v1: [PREVIOUS], v2: [CURRENT] });
    expect([secret.updatedAt, secret.updatedBy, secret.revision]).toEqual([START + 1_000, ACTOR, 2]);
    expect(await loadSecret(world.services, target().ref)).toEqual(secret);
    expect([await valueAt(world, PREVIOUS), await valueAt(world)]).toEqual(['one', 'dHdv']);
  });

  it('seals by the key that the secret has at that time; older versions keep theirs', async () => {
    const world = newWorld();
    await made(world);
    const key = await createKey(world.services, VAULT, '');
    await updateSecret(world.services, { ...target(), keyId: key.id });
    const { secret } = await put(world, 'two');
    expect(secret.versions[1]?.keyId).toBe(key.id);
    expect(secret.versions[0]?.keyId).not.toBe(key.id);
    await keyInState(world, key.id, 'disabled');
    expect(await valueAt(world, PREVIOUS)).toBe('one');
    expect(await refusalOf(valueAt(world))).toBe('key-disabled');
  });

  it('removes the value of the version that rolled off', async () => {
    const world = newWorld();
    const { id } = await made(world);
    const policy = { ...FREE, versionLimit: 2 };
    for (const data of ['two', 'three', 'four']) await put(world, data, { policy });
    expect(shown(await loadSecret(world.services, target().ref))).toEqual({ v3: [PREVIOUS], v4: [CURRENT] });
    expect(await world.services.secrets.readSealed(VAULT, id, 'v1')).toBeNull();
    expect(await world.services.secrets.readSealed(VAULT, id, 'v2')).toBeNull();
    expect([await valueAt(world, PREVIOUS), await valueAt(world)]).toEqual(['three', 'four']);
  });

  it('checks the secret, its deletion, its state, the id, the key, the labels, the versions', async () => {
    const world = newWorld();
    const key = await createKey(world.services, VAULT, '');
    const refused = async (): Promise<DomainErrorCode> =>
      refusalOf(
        put(world, 'two', { versionId: 'v1', labels: ['a', 'b'], policy: { ...FREE, versionLimit: 1, labelLimit: 2 } }),
      );
    expect(await refused()).toBe('secret-not-found');
    await made(world, { keyId: key.id });
    await forced(world, { state: 'disabled' });
    await keyInState(world, key.id, 'pending-deletion');
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    expect(await refused()).toBe('secret-pending-deletion');
    await restoreSecret(world.services, target());
    expect(await refused()).toBe('secret-not-enabled');
    await forced(world, { state: 'enabled' });
    expect(await refused()).toBe('version-exists');
    const next = async (labels: readonly string[]): Promise<DomainErrorCode> =>
      refusalOf(put(world, 'two', { labels, policy: { ...FREE, versionLimit: 1, labelLimit: 2 } }));
    expect(await next(['a', 'b'])).toBe('key-pending-deletion');
    await keyInState(world, key.id, 'disabled');
    expect(await next(['a', 'b'])).toBe('key-disabled');
    await forced(world, { keyId: 'nowhere' });
    expect(await next(['a', 'b'])).toBe('key-not-found');
    await forced(world, { keyId: null });
    expect(await next(['a', 'b'])).toBe('label-quota-exceeded');
    expect(await next(['a'])).toBe('version-quota-exceeded');
    expect((await loadSecret(world.services, target().ref)).versions.length).toBe(1);
  });
});

describe('a put of a version id that exists', () => {
  const again = { versionId: 'blue', sameVersion: 'accept-same-value' } as const;

  it('with the same value changes nothing, and sets the labels that it names', async () => {
    const world = newWorld();
    await made(world, { versionId: 'blue' });
    const { secret: before } = await put(world, 'two', { versionId: 'green' });
    world.advance(5);
    const repeated = await put(world, 'one', again);
    expect(repeated.secret).toEqual(before);
    expect(repeated.version.id).toBe('blue');
    const { secret } = await put(world, 'one', {
      ...again,
      labels: ['custom'],
      value: { type: 'binary', data: 'one' },
    });
    expect(shown(secret)).toEqual({ blue: [PREVIOUS, 'custom'], green: [CURRENT] });
    expect(secret.revision).toBe(before.revision + 1);
    expect(shown((await put(world, 'one', { ...again, labels: [CURRENT] })).secret)).toEqual({
      blue: ['custom', CURRENT],
      green: [PREVIOUS],
    });
  });

  it('with another value is refused', async () => {
    const world = newWorld();
    await made(world, { versionId: 'blue' });
    expect(await refusalOf(put(world, 'two', again))).toBe('version-exists');
    expect(await refusalOf(put(world, 'one', { versionId: 'blue' }))).toBe('version-exists');
  });

  it('is decided again when the version rolls off while it is compared', async () => {
    let reads = 0;
    const world = newWorld((base) => ({
      secrets: {
        ...base.secrets,
        async readSealed(vault, secretId, versionId) {
          reads += 1;
          if (reads === 1) {
            const policy = { ...FREE, versionLimit: 2 };
            const rolling = {
              ...target(),
              value: { type: 'text', data: 'x' },
              versionId: null,
              labels: null,
              expiresAt: null,
              sameVersion: 'refuse',
              policy,
            } as const;
            for (let n = 0; n < 2; n += 1) await putSecretVersion(base, rolling);
          }
          return base.secrets.readSealed(vault, secretId, versionId);
        },
      },
    }));
    await made(world, { versionId: 'blue' });
    const { secret } = await put(world, 'another', again);
    expect(secret.versions.at(-1)?.id).toBe('blue');
    expect(await valueAt(world)).toBe('another');
  });
});

describe('many puts at the same time', () => {
  it('all become versions, numbered without a gap, one of them CURRENT', async () => {
    const world = newWorld();
    await made(world);
    const puts = await Promise.all(Array.from({ length: 50 }, (_, n) => put(world, `value ${n}`)));
    const secret = await loadSecret(world.services, target().ref);
    expect(secret.versions.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 51 }, (_, n) => n + 1));
    expect(new Set(puts.map(({ version }) => version.id)).size).toBe(50);
    expect(secret.labels.map(({ label, versionId }) => [label, versionId])).toEqual([
      [CURRENT, 'v51'],
      [PREVIOUS, 'v50'],
    ]);
    expect(secret.revision).toBe(51);
    for (const [n, { version }] of puts.entries()) {
      const read = await readSecretValue(world.services, {
        ref: target().ref,
        selector: { versionId: version.id, label: null },
        allowPendingDeletion: false,
      });
      expect(read.value.data).toBe(`value ${n}`);
    }
  });

  it('stay within the limit, or are refused as the policy says', async () => {
    const world = newWorld();
    await made(world);
    const policy = { ...FREE, versionLimit: 10 };
    await Promise.all(Array.from({ length: 50 }, (_, n) => put(world, `value ${n}`, { policy })));
    expect((await loadSecret(world.services, target().ref)).versions.length).toBe(10);
    const labelled = newWorld();
    await made(labelled);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => put(labelled, 'x', { policy, labels: [`label ${n}`] })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(9);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'version-quota-exceeded' });
    const { labels } = await loadSecret(labelled.services, target().ref);
    expect(labels.filter(({ label }) => label === CURRENT).length).toBe(1);
  });

  it('make one version of one given id', async () => {
    const world = newWorld();
    await made(world);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => put(world, 'same', { versionId: 'blue', sameVersion: 'accept-same-value' })),
    );
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect((await loadSecret(world.services, target().ref)).versions.length).toBe(2);
  });

  it('find the secret gone when it is deleted between', async () => {
    const world = newWorld((base) => ({
      secrets: {
        ...base.secrets,
        async commit(change) {
          await deleteSecret(base, target().ref);
          return base.secrets.commit(change);
        },
      },
    }));
    await made(world);
    expect(await refusalOf(put(world, 'two'))).toBe('secret-not-found');
  });
});
