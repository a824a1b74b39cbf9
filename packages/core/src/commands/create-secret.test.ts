import { describe, expect, it } from '@jest/globals';

import {
  ACTOR,
  START,
  VAULT,
  creation,
  forced,
  keyInState,
  made,
  newEnvironment,
  rejectionOf,
  target,
  valueAt,
} from '../../test/environment.ts';
import { DAY_MS } from '../model/deletion.ts';
import { CURRENT } from '../model/labels.ts';
import { createSecret } from './create-secret.ts';
import { scheduleSecretDeletion } from './deletion.ts';
import { createKey } from './keys.ts';
import { loadSecret } from './load-secret.ts';

const CASELESS = { maxSecrets: null, caselessName: true };

describe('createSecret', () => {
  it('makes a secret with its first version, which carries CURRENT', async () => {
    const environment = newEnvironment();
    const secret = await made(environment, {
      description: 'about',
      tags: [{ key: 'team', value: 'a' }],
      attributes: { huawei: { enterprise_project_id: '0' } },
    });
    const defaultKey = await environment.services.keys.findDefault(VAULT);
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
    expect(await loadSecret(environment.services, target().ref)).toEqual(secret);
    expect(await loadSecret(environment.services, { vault: VAULT, id: secret.id })).toEqual(secret);
    expect(await valueAt(environment)).toBe('one');
  });

  it('takes the first version id from the caller and the key by name', async () => {
    const environment = newEnvironment();
    const key = await createKey(environment.services, VAULT, 'mine');
    const secret = await made(environment, { versionId: 'blue', keyId: key.id });
    expect(secret.versions.map(({ id, keyId }) => [id, keyId])).toEqual([['blue', key.id]]);
    expect(await environment.services.keys.findDefault(VAULT)).toBeNull();
    expect(await valueAt(environment)).toBe('one');
  });

  it('hands the store sealed bytes only', async () => {
    const environment = newEnvironment();
    const secret = await made(environment, { value: { type: 'text', data: 'find me in the store' } });
    const bytes = await environment.services.secrets.readSealed(VAULT, secret.id, 'v1');
    expect(Buffer.from(bytes ?? []).includes('find me')).toBe(false);
    expect(JSON.stringify(secret)).not.toContain('find me');
  });

  it('checks the name, then the key, then the number of secrets', async () => {
    const environment = newEnvironment();
    const key = await createKey(environment.services, VAULT, '');
    await made(environment);
    await made(environment, { name: 'due' });
    await scheduleSecretDeletion(environment.services, { ...target('due'), days: 7 });
    await keyInState(environment, key.id, 'disabled');
    const full = { limits: { maxSecrets: 2, caselessName: false } };
    expect(await rejectionOf(made(environment, { ...full, keyId: 'nowhere' }))).toBe('secret-exists');
    expect(await rejectionOf(made(environment, { ...full, keyId: 'nowhere', name: 'due' }))).toBe(
      'secret-name-held-by-deletion',
    );
    expect(await rejectionOf(made(environment, { ...full, keyId: 'nowhere', name: 'third' }))).toBe('key-not-found');
    expect(await rejectionOf(made(environment, { ...full, keyId: key.id, name: 'third' }))).toBe('key-disabled');
    await keyInState(environment, key.id, 'pending-deletion');
    expect(await rejectionOf(made(environment, { ...full, keyId: key.id, name: 'third' }))).toBe(
      'key-pending-deletion',
    );
    expect(await rejectionOf(made(environment, { ...full, name: 'third' }))).toBe('secret-quota-exceeded');
    await made(environment, { limits: { maxSecrets: 3, caselessName: false }, name: 'third' });
  });

  it('takes names that differ by case apart or together, as the caller says', async () => {
    const environment = newEnvironment();
    await made(environment);
    expect(await rejectionOf(made(environment, { name: 'NAME', limits: CASELESS }))).toBe('secret-exists');
    await made(environment, { name: 'NAME' });
    expect(await valueAt(environment, CURRENT, 'NAME')).toBe('one');
  });

  it('keeps vaults apart', async () => {
    const environment = newEnvironment();
    const first = await made(environment);
    const second = await made(environment, { vault: 'other', limits: { maxSecrets: 1, caselessName: true } });
    expect(second.versions[0]?.keyId).not.toBe(first.versions[0]?.keyId);
    expect(await rejectionOf(() => loadSecret(environment.services, { vault: 'other', id: first.id }))).toBe(
      'secret-not-found',
    );
    expect(await rejectionOf(made(environment, { name: 'new', keyId: second.versions[0]?.keyId ?? '' }))).toBe(
      'key-not-found',
    );
  });

  it('takes the name of a secret whose deletion fell due, before any sweep', async () => {
    const environment = newEnvironment();
    const old = await made(environment);
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    environment.advance(7 * DAY_MS - 1);
    expect(await rejectionOf(made(environment))).toBe('secret-name-held-by-deletion');
    environment.advance(1);
    const again = await made(environment, {
      limits: { maxSecrets: 1, caselessName: true },
      value: { type: 'text', data: 'two' },
    });
    expect(again.id).not.toBe(old.id);
    expect(await valueAt(environment)).toBe('two');
  });

  it('of many at the same time makes one, by one default key', async () => {
    const environment = newEnvironment();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => createSecret(environment.services, creation())),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'secret-exists' });
    expect(await valueAt(environment)).toBe('one');
  });

  it('rejects a default key that is disabled', async () => {
    const environment = newEnvironment();
    await made(environment);
    await keyInState(environment, (await environment.services.keys.findDefault(VAULT))?.id ?? '', 'disabled');
    expect(await rejectionOf(made(environment, { name: 'second' }))).toBe('key-disabled');
    expect(await rejectionOf(valueAt(environment))).toBe('key-disabled');
  });

  it('sees a state that was forced on the secret', async () => {
    const environment = newEnvironment();
    await made(environment);
    await forced(environment, { state: 'frozen' });
    expect(await rejectionOf(valueAt(environment))).toBe('secret-not-enabled');
  });
});
