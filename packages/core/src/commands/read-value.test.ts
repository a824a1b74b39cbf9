import { describe, expect, it } from '@jest/globals';

import {
  FREE,
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
import { DAY_MS } from '../model/deletion.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { VersionSelector } from '../model/versioning.ts';
import type { Services } from '../services.ts';
import { createSecret } from './create-secret.ts';
import { deleteSecret, restoreSecret, scheduleSecretDeletion } from './deletion.ts';
import { createKey } from './keys.ts';
import { putSecretVersion } from './put-version.ts';
import { type OpenedVersion, type ReadValue, readSecretValue } from './read-value.ts';

async function read(
  { services }: Environment,
  selector: VersionSelector = { label: CURRENT },
  changes: Partial<ReadValue> = {},
): Promise<OpenedVersion> {
  return readSecretValue(services, { ref: target().ref, selector, allowPendingDeletion: false, ...changes });
}

function put(services: Services, data: string, versionLimit: number | null = null): Promise<unknown> {
  const value = { type: 'text', data } as const;
  return putSecretVersion(services, {
    ...target(),
    value,
    versionId: null,
    labels: null,
    expiresAt: null,
    sameVersion: 'reject',
    policy: { ...FREE, versionLimit },
  });
}

/** An environment in which `between` happens once, after a secret was loaded and before its value is read. */
function interrupted(between: (services: Services) => Promise<unknown>): Environment {
  let done = false;
  return newEnvironment((base) => ({
    secrets: {
      ...base.secrets,
      async readSealed(vault, secretId, versionId) {
        if (!done) {
          done = true;
          await between(base);
        }
        return base.secrets.readSealed(vault, secretId, versionId);
      },
    },
  }));
}

describe('readSecretValue', () => {
  it('reads by label, by id, by both, and the newest, as the very string that was sent', async () => {
    const environment = newEnvironment();
    const odd = ' "\u0000\u2028汉\u{1f600}\ufeff\r\n';
    await made(environment, { value: { type: 'binary', data: odd } });
    await put(environment.services, 'two');
    expect(await read(environment, { label: PREVIOUS })).toMatchObject({
      version: { id: 'v1' },
      value: { type: 'binary', data: odd },
    });
    expect((await read(environment)).value).toEqual({ type: 'text', data: 'two' });
    expect((await read(environment, { versionId: 'v1', label: PREVIOUS })).value.data).toBe(odd);
    expect((await read(environment, 'newest')).version.id).toBe('v2');
  });

  it("reads by the secret's id too", async () => {
    const environment = newEnvironment();
    const { id } = await made(environment);
    expect((await read(environment, 'newest', { ref: { vault: VAULT, id } })).value.data).toBe('one');
    expect(await rejectionOf(read(environment, 'newest', { ref: { vault: 'other', id } }))).toBe('secret-not-found');
  });

  it('checks the secret, the version, the label, the deletion, the state, the key', async () => {
    const environment = newEnvironment();
    const key = await createKey(environment.services, VAULT, '');
    expect(await rejectionOf(read(environment))).toBe('secret-not-found');
    await made(environment, { keyId: key.id });
    await forced(environment, { state: 'disabled' });
    await keyInState(environment, key.id, 'disabled');
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await rejectionOf(read(environment, { versionId: 'v2', label: 'a' }))).toBe('version-not-found');
    expect(await rejectionOf(read(environment, { label: 'a' }))).toBe('label-not-found');
    expect(await rejectionOf(read(environment, { versionId: 'v1', label: 'a' }))).toBe('label-not-on-version');
    expect(await rejectionOf(read(environment))).toBe('secret-pending-deletion');
    expect(await rejectionOf(read(environment, 'newest', { allowPendingDeletion: true }))).toBe('secret-not-enabled');
    await restoreSecret(environment.services, target());
    expect(await rejectionOf(read(environment))).toBe('secret-not-enabled');
    await forced(environment, { state: 'enabled' });
    expect(await rejectionOf(read(environment))).toBe('key-disabled');
    await keyInState(environment, key.id, 'pending-deletion');
    expect(await rejectionOf(read(environment))).toBe('key-pending-deletion');
    await keyInState(environment, key.id, 'enabled');
    expect((await read(environment)).value.data).toBe('one');
  });

  it('reads while a deletion is scheduled where the dialect allows it, until it falls due', async () => {
    const environment = newEnvironment();
    await made(environment);
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    environment.advance(7 * DAY_MS - 1);
    expect(await valueAt(environment)).toBe('one');
    environment.advance(1);
    expect(await rejectionOf(read(environment, 'newest', { allowPendingDeletion: true }))).toBe('secret-not-found');
  });

  it('reads the value that is current when the one it found rolled off', async () => {
    const environment = interrupted(async (services) => {
      for (const data of ['two', 'three', 'four']) await put(services, data, 2);
    });
    await made(environment);
    expect(await read(environment)).toMatchObject({
      version: { id: 'v4' },
      value: { data: 'four' },
      secret: { revision: 4 },
    });
  });

  it('finds no version that rolled off', async () => {
    const environment = interrupted(async (services) => {
      for (const data of ['two', 'three', 'four']) await put(services, data, 2);
    });
    await made(environment);
    expect(await rejectionOf(read(environment, { versionId: 'v1', label: null }))).toBe('version-not-found');
  });

  it('never mixes a secret with another that took its name', async () => {
    const environment = interrupted(async (services) => {
      await deleteSecret(services, target().ref);
      await createSecret(services, {
        ...target().ref,
        actor: 'other',
        value: { type: 'binary', data: 'new' },
        versionId: null,
        description: null,
        keyId: null,
        tags: [],
        attributes: {},
        limits: { maxSecrets: null, caselessName: false },
      });
    });
    const old = await made(environment);
    const opened = await read(environment);
    expect(opened.value).toEqual({ type: 'binary', data: 'new' });
    expect(opened.secret.id).not.toBe(old.id);
  });

  it('fails without the value where the stored bytes were changed', async () => {
    const environment = newEnvironment((base) => ({
      secrets: {
        ...base.secrets,
        readSealed: async (...at) =>
          (await base.secrets.readSealed(...at))?.map((byte, index) => (index === 80 ? byte ^ 1 : byte)) ?? null,
      },
    }));
    await made(environment);
    await expect(read(environment)).rejects.toThrow();
    await expect(read(environment)).rejects.not.toThrow('one');
  });
});
