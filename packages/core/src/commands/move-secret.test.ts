import { describe, expect, it } from '@jest/globals';

import {
  FREE,
  START,
  VAULT,
  type Environment,
  keyInState,
  made,
  newEnvironment,
  rejectionOf,
  target,
} from '../../test/environment.ts';
import { DAY_MS } from '../model/deletion.ts';
import { CURRENT, PREVIOUS } from '../model/labels.ts';
import type { Secret } from '../model/secret.ts';
import { scheduleSecretDeletion } from './deletion.ts';
import { createKey, defaultKey } from './keys.ts';
import { loadSecret } from './load-secret.ts';
import { type MoveSecret, moveSecret } from './move-secret.ts';
import { putSecretVersion } from './put-version.ts';
import { readSecretValue } from './read-value.ts';

function move({ services }: Environment, changes: Partial<MoveSecret> = {}): Promise<Secret> {
  return moveSecret(services, { ...target(), to: 'other', caselessName: false, ...changes });
}

async function put({ services }: Environment, data: string): Promise<void> {
  await putSecretVersion(services, {
    ...target(),
    value: { type: 'text', data },
    versionId: null,
    labels: null,
    expiresAt: null,
    sameVersion: 'reject',
    policy: FREE,
  });
}

describe('moveSecret', () => {
  it('takes versions, labels and values along, sealed by the new vault', async () => {
    const environment = newEnvironment();
    const named = await createKey(environment.services, VAULT, 'named');
    const before = await made(environment, {
      keyId: named.id,
      tags: [{ key: 'a', value: 'b' }],
      attributes: { door: { x: 1 } },
    });
    await put(environment, 'two');
    environment.advance(10);
    const moved = await move(environment, { name: 'there', actor: 'mover' });
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
    expect(await loadSecret(environment.services, ref)).toEqual(moved);
    const { id: keyId } = await defaultKey(environment.services, 'other');
    for (const [label, data, versionId] of [
      [CURRENT, 'two', 'v2'],
      [PREVIOUS, 'one', 'v1'],
    ] as const) {
      const opened = await readSecretValue(environment.services, {
        ref,
        selector: { label },
        allowPendingDeletion: false,
      });
      expect([opened.value.data, opened.version.id, opened.version.keyId]).toEqual([data, versionId, keyId]);
    }
    expect(await rejectionOf(() => loadSecret(environment.services, target().ref))).toBe('secret-not-found');
    expect((await made(environment)).id).not.toBe(before.id);
  });

  it('keeps its name, and leaves everything where the name is taken', async () => {
    const environment = newEnvironment();
    const before = await made(environment);
    await made(environment, { vault: 'other', name: 'NAME' });
    expect(await rejectionOf(move(environment, { caselessName: true }))).toBe('secret-exists');
    expect(await loadSecret(environment.services, target().ref)).toEqual(before);
    expect((await move(environment)).name).toBe('name');
  });

  it('finds a name free whose holder is due, though not yet swept', async () => {
    const environment = newEnvironment();
    await made(environment, { vault: 'other' });
    await scheduleSecretDeletion(environment.services, { ref: { vault: 'other', name: 'name' }, actor: 'x', days: 1 });
    await made(environment);
    environment.advance(DAY_MS);
    expect((await move(environment)).vault).toBe('other');
  });

  it('rejects a secret that is not usable, and keys that are not', async () => {
    const environment = newEnvironment();
    expect(await rejectionOf(move(environment))).toBe('secret-not-found');
    const key = await createKey(environment.services, VAULT, 'k');
    await made(environment, { keyId: key.id });
    await keyInState(environment, key.id, 'disabled');
    expect(await rejectionOf(move(environment))).toBe('key-disabled');
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await rejectionOf(move(environment))).toBe('secret-pending-deletion');
  });

  it('decides again on what a faster writer left', async () => {
    let hurry = true;
    const environment: Environment = newEnvironment((base) => ({
      secrets: {
        ...base.secrets,
        async move(change) {
          if (hurry) {
            hurry = false;
            await put(environment, 'two');
          }
          return base.secrets.move(change);
        },
      },
    }));
    await made(environment);
    const moved = await move(environment);
    expect(moved.versions.map(({ id }) => id)).toEqual(['v1', 'v2']);
  });
});
