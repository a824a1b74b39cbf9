import { describe, expect, it } from '@jest/globals';

import { START, VAULT, keyInState, newEnvironment, rejectionOf } from '../../test/environment.ts';
import { primaryVersion } from '../model/key.ts';
import { createCustomerKey, createKey, defaultKey, keyForSealing } from './keys.ts';
import { usableKey } from './load-key.ts';

describe('keys', () => {
  it('are made with sealed material of their own', async () => {
    const { services } = newEnvironment();
    const key = await createKey(services, VAULT, 'mine');
    expect(key).toMatchObject({
      vault: VAULT,
      isDefault: false,
      state: 'enabled',
      description: 'mine',
      createdAt: START,
      revision: 1,
    });
    expect(await usableKey(services, VAULT, key.id)).toEqual(key);
    expect(await rejectionOf(() => usableKey(services, 'other', key.id))).toBe('key-not-found');
  });

  it('have one default a vault, however many need it at once', async () => {
    const { services } = newEnvironment();
    await createKey(services, VAULT, 'not the default');
    const keys = await Promise.all(Array.from({ length: 50 }, () => defaultKey(services, VAULT)));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
    expect((await defaultKey(services, 'other')).id).not.toBe(keys[0]?.id);
  });

  it('seal only while they are enabled, the default key like any other', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const byDefault = await keyForSealing(services, VAULT, null);
    expect(await keyForSealing(services, VAULT, byDefault.id)).toEqual(byDefault);
    for (const [state, code] of [
      ['disabled', 'key-disabled'],
      ['pending-deletion', 'key-pending-deletion'],
    ] as const) {
      await keyInState(environment, byDefault.id, state);
      expect(await rejectionOf(keyForSealing(services, VAULT, null))).toBe(code);
      expect(await rejectionOf(keyForSealing(services, VAULT, byDefault.id))).toBe(code);
    }
  });

  it('are what who asks for them knows beforehand: ids, material, whether it is the default', async () => {
    const { services } = newEnvironment();
    const [id, versionId] = ['0198f2d4-0000-4000-8000-000000000001', '0198f2d4-0000-4000-8000-000000000002'];
    const request = {
      vault: VAULT,
      spec: 'AES_256',
      usage: null,
      origin: 'external',
      description: '',
      actor: 'tester',
      tags: [],
      attributes: {},
      rotation: null,
      alias: null,
      maxKeys: null,
    } as const;
    const material = new Uint8Array(32).fill(7);
    const key = await createCustomerKey(services, { ...request, id, versionId, isDefault: true, material });
    expect(key).toMatchObject({
      id,
      isDefault: true,
      state: 'enabled',
      materialFingerprint: services.sealer.fingerprint(key, material),
      versions: [{ id: versionId }],
    });
    expect(services.sealer.openMaterial(key, primaryVersion(key))).toEqual(Buffer.from(material));
    expect(await defaultKey(services, VAULT)).toEqual(key);
    expect(await rejectionOf(createCustomerKey(services, { ...request, isDefault: true, material }))).toBe(
      'key-quota-exceeded',
    );
    expect(await rejectionOf(createCustomerKey(services, { ...request, material: material.subarray(1) }))).toBe(
      'material-invalid',
    );
    expect(
      await rejectionOf(createCustomerKey(services, { ...request, spec: 'HMAC_SHA256', material, isDefault: true })),
    ).toBe('key-operation-unsupported');
  });
});
