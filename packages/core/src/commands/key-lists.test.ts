import { describe, expect, it } from '@jest/globals';

import { VAULT, newEnvironment, rejectionOf } from '../../test/environment.ts';
import type { CustomerKey } from '../model/key.ts';
import { changeKeyState } from './change-key.ts';
import { createKeyAlias, deleteKeyAlias, listKeyAliases, moveKeyAlias } from './key-aliases.ts';
import { listKeys } from './list-keys.ts';
import { loadKey } from './load-key.ts';
import { DAY, POLICY, made, of } from '../../test/made-keys.ts';

describe('lists of keys', () => {
  it('hold the keys as they are, those that are wanted', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const [one, two, three] = [
      await made(environment),
      await made(environment, { spec: 'HMAC_SHA256' }),
      await made(environment),
    ];
    const idsOf = async (where?: (key: CustomerKey) => boolean, offset = 0): Promise<unknown> => {
      const { keys, total } = await listKeys(services, VAULT, {
        offset,
        limit: 2,
        ...(where === undefined ? {} : { where }),
      });
      return [keys.map(({ id }) => id), total];
    };
    expect(await idsOf()).toEqual([[one.id, two.id], 3]);
    expect(await idsOf(undefined, 2)).toEqual([[three.id], 3]);
    expect(await idsOf(({ spec }) => spec === 'AES_256')).toEqual([[one.id, three.id], 2]);
    expect(await idsOf(({ spec }) => spec === 'AES_256', 1)).toEqual([[three.id], 2]);
    await changeKeyState(services, { ref: of(one), policy: POLICY, action: 'schedule-deletion', days: 1 });
    environment.advance(DAY);
    expect(await idsOf()).toEqual([[two.id, three.id], 2]);
  });
});

describe('aliases', () => {
  it('are made, moved, listed and deleted', async () => {
    const { services } = newEnvironment();
    const environment = { services, advance: () => undefined };
    const [one, two] = [await made(environment), await made(environment)];
    await createKeyAlias(services, { name: 'b', key: of(one) });
    await createKeyAlias(services, { name: 'a', key: { vault: VAULT, alias: 'b' } });
    expect(await rejectionOf(createKeyAlias(services, { name: 'a', key: of(two) }))).toBe('key-alias-exists');
    await moveKeyAlias(services, { name: 'a', key: of(two) });
    expect((await loadKey(services, { vault: VAULT, alias: 'a' })).id).toBe(two.id);
    const { aliases, total } = await listKeyAliases(services, VAULT, null, { offset: 0, limit: 1 });
    expect([aliases.map(({ name }) => name), total]).toEqual([['a'], 2]);
    expect((await listKeyAliases(services, VAULT, one.id, { offset: 0, limit: 9 })).aliases).toMatchObject([
      { name: 'b', keyId: one.id },
    ]);
    await deleteKeyAlias(services, VAULT, 'a');
    expect(await rejectionOf(deleteKeyAlias(services, VAULT, 'a'))).toBe('key-alias-not-found');
    expect(await rejectionOf(moveKeyAlias(services, { name: 'a', key: of(two) }))).toBe('key-alias-not-found');
  });

  it('lead to no key that is missing or going', async () => {
    const environment = newEnvironment();
    const { services } = environment;
    const [one, two] = [await made(environment), await made(environment, { alias: 'a' })];
    await changeKeyState(services, { ref: of(one), policy: POLICY, action: 'schedule-deletion', days: 7 });
    for (const command of [createKeyAlias, moveKeyAlias]) {
      expect(await rejectionOf(command(services, { name: 'a', key: of(one) }))).toBe('key-pending-deletion');
      expect(await rejectionOf(command(services, { name: 'a', key: { vault: VAULT, id: 'none' } }))).toBe(
        'key-not-found',
      );
    }
    await changeKeyState(services, { ref: of(two), policy: POLICY, action: 'schedule-deletion', days: 7 });
    environment.advance(7 * DAY);
    expect(await rejectionOf(() => loadKey(services, { vault: VAULT, alias: 'a' }))).toBe('key-alias-not-found');
    expect((await listKeyAliases(services, VAULT, null, { offset: 0, limit: 9 })).total).toBe(0);
  });
});
