import { describe, expect, it } from '@jest/globals';

import {
  ACTOR,
  START,
  VAULT,
  creation,
  forced,
  keyInState,
  made,
  newWorld,
  refusalOf,
  target,
  valueAt,
} from '../../test/world.ts';
import { DAY_MS } from '../model/deletion.ts';
import { CURRENT } from '../model/labels.ts';
import { createSecret } from './create-secret.ts';
import { scheduleSecretDeletion } from './deletion.ts';
import { createKey } from './keys.ts';
import { loadSecret } from './load-secret.ts';

const CASELESS = { maxSecrets: null, caselessName: true };

describe('createSecret', () => {
  it('makes a secret with its first version, which carries CURRENT', async () => {
    const world = newWorld();
    const secret = await made(world, {
      description: 'about',
      tags: [{ key: 'team', value: 'a' }],
      attributes: { huawei: { enterprise_project_id: '0' } },
    });
    const defaultKey = await world.services.keys.findDefault(VAULT);
    expect(secret).toEqual({
      vault: VAULT,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'name',
      description: 'about',
      state: 'enabled',
      keyId: null,
      createdAt: START,
      updatedAt: START,
      createdBy: ACTOR,
      updatedBy: ACTOR,
      deletionDueAt: null,
      rotation: null,
      tags: [{ key: 'team', value: 'a' }],
      attributes: { huawei: { enterprise_project_id: '0' } },
      lastOrdinal: 1,
      versions: [{ id: 'v1', ordinal: 1, createdAt: START, expiresAt: null, dataType: 'text', keyId: defaultKey?.id }],
      labels: [{ label: CURRENT, versionId: 'v1', movedAt: START }],
      revision: 1,
    });
    expect(await loadSecret(world.services, target().ref)).toEqual(secret);
    expect(await loadSecret(world.services, { vault: VAULT, id: secret.id })).toEqual(secret);
    expect(await valueAt(world)).toBe('one');
  });

  it('takes the first version id from the caller and the key by name', async () => {
    const world = newWorld();
    const key = await createKey(world.services, VAULT, 'mine');
    const secret = await made(world, { versionId: 'blue', keyId: key.id });
    expect(secret.versions.map(({ id, keyId }) => [id, keyId])).toEqual([['blue', key.id]]);
    expect(await world.services.keys.findDefault(VAULT)).toBeNull();
    expect(await valueAt(world)).toBe('one');
  });

  it('hands the store sealed bytes only', async () => {
    const world = newWorld();
    const secret = await made(world, { value: { type: 'text', data: 'find me in the store' } });
    const bytes = await world.services.secrets.readSealed(VAULT, secret.id, 'v1');
    expect(Buffer.from(bytes ?? []).includes('find me')).toBe(false);
    expect(JSON.stringify(secret)).not.toContain('find me');
  });

  it('checks the name, then the key, then the number of secrets', async () => {
    const world = newWorld();
    const key = await createKey(world.services, VAULT, '');
    await made(world);
    await made(world, { name: 'due' });
    await scheduleSecretDeletion(world.services, { ...target('due'), days: 7 });
    await keyInState(world, key.id, 'disabled');
    const full = { limits: { maxSecrets: 2, caselessName: false } };
    expect(await refusalOf(made(world, { ...full, keyId: 'nowhere' }))).toBe('secret-exists');
    expect(await refusalOf(made(world, { ...full, keyId: 'nowhere', name: 'due' }))).toBe(
      'secret-name-held-by-deletion',
    );
    expect(await refusalOf(made(world, { ...full, keyId: 'nowhere', name: 'third' }))).toBe('key-not-found');
    expect(await refusalOf(made(world, { ...full, keyId: key.id, name: 'third' }))).toBe('key-disabled');
    await keyInState(world, key.id, 'pending-deletion');
    expect(await refusalOf(made(world, { ...full, keyId: key.id, name: 'third' }))).toBe('key-pending-deletion');
    expect(await refusalOf(made(world, { ...full, name: 'third' }))).toBe('secret-quota-exceeded');
    await made(world, { limits: { maxSecrets: 3, caselessName: false }, name: 'third' });
  });

  it('takes names that differ by case apart or together, as the caller says', async () => {
    const world = newWorld();
    await made(world);
    expect(await refusalOf(made(world, { name: 'NAME', limits: CASELESS }))).toBe('secret-exists');
    await made(world, { name: 'NAME' });
    expect(await valueAt(world, CURRENT, 'NAME')).toBe('one');
  });

  it('keeps vaults apart', async () => {
    const world = newWorld();
    const first = await made(world);
    const second = await made(world, { vault: 'other', limits: { maxSecrets: 1, caselessName: true } });
    expect(second.versions[0]?.keyId).not.toBe(first.versions[0]?.keyId);
    expect(await refusalOf(loadSecret(world.services, { vault: 'other', id: first.id }))).toBe('secret-not-found');
    expect(await refusalOf(made(world, { name: 'new', keyId: second.versions[0]?.keyId ?? '' }))).toBe('key-not-found');
  });

  it('takes the name of a secret whose deletion fell due, before any sweep', async () => {
    const world = newWorld();
    const old = await made(world);
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    world.advance(7 * DAY_MS - 1);
    expect(await refusalOf(made(world))).toBe('secret-name-held-by-deletion');
    world.advance(1);
    const again = await made(world, {
      limits: { maxSecrets: 1, caselessName: true },
      value: { type: 'text', data: 'two' },
    });
    expect(again.id).not.toBe(old.id);
    expect(await valueAt(world)).toBe('two');
  });

  it('of many at the same time makes one, by one default key', async () => {
    const world = newWorld();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => createSecret(world.services, creation())),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'secret-exists' });
    expect(await valueAt(world)).toBe('one');
  });

  it('refuses a default key that is disabled', async () => {
    const world = newWorld();
    await made(world);
    await keyInState(world, (await world.services.keys.findDefault(VAULT))?.id ?? '', 'disabled');
    expect(await refusalOf(made(world, { name: 'second' }))).toBe('key-disabled');
    expect(await refusalOf(valueAt(world))).toBe('key-disabled');
  });

  it('sees a state that was forced on the secret', async () => {
    const world = newWorld();
    await made(world);
    await forced(world, { state: 'frozen' });
    expect(await refusalOf(valueAt(world))).toBe('secret-not-enabled');
  });
});
