import { beforeEach, describe, expect, it } from '@jest/globals';
import { Value } from '@sinclair/typebox/value';

import { ACCESS_POINTS, policiesOf } from '../src/instances/access-point.ts';
import { CLIENT_KEYS, deleteClientKey, findClientKey, isInForce, keepClientKey } from '../src/instances/client-key.ts';
import { INSTANCES, loadInstance } from '../src/instances/instance.ts';
import { POLICIES } from '../src/instances/instance-policy.ts';
import { changeThing, createThing, deleteThing, findThing, listThings } from '../src/instances/instance-records.ts';
import { NETWORK_RULES } from '../src/instances/network-rule.ts';
import { aliyunSettings } from '../src/settings.ts';
import { vaultAt } from '../src/tenant-address.ts';
import { memoryServices, type TestServices } from './memory-services.ts';

const TENANT = { account: '1000000000000002', region: 'cn-beijing' };
const BINDINGS = new Map<string, string>();
const VAULT = vaultAt(BINDINGS, TENANT);
const SETTINGS = {
  ...Value.Create(aliyunSettings),
  instances: [
    {
      id: 'kst-configured',
      access_points: [{ name: 'given', policies: ['p', 'gone'], client_keys: [{ id: 'KAAP.given' }] }],
      network_rules: [{ name: 'rule' }],
      policies: [{ name: 'p', resources: ['secret/*'] }],
    },
  ],
};
const KEY = {
  id: 'KAAP.made',
  accessPoint: 'made',
  certificate: 'PEM',
  createdAt: '2026-01-01T00:00:00Z',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2026-01-02T00:00:00Z',
};

let services: TestServices;
let parts: { services: TestServices; settings: typeof SETTINGS; vault: string; bindings: typeof BINDINGS };
beforeEach(() => {
  services = memoryServices();
  parts = { services, settings: SETTINGS, vault: VAULT, bindings: BINDINGS };
});
const names = async () => (await listThings(parts, ACCESS_POINTS)).map(({ id }) => id);
const point = (name: string) => ({ name, description: '', policies: [] });

describe('what belongs to KMS instances', () => {
  it('is of the settings, and of the state after it in the order of creation', async () => {
    await createThing(parts, ACCESS_POINTS, { id: 'z', body: point('z') });
    await createThing(parts, ACCESS_POINTS, { id: 'a', body: point('a') });
    expect(await names()).toEqual(['given', 'z', 'a']);
    expect(await findThing(parts, ACCESS_POINTS, 'a')).toEqual(point('a'));
    expect(await findThing({ ...parts, vault: 'another' }, ACCESS_POINTS, 'a')).toBeNull();
    expect(await findThing({ ...parts, vault: 'another' }, ACCESS_POINTS, 'given')).not.toBeNull();
  });

  it('has each name once, be it of the settings', async () => {
    await createThing(parts, ACCESS_POINTS, { id: 'a', body: point('a') });
    for (const id of ['a', 'given'])
      await expect(createThing(parts, ACCESS_POINTS, { id, body: point(id) })).rejects.toMatchObject({
        code: 'resource-exists',
      });
  });

  it('is changed in the state, where the settings have it too', async () => {
    await changeThing(parts, ACCESS_POINTS, 'given', (body) => ({ ...body, description: 'new' }));
    expect(await findThing(parts, ACCESS_POINTS, 'given')).toMatchObject({ description: 'new' });
    expect(await findThing({ ...parts, vault: 'another' }, ACCESS_POINTS, 'given')).toMatchObject({ description: '' });
    await expect(changeThing(parts, ACCESS_POINTS, 'nope', (body) => body)).rejects.toMatchObject({
      code: 'resource-not-found',
    });
  });

  it('is gone once it was deleted, and can be made again', async () => {
    for (const id of ['given', 'made']) {
      if (id === 'made') await createThing(parts, ACCESS_POINTS, { id, body: point(id) });
      await deleteThing(parts, ACCESS_POINTS, id);
      expect(await findThing(parts, ACCESS_POINTS, id)).toBeNull();
      expect(await names()).not.toContain(id);
      const missing = { code: 'resource-not-found' };
      await expect(deleteThing(parts, ACCESS_POINTS, id)).rejects.toMatchObject(missing);
      await expect(changeThing(parts, ACCESS_POINTS, id, (body) => body)).rejects.toMatchObject(missing);
      await createThing(parts, ACCESS_POINTS, { id, body: point(id) });
      expect(await findThing(parts, ACCESS_POINTS, id)).toEqual(point(id));
    }
  });

  it('comes back with a state that is exported and imported', async () => {
    await createThing(parts, NETWORK_RULES, {
      id: 'n',
      body: { name: 'n', description: '', sourcePrivateIp: ['::1'] },
    });
    await changeThing(parts, INSTANCES, 'kst-configured', (body) => ({ ...body, name: 'renamed' }));
    await deleteThing(parts, POLICIES, 'p');
    await keepClientKey(parts, TENANT, KEY);
    const image = await services.state.dump();
    services = memoryServices();
    await services.state.load(image);
    parts = { ...parts, services };
    expect(await findThing(parts, NETWORK_RULES, 'n')).toMatchObject({ sourcePrivateIp: ['::1'] });
    expect(await loadInstance(parts, 'kst-configured')).toMatchObject({ name: 'renamed', status: 'Connected' });
    expect(await findThing(parts, POLICIES, 'p')).toBeNull();
    expect((await findClientKey(parts, KEY.id))?.key).toEqual(KEY);
  });
});

describe('an access point', () => {
  it('has the policies that are there', async () => {
    const given = await findThing(parts, ACCESS_POINTS, 'given');
    const policies = await policiesOf(parts, given ?? { policies: [] });
    expect(policies).toMatchObject([{ name: 'p', kmsInstance: 'kst-configured', resources: ['secret/*'] }]);
  });
});

describe('a client key', () => {
  it('is found by its id alone, with its account and region', async () => {
    await keepClientKey(parts, TENANT, KEY);
    expect(await findClientKey(parts, KEY.id)).toEqual({
      ...TENANT,
      vault: VAULT,
      key: KEY,
      identity: {
        id: KEY.id,
        name: KEY.id,
        addresses: [{ door: 'aliyun', key: '1000000000000002/cn-beijing' }],
        attributes: { aliyun: { account_id: TENANT.account, client_key: { region: TENANT.region } } },
      },
    });
    expect(await findClientKey(parts, 'KAAP.nope')).toBeNull();
  });

  it('of the settings is of the default account and region', async () => {
    expect(await findClientKey(parts, 'KAAP.given')).toMatchObject({
      account: SETTINGS.default_account_id,
      region: SETTINGS.default_region,
      key: { accessPoint: 'given', certificate: '' },
    });
  });

  it('counts from its first second to the one before its last', () => {
    const at = (time: string) => isInForce(KEY, Date.parse(time));
    expect(at('2025-12-31T23:59:59.999Z')).toBe(false);
    expect(at('2026-01-01T00:00:00Z')).toBe(true);
    expect(at('2026-01-01T23:59:59.999Z')).toBe(true);
    expect(at('2026-01-02T00:00:00Z')).toBe(false);
  });

  it('is nobody any more once it was deleted', async () => {
    await keepClientKey(parts, TENANT, KEY);
    await deleteClientKey(parts, KEY.id);
    expect(await findClientKey(parts, KEY.id)).toBeNull();
    expect(await services.identities.list()).toEqual([]);
    expect(await listThings(parts, CLIENT_KEYS)).toMatchObject([{ id: 'KAAP.given' }]);
  });
});
