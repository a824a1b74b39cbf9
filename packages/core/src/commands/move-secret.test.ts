import { describe, expect, it } from '@jest/globals';

import { FREE, START, VAULT, type World, keyInState, made, newWorld, refusalOf, target } from '../../test/world.ts';
import { DAY_MS } from '../model/deletion.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { Secret } from '../model/secret.ts';
import { scheduleSecretDeletion } from './deletion.ts';
import { createKey, defaultKey } from './keys.ts';
import { loadSecret } from './load-secret.ts';
import { type MoveSecret, moveSecret } from './move-secret.ts';
import { putSecretVersion } from './put-version.ts';
import { readSecretValue } from './read-value.ts';

function move({ services }: World, changes: Partial<MoveSecret> = {}): Promise<Secret> {
  return moveSecret(services, { ...target(), to: 'other', caselessName: false, ...changes });
}

async function put({ services }: World, data: string): Promise<void> {
  await putSecretVersion(services, {
    ...target(),
    value: { type: 'text', data },
    versionId: null,
    labels: null,
    expiresAt: null,
    sameVersion: 'refuse',
    policy: FREE,
  });
}

describe('moveSecret', () => {
  it('takes versions, labels and values along, sealed by the new vault', async () => {
    const world = newWorld();
    const named = await createKey(world.services, VAULT, 'named');
    const before = await made(world, {
      keyId: named.id,
      tags: [{ key: 'a', value: 'b' }],
      attributes: { door: { x: 1 } },
    });
    await put(world, 'two');
    world.advance(10);
    const moved = await move(world, { name: 'there', actor: 'mover' });
    const ref = { vault: 'other', id: before.id };
    expect(moved).toMatchObject({
      vault: 'other',
      id: before.id,
      name: 'there',
      keyId: null,
      tags: [{ key: 'a', value: 'b' }],
      attributes: { door: { x: 1 } },
      createdAt: START,
      updatedAt: START + 10,
      updatedBy: 'mover',
      revision: 3,
    });
    expect(await loadSecret(world.services, ref)).toEqual(moved);
    const { id: keyId } = await defaultKey(world.services, 'other');
    for (const [label, data, versionId] of [
      [CURRENT, 'two', 'v2'],
      [PREVIOUS, 'one', 'v1'],
    ] as const) {
      const opened = await readSecretValue(world.services, { ref, selector: { label }, allowPendingDeletion: false });
      expect([opened.value.data, opened.version.id, opened.version.keyId]).toEqual([data, versionId, keyId]);
    }
    expect(await refusalOf(loadSecret(world.services, target().ref))).toBe('secret-not-found');
    expect((await made(world)).id).not.toBe(before.id);
  });

  it('keeps its name, and leaves everything where the name is taken', async () => {
    const world = newWorld();
    const before = await made(world);
    await made(world, { vault: 'other', name: 'NAME' });
    expect(await refusalOf(move(world, { caselessName: true }))).toBe('secret-exists');
    expect(await loadSecret(world.services, target().ref)).toEqual(before);
    expect((await move(world)).name).toBe('name');
  });

  it('finds a name free whose holder is due, though not yet swept', async () => {
    const world = newWorld();
    await made(world, { vault: 'other' });
    await scheduleSecretDeletion(world.services, { ref: { vault: 'other', name: 'name' }, actor: 'x', days: 1 });
    await made(world);
    world.advance(DAY_MS);
    expect((await move(world)).vault).toBe('other');
  });

  it('refuses a secret that is not usable, and keys that are not', async () => {
    const world = newWorld();
    expect(await refusalOf(move(world))).toBe('secret-not-found');
    const key = await createKey(world.services, VAULT, 'k');
    await made(world, { keyId: key.id });
    await keyInState(world, key.id, 'disabled');
    expect(await refusalOf(move(world))).toBe('key-disabled');
    await scheduleSecretDeletion(world.services, { ...target(), days: 7 });
    expect(await refusalOf(move(world))).toBe('secret-pending-deletion');
  });

  it('decides again on what a faster writer left', async () => {
    let hurry = true;
    const world: World = newWorld((base) => ({
      secrets: {
        ...base.secrets,
        async move(change) {
          if (hurry) {
            hurry = false;
            await put(world, 'two');
          }
          return base.secrets.move(change);
        },
      },
    }));
    await made(world);
    const moved = await move(world);
    expect(moved.versions.map(({ id }) => id)).toEqual(['v1', 'v2']);
  });
});
