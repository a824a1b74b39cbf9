import { describe, expect, it } from '@jest/globals';

import { START, VAULT, keyInState, newWorld, refusalOf } from '../../test/world.ts';
import { createKey, defaultKey, keyForSealing } from './keys.ts';
import { usableKey } from './load-key.ts';

describe('keys', () => {
  it('are made with sealed material of their own', async () => {
    const { services } = newWorld();
    const key = await createKey(services, VAULT, 'mine');
    expect(key).toMatchObject({ vault: VAULT, isDefault: false, state: 'enabled', description: 'mine', createdAt: START, revision: 1 });
    expect(await usableKey(services, VAULT, key.id)).toEqual(key);
    expect(await refusalOf(usableKey(services, 'other', key.id))).toBe('key-not-found');
  });

  it('have one default a vault, however many need it at once', async () => {
    const { services } = newWorld();
    await createKey(services, VAULT, 'not the default');
    const keys = await Promise.all(Array.from({ length: 50 }, () => defaultKey(services, VAULT)));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
    expect((await defaultKey(services, 'other')).id).not.toBe(keys[0]?.id);
  });

  it('seal only while they are enabled, the default key like any other', async () => {
    const world = newWorld();
    const { services } = world;
    const byDefault = await keyForSealing(services, VAULT, null);
    expect(await keyForSealing(services, VAULT, byDefault.id)).toEqual(byDefault);
    for (const [state, code] of [['disabled', 'key-disabled'], ['pending-deletion', 'key-pending-deletion']] as const) {
      await keyInState(world, byDefault.id, state);
      expect(await refusalOf(keyForSealing(services, VAULT, null))).toBe(code);
      expect(await refusalOf(keyForSealing(services, VAULT, byDefault.id))).toBe(code);
    }
  });
});
