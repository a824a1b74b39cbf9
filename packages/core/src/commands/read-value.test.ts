import { describe, expect, it } from '@jest/globals';

import {
  FREE,
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
import { DAY_MS } from '../model/deletion.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { VersionSelector } from '../model/versioning.ts';
import type { Services } from '../services.ts';
import { createSecret } from './create-secret.ts';
import { deleteSecret, restoreSecret, scheduleSecretDeletion } from './deletion.ts';
import { createKey } from './keys.ts';
import { putSecretVersion } from './put-version.ts';
import { type OpenedVersion, type ReadValue, readSecretValue } from './read-value.ts';

function read(
  { services }: World,
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
    sameVersion: 'refuse',
    policy: { ...FREE, versionLimit },
  });
}

/** A world in which `between` happens once, after a secret was loaded and before its value is read. */
function interrupted(between: (services: Services) => Promise<unknown>): World {
  let done = false;
  return newWorld((base) => ({
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
    const world = newWorld();
    const odd = ' "\u0000\u2028汉\u{1f600}\ufeff\r\n';
    await made(world, { value: { type: 'binary', data: odd } });
    await put(world.services, 'two');
    expect(await read(world, { label: PREVIOUS })).toMatchObject({
      version: { id: 'v1' },
      value: { type: 'binary', data: odd },
    });
    expect((await read(world)).value).toEqual({ type: 'text', data: 'two' });
    expect((await read(world, { versionId: 'v1', label: PREVIOUS })).value.data).toBe(odd);
    expect((await read(world, 'newest')).version.id).toBe('v2');
  });

  it("reads by the secret's id too", async () => {
    const world = newWorld();
    const { id } = await made(world);
    expect((await read(world, 'newest', { ref: { vault: VAULT, id } })).value.data).toBe('one');
    expect(await refusalOf(read(world, 'newest', { ref: { vault: 'other', id } }))).toBe('secret-not-found');
  });

  it('checks the secret, the version, the label, the deletion, the state, the key', async () => {
    const world = newWorld();
    const key = await createKey(world.services, VAULT, '');
    expect(await refusalOf(read(world))).toBe('secret-not-found');
    await made(world, { keyId: key.id });
    await forced(world, { state: 'disabled' });
    await keyInState(world, key.id, 'disabled');
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    expect(await refusalOf(read(world, { versionId: 'v2', label: 'a' }))).toBe('version-not-found');
    expect(await refusalOf(read(world, { label: 'a' }))).toBe('label-not-found');
    expect(await refusalOf(read(world, { versionId: 'v1', label: 'a' }))).toBe('label-not-on-version');
    expect(await refusalOf(read(world))).toBe('secret-pending-deletion');
    expect(await refusalOf(read(world, 'newest', { allowPendingDeletion: true }))).toBe('secret-not-enabled');
    await restoreSecret(world.services, target());
    expect(await refusalOf(read(world))).toBe('secret-not-enabled');
    await forced(world, { state: 'enabled' });
    expect(await refusalOf(read(world))).toBe('key-disabled');
    await keyInState(world, key.id, 'pending-deletion');
    expect(await refusalOf(read(world))).toBe('key-pending-deletion');
    await keyInState(world, key.id, 'enabled');
    expect((await read(world)).value.data).toBe('one');
  });

  it('reads while a deletion is scheduled where the dialect allows it, until it falls due', async () => {
    const world = newWorld();
    await made(world);
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    world.advance(7 * DAY_MS - 1);
    expect(await valueAt(world)).toBe('one');
    world.advance(1);
    expect(await refusalOf(read(world, 'newest', { allowPendingDeletion: true }))).toBe('secret-not-found');
  });

  it('reads the value that is current when the one it found rolled off', async () => {
    const world = interrupted(async (services) => {
      for (const data of ['two', 'three', 'four']) await put(services, data, 2);
    });
    await made(world);
    expect(await read(world)).toMatchObject({
      version: { id: 'v4' },
      value: { data: 'four' },
      secret: { revision: 4 },
    });
  });

  it('finds no version that rolled off', async () => {
    const world = interrupted(async (services) => {
      for (const data of ['two', 'three', 'four']) await put(services, data, 2);
    });
    await made(world);
    expect(await refusalOf(read(world, { versionId: 'v1', label: null }))).toBe('version-not-found');
  });

  it('never mixes a secret with another that took its name', async () => {
    const world = interrupted(async (services) => {
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
    const old = await made(world);
    const opened = await read(world);
    expect(opened.value).toEqual({ type: 'binary', data: 'new' });
    expect(opened.secret.id).not.toBe(old.id);
  });

  it('fails without the value where the stored bytes were changed', async () => {
    const world = newWorld((base) => ({
      secrets: {
        ...base.secrets,
        readSealed: async (...at) =>
          (await base.secrets.readSealed(...at))?.map((byte, index) => (index === 80 ? byte ^ 1 : byte)) ?? null,
      },
    }));
    await made(world);
    await expect(read(world)).rejects.toThrow();
    await expect(read(world)).rejects.not.toThrow('one');
  });
});
