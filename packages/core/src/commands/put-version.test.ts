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
  { services }: Environment,
  data: string,
  changes: Partial<PutVersion> = {},
): ReturnType<typeof putSecretVersion> {
  return putSecretVersion(services, {
    ...target(),
    value: { type: 'text', data },
    versionId: null,
    labels: null,
    expiresAt: null,
    sameVersion: 'reject',
    policy: FREE,
    ...changes,
  });
}

function presented(secret: Secret): Record<string, string[]> {
  return Object.fromEntries(secret.versions.map(({ id }) => [id, labelsOf(secret, id)]));
}

describe('putSecretVersion', () => {
  it('adds a version that carries CURRENT, and keeps the values before it', async () => {
    const environment = newEnvironment();
    await made(environment);
    environment.advance(1_000);
    const { secret, version } = await put(environment, 'two', {
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
    expect(presented(secret)).toEqual({ v1: [PREVIOUS], v2: [CURRENT] });
    expect([secret.updatedAt, secret.updatedBy, secret.revision]).toEqual([START + 1_000, ACTOR, 2]);
    expect(await loadSecret(environment.services, target().ref)).toEqual(secret);
    expect([await valueAt(environment, PREVIOUS), await valueAt(environment)]).toEqual(['one', 'dHdv']);
  });

  it('seals by the key that the secret has at that time; older versions keep theirs', async () => {
    const environment = newEnvironment();
    await made(environment);
    const key = await createKey(environment.services, VAULT, '');
    await updateSecret(environment.services, { ...target(), keyId: key.id });
    const { secret } = await put(environment, 'two');
    expect(secret.versions[1]?.keyId).toBe(key.id);
    expect(secret.versions[0]?.keyId).not.toBe(key.id);
    await keyInState(environment, key.id, 'disabled');
    expect(await valueAt(environment, PREVIOUS)).toBe('one');
    expect(await rejectionOf(valueAt(environment))).toBe('key-disabled');
  });

  it('removes the value of the version that rolled off', async () => {
    const environment = newEnvironment();
    const { id } = await made(environment);
    const policy = { ...FREE, versionLimit: 2 };
    for (const data of ['two', 'three', 'four']) await put(environment, data, { policy });
    expect(presented(await loadSecret(environment.services, target().ref))).toEqual({ v3: [PREVIOUS], v4: [CURRENT] });
    expect(await environment.services.secrets.readSealed(VAULT, id, 'v1')).toBeNull();
    expect(await environment.services.secrets.readSealed(VAULT, id, 'v2')).toBeNull();
    expect([await valueAt(environment, PREVIOUS), await valueAt(environment)]).toEqual(['three', 'four']);
  });

  it('checks the secret, its deletion, its state, the id, the key, the labels, the versions', async () => {
    const environment = newEnvironment();
    const key = await createKey(environment.services, VAULT, '');
    const rejected = async (): Promise<DomainErrorCode> =>
      rejectionOf(
        put(environment, 'two', {
          versionId: 'v1',
          labels: ['a', 'b'],
          policy: { ...FREE, versionLimit: 1, labelLimit: 2 },
        }),
      );
    expect(await rejected()).toBe('secret-not-found');
    await made(environment, { keyId: key.id });
    await forced(environment, { state: 'disabled' });
    await keyInState(environment, key.id, 'pending-deletion');
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await rejected()).toBe('secret-pending-deletion');
    await restoreSecret(environment.services, target());
    expect(await rejected()).toBe('secret-not-enabled');
    await forced(environment, { state: 'enabled' });
    expect(await rejected()).toBe('version-exists');
    const next = async (labels: readonly string[]): Promise<DomainErrorCode> =>
      rejectionOf(put(environment, 'two', { labels, policy: { ...FREE, versionLimit: 1, labelLimit: 2 } }));
    expect(await next(['a', 'b'])).toBe('key-pending-deletion');
    await keyInState(environment, key.id, 'disabled');
    expect(await next(['a', 'b'])).toBe('key-disabled');
    await forced(environment, { keyId: 'nowhere' });
    expect(await next(['a', 'b'])).toBe('key-not-found');
    await forced(environment, { keyId: null });
    expect(await next(['a', 'b'])).toBe('label-quota-exceeded');
    expect(await next(['a'])).toBe('version-quota-exceeded');
    expect((await loadSecret(environment.services, target().ref)).versions.length).toBe(1);
  });
});

describe('a put of a version id that exists', () => {
  const again = { versionId: 'blue', sameVersion: 'accept-same-value' } as const;

  it('with the same value changes nothing, and sets the labels that it names', async () => {
    const environment = newEnvironment();
    await made(environment, { versionId: 'blue' });
    const { secret: before } = await put(environment, 'two', { versionId: 'green' });
    environment.advance(5);
    const repeated = await put(environment, 'one', again);
    expect(repeated.secret).toEqual(before);
    expect(repeated.version.id).toBe('blue');
    const { secret } = await put(environment, 'one', {
      ...again,
      labels: ['custom'],
      value: { type: 'binary', data: 'one' },
    });
    expect(presented(secret)).toEqual({ blue: [PREVIOUS, 'custom'], green: [CURRENT] });
    expect(secret.revision).toBe(before.revision + 1);
    expect(presented((await put(environment, 'one', { ...again, labels: [CURRENT] })).secret)).toEqual({
      blue: ['custom', CURRENT],
      green: [PREVIOUS],
    });
  });

  it('with another value is rejected', async () => {
    const environment = newEnvironment();
    await made(environment, { versionId: 'blue' });
    expect(await rejectionOf(put(environment, 'two', again))).toBe('version-exists');
    expect(await rejectionOf(put(environment, 'one', { versionId: 'blue' }))).toBe('version-exists');
  });

  it('is decided again when the version rolls off while it is compared', async () => {
    let reads = 0;
    const environment = newEnvironment((base) => ({
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
              sameVersion: 'reject',
              policy,
            } as const;
            for (let n = 0; n < 2; n += 1) await putSecretVersion(base, rolling);
          }
          return base.secrets.readSealed(vault, secretId, versionId);
        },
      },
    }));
    await made(environment, { versionId: 'blue' });
    const { secret } = await put(environment, 'another', again);
    expect(secret.versions.at(-1)?.id).toBe('blue');
    expect(await valueAt(environment)).toBe('another');
  });
});

describe('many puts at the same time', () => {
  it('all become versions, numbered without a gap, one of them CURRENT', async () => {
    const environment = newEnvironment();
    await made(environment);
    const puts = await Promise.all(Array.from({ length: 50 }, (_, n) => put(environment, `value ${n}`)));
    const secret = await loadSecret(environment.services, target().ref);
    expect(secret.versions.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 51 }, (_, n) => n + 1));
    expect(new Set(puts.map(({ version }) => version.id)).size).toBe(50);
    expect(secret.labels.map(({ label, versionId }) => [label, versionId])).toEqual([
      [CURRENT, 'v51'],
      [PREVIOUS, 'v50'],
    ]);
    expect(secret.revision).toBe(51);
    for (const [n, { version }] of puts.entries()) {
      const read = await readSecretValue(environment.services, {
        ref: target().ref,
        selector: { versionId: version.id, label: null },
        allowPendingDeletion: false,
      });
      expect(read.value.data).toBe(`value ${n}`);
    }
  });

  it('stay within the limit, or are rejected as the policy says', async () => {
    const environment = newEnvironment();
    await made(environment);
    const policy = { ...FREE, versionLimit: 10 };
    await Promise.all(Array.from({ length: 50 }, (_, n) => put(environment, `value ${n}`, { policy })));
    expect((await loadSecret(environment.services, target().ref)).versions.length).toBe(10);
    const labelled = newEnvironment();
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
    const environment = newEnvironment();
    await made(environment);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        put(environment, 'same', { versionId: 'blue', sameVersion: 'accept-same-value' }),
      ),
    );
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect((await loadSecret(environment.services, target().ref)).versions.length).toBe(2);
  });

  it('find the secret gone when it is deleted between', async () => {
    const environment = newEnvironment((base) => ({
      secrets: {
        ...base.secrets,
        async commit(change) {
          await deleteSecret(base, target().ref);
          return base.secrets.commit(change);
        },
      },
    }));
    await made(environment);
    expect(await rejectionOf(put(environment, 'two'))).toBe('secret-not-found');
  });
});
