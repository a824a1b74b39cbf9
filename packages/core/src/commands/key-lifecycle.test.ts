import { describe, expect, it } from '@jest/globals';

import { ACTOR, START, VAULT, creation, newEnvironment, rejectionOf, valueAt } from '../../test/environment.ts';
import { changeKey, changeKeyState, updateKey } from './change-key.ts';
import { createSecret } from './create-secret.ts';
import { defaultKey } from './keys.ts';
import { listKeys } from './list-keys.ts';
import { loadKey } from './load-key.ts';
import { putSecretVersion } from './put-version.ts';
import { rotateKey, setKeyRotation, runDueKeys } from './rotate-key.ts';
import { DAY, POLICY, made, of } from '../../test/made-keys.ts';

describe('a new key', () => {
  it('is made as asked', async () => {
    const environment = newEnvironment();
    const tags = [{ key: 'a', value: 'b' }];
    const key = await made(environment, { spec: 'EC_P256', tags, attributes: { door: { x: 1 } }, alias: 'mine' });
    expect(key).toMatchObject({
      spec: 'EC_P256',
      usage: 'sign',
      origin: 'service',
      state: 'enabled',
      createdBy: ACTOR,
      createdAt: START,
      tags,
      revision: 1,
      isDefault: false,
    });
    expect(key.versions.length).toBe(1);
    expect(await loadKey(environment.services, of(key))).toEqual(key);
    expect(await loadKey(environment.services, { vault: VAULT, alias: 'mine' })).toEqual(key);
    expect(await rejectionOf(() => loadKey(environment.services, { vault: 'other', alias: 'mine' }))).toBe(
      'key-alias-not-found',
    );
  });

  it('waits for its material when that comes from outside', async () => {
    const key = await made(newEnvironment(), { origin: 'external' });
    expect(key).toMatchObject({ state: 'pending-import', versions: [{ ordinal: 1, sealedMaterial: null }] });
  });

  it('is rejected where usage, origin or rotation does not fit', async () => {
    const environment = newEnvironment();
    expect(await rejectionOf(made(environment, { usage: 'sign' }))).toBe('key-operation-unsupported');
    expect(await rejectionOf(made(environment, { spec: 'EC_P256', usage: 'encrypt' }))).toBe(
      'key-operation-unsupported',
    );
    expect(await rejectionOf(made(environment, { spec: 'RSA_2048', origin: 'external' }))).toBe(
      'key-operation-unsupported',
    );
    expect(await rejectionOf(made(environment, { spec: 'EC_P256', rotation: { intervalMs: DAY } }))).toBe(
      'key-operation-unsupported',
    );
    expect(await rejectionOf(made(environment, { origin: 'external', rotation: { intervalMs: DAY } }))).toBe(
      'key-pending-import',
    );
    expect((await listKeys(environment.services, VAULT, { offset: 0, limit: 9 })).total).toBe(0);
  });

  it('is rejected with an alias that is taken, and where the vault is full', async () => {
    const environment = newEnvironment();
    await defaultKey(environment.services, VAULT);
    const first = await made(environment, { alias: 'mine', maxKeys: 1 });
    expect(await rejectionOf(made(environment, { alias: 'mine' }))).toBe('key-alias-exists');
    expect(await rejectionOf(made(environment, { maxKeys: 1 }))).toBe('key-quota-exceeded');
    await changeKeyState(environment.services, {
      ref: of(first),
      policy: POLICY,
      action: 'schedule-deletion',
      days: 7,
    });
    environment.advance(7 * DAY);
    expect((await made(environment, { alias: 'mine', maxKeys: 1 })).id).not.toBe(first.id);
  });

  it('rotates from the start when asked to', async () => {
    expect(await made(newEnvironment(), { rotation: { intervalMs: DAY } })).toMatchObject({
      rotation: { nextAt: START + DAY },
      dueAt: START + DAY,
    });
  });
});

describe('a key at work for secrets', () => {
  it('keeps their values through rotations, and nobody reads them once it is gone', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment);
    const secret = { vault: VAULT, name: 'name' };
    await createSecret(services, creation({ keyId: key.id }));
    await rotateKey(services, of(key));
    expect(await valueAt(environment)).toBe('one');
    const put = {
      ref: secret,
      actor: ACTOR,
      value: { type: 'text', data: 'two' },
      versionId: null,
      labels: null,
      expiresAt: null,
      sameVersion: 'reject',
    } as const;
    await putSecretVersion(services, {
      ...put,
      policy: {
        versionLimit: null,
        atVersionLimit: 'drop-unlabelled-or-refuse',
        labelLimit: null,
        atLabelLimit: 'reject',
        moveHandsOverPrevious: true,
      },
    });
    await rotateKey(services, of(key));
    expect([await valueAt(environment), await valueAt(environment, '$previous')]).toEqual(['two', 'one']);

    await changeKeyState(services, { ref: of(key), policy: POLICY, action: 'disable' });
    expect(await rejectionOf(valueAt(environment))).toBe('key-disabled');
    await changeKeyState(services, { ref: of(key), policy: POLICY, action: 'enable' });
    expect(await valueAt(environment)).toBe('two');
    await changeKeyState(services, { ref: of(key), policy: POLICY, action: 'schedule-deletion', days: 7 });
    expect(await rejectionOf(valueAt(environment))).toBe('key-pending-deletion');
    environment.advance(7 * DAY);
    expect(await rejectionOf(valueAt(environment))).toBe('key-not-found');
    expect((await runDueKeys(services, 10)).removed).toBe(1);
    expect(await rejectionOf(valueAt(environment))).toBe('key-not-found');
  });

  it('must be symmetric', async () => {
    const environment = newEnvironment();
    for (const spec of ['EC_P256', 'HMAC_SHA256'] as const) {
      const { id } = await made(environment, { spec });
      expect(await rejectionOf(createSecret(environment.services, creation({ keyId: id, name: spec })))).toBe(
        'key-operation-unsupported',
      );
    }
    for (const spec of ['AES_128', 'SM4'] as const) {
      await createSecret(environment.services, creation({ keyId: (await made(environment, { spec })).id, name: spec }));
      expect(await valueAt(environment, '$current', spec)).toBe('one');
    }
  });
});

describe('a change of a key', () => {
  it('is decided again when another writer was faster', async () => {
    const environment = newEnvironment();
    const key = await made(environment);
    await Promise.all(Array.from({ length: 20 }, () => rotateKey(environment.services, of(key))));
    const after = await loadKey(environment.services, of(key));
    expect(after.versions.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 21 }, (_, at) => at + 1));
    expect(after.revision).toBe(21);
  });

  it('describes it and leaves the rest', async () => {
    const environment = newEnvironment();
    const key = await made(environment, { attributes: { door: { a: 1 }, other: { b: 2 } } });
    const after = await updateKey(environment.services, of(key), {
      description: 'new',
      isProtected: true,
      attributes: { dialect: 'door', set: { c: 3 } },
    });
    expect(after).toEqual({
      ...key,
      description: 'new',
      isProtected: true,
      attributes: { door: { a: 1, c: 3 }, other: { b: 2 } },
      revision: 2,
    });
    expect(
      await rejectionOf(
        changeKeyState(environment.services, { ref: of(key), policy: POLICY, action: 'schedule-deletion', days: 7 }),
      ),
    ).toBe('key-deletion-protected');
    expect((await updateKey(environment.services, of(key), {})).description).toBe('new');
  });

  it('commits nothing when nothing is decided', async () => {
    const environment = newEnvironment();
    const key = await made(environment);
    expect(await changeKey(environment.services, of(key), (held) => held)).toEqual(key);
    expect(
      (await changeKeyState(environment.services, { ref: of(key), policy: POLICY, action: 'enable' })).revision,
    ).toBe(1);
  });
});

describe('what is due', () => {
  it('is done once, and the next time set', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment);
    await setKeyRotation(services, of(key), { enabled: true, intervalMs: DAY });
    expect((await runDueKeys(services, 10)).changed).toEqual([]);
    environment.advance(3 * DAY);
    const { changed } = await runDueKeys(services, 10);
    expect(changed.map(({ versions, dueAt }) => [versions.length, dueAt])).toEqual([[2, START + 4 * DAY]]);
    expect((await runDueKeys(services, 10)).changed).toEqual([]);
  });

  it('is a deletion too, which a restored key no longer waits for', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment);
    const scheduled = await changeKeyState(services, {
      ref: of(key),
      policy: POLICY,
      action: 'schedule-deletion',
      days: 7,
    });
    expect(scheduled.dueAt).toBe(START + 7 * DAY);
    expect((await changeKeyState(services, { ref: of(key), policy: POLICY, action: 'cancel-deletion' })).dueAt).toBe(
      null,
    );
    await changeKeyState(services, { ref: of(key), policy: POLICY, action: 'schedule-deletion', days: 7 });
    environment.advance(7 * DAY);
    expect(await runDueKeys(services, 10)).toEqual({ removed: 1, changed: [] });
  });

  it('waits for a disabled key to be enabled', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const key = await made(environment, { rotation: { intervalMs: DAY } });
    await changeKeyState(services, { ref: of(key), policy: POLICY, action: 'disable' });
    environment.advance(3 * DAY);
    expect((await runDueKeys(services, 10)).changed).toEqual([]);
    await changeKeyState(services, { ref: of(key), policy: POLICY, action: 'enable' });
    expect((await runDueKeys(services, 10)).changed.length).toBe(1);
  });
});
