import { describe, expect, it } from '@jest/globals';

import { ACTOR, START, VAULT, keyInState, made, newEnvironment, rejectionOf, target } from '../../test/environment.ts';
import type { Json } from '../model/secret.ts';
import { restoreSecret, scheduleSecretDeletion } from './deletion.ts';
import { createKey } from './keys.ts';
import { loadSecret } from './load-secret.ts';
import { updateSecret } from './update-secret.ts';

describe('updateSecret', () => {
  it('changes what is given and keeps the rest', async () => {
    const environment = newEnvironment();
    const before = await made(environment, {
      description: 'old',
      attributes: { huawei: { a: 1, b: 2 }, aliyun: { c: 3 } },
    });
    environment.advance(9);
    const unchanged = await updateSecret(environment.services, target());
    expect(unchanged).toEqual({ ...before, updatedAt: START + 9, updatedBy: ACTOR, revision: 2 });
    const key = await createKey(environment.services, VAULT, '');
    const set = { b: null, d: [4] };
    const secret = await updateSecret(environment.services, {
      ...target(),
      description: '',
      keyId: key.id,
      attributes: { dialect: 'huawei', set },
    });
    expect(secret).toEqual({
      ...before,
      description: '',
      keyId: key.id,
      attributes: { huawei: { a: 1, b: null, d: [4] }, aliyun: { c: 3 } },
      updatedAt: START + 10,
      revision: 3,
    });
    expect((await updateSecret(environment.services, { ...target(), description: null })).description).toBeNull();
    expect(
      (await updateSecret(environment.services, { ...target(), attributes: { dialect: 'bk', set: { e: 5 } } }))
        .attributes['bk'],
    ).toEqual({ e: 5 });
  });

  it('keeps an attribute named __proto__ as an attribute', async () => {
    const environment = newEnvironment();
    await made(environment);
    const set = JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, Json>;
    const { attributes } = await updateSecret(environment.services, {
      ...target(),
      attributes: { dialect: 'aliyun', set },
    });
    expect(JSON.stringify(attributes)).toBe('{"aliyun":{"__proto__":{"polluted":true}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(attributes['aliyun']?.['polluted']).toBeUndefined();
  });

  it('checks the secret, its deletion, the key', async () => {
    const environment = newEnvironment();
    const update = (keyId: string): Promise<unknown> => updateSecret(environment.services, { ...target(), keyId });
    expect(await rejectionOf(update('nowhere'))).toBe('secret-not-found');
    await made(environment);
    await scheduleSecretDeletion(environment.services, { ...target(), days: 7 });
    expect(await rejectionOf(update('nowhere'))).toBe('secret-pending-deletion');
    await restoreSecret(environment.services, target());
    expect(await rejectionOf(update('nowhere'))).toBe('key-not-found');
    const key = await createKey(environment.services, VAULT, '');
    await keyInState(environment, key.id, 'disabled');
    expect(await rejectionOf(update(key.id))).toBe('key-disabled');
    await keyInState(environment, key.id, 'pending-deletion');
    expect(await rejectionOf(update(key.id))).toBe('key-pending-deletion');
    expect((await loadSecret(environment.services, target().ref)).keyId).toBeNull();
  });
});
