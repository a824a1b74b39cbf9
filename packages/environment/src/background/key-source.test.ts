import { changeKeyState, createCustomerKey, type KeyPolicy } from '@dragoman/core';
import { expect, it } from '@jest/globals';

import { DAY, servicesForTest, START } from '../../test/support/services.ts';
import { keySource } from './key-source.ts';

const NEVER: readonly never[] = [];
const POLICY: KeyPolicy = {
  allowed: {
    enable: NEVER,
    disable: NEVER,
    'schedule-deletion': ['enabled'],
    'cancel-deletion': NEVER,
    'import-material': NEVER,
    'delete-material': NEVER,
  },
  afterCancel: 'enabled',
};

it('wakes for the deletion of a key alone, though no key is due for anything else', async () => {
  const services = servicesForTest();
  const source = keySource(services);
  const { id } = await createCustomerKey(services, {
    vault: 'default',
    spec: 'AES_256',
    usage: null,
    origin: 'service',
    description: '',
    actor: 'tester',
    tags: [],
    attributes: {},
    rotation: null,
    alias: null,
    maxKeys: null,
  });
  expect(await source.next()).toBe(null);
  await changeKeyState(services, {
    ref: { vault: 'default', id },
    policy: POLICY,
    action: 'schedule-deletion',
    days: 7,
  });
  expect(await source.next()).toEqual({ at: START + 7 * DAY, what: 'key-deletion' });
  services.advance(7 * DAY);
  expect(await source.run({ at: START + 7 * DAY, until: START + 7 * DAY, advanceTo: () => undefined })).toEqual([
    { at: START + 7 * DAY, what: 'key-deletion', count: 1 },
  ]);
  expect([await source.next(), await services.keys.count('default')]).toEqual([null, 0]);
});
