import { createCustomerKey, createSecret, putSecretVersion, type StateImage } from '@dragoman/core';
import { memoryServices } from '@dragoman/core/store-contract';
import { expect, test } from '@jest/globals';

import type { Dialect } from '../src/model/direction.ts';
import { openSources } from '../src/sources/read-sources.ts';
import { stateSource } from '../src/sources/state-image.ts';

const NOW = Date.UTC(2026, 10, 30);
const CREDENTIAL = '{"type":"PASSWORD","password":"planted"}';
const services = memoryServices(NOW);
const LIMITS = { maxSecrets: null, caselessName: false };
const POLICY = {
  versionLimit: 20,
  atVersionLimit: 'drop-unlabelled-or-exceed',
  labelLimit: 12,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
} as const;

async function imageOf(): Promise<StateImage> {
  const vault = 'team';
  const key = await createCustomerKey(services, {
    vault,
    spec: 'SM4',
    usage: null,
    origin: 'service',
    description: '',
    actor: 'a',
    tags: [],
    attributes: { aliyun: { instance: 'kst-1' } },
    rotation: { intervalMs: 90 * 86_400_000 },
    alias: 'orders',
    maxKeys: null,
  });
  const made = { vault, actor: 'a', versionId: null, description: null, limits: LIMITS };
  const orders = await createSecret(services, {
    ...made,
    name: 'orders',
    value: { type: 'text', data: 'planted-1' },
    description: 'of the shop',
    keyId: key.id,
    tags: [{ key: 'team', value: 'a' }],
    attributes: {
      huawei: { secret_type: 'RDS-FG', event_subscriptions: ['rotated'], enterprise_project_id: 'p1', replicas: [{}] },
      aliyun: { secret_type: 'Rds', policy: '{}', instance_id: 'kst-1', extended_config: { CustomData: { a: 'b' } } },
    },
  });
  await putSecretVersion(services, {
    ref: { vault, name: 'orders' },
    actor: 'a',
    value: { type: 'text', data: CREDENTIAL },
    versionId: null,
    labels: ['$current', 'blue', 'SYSPENDING'],
    expiresAt: NOW + 1,
    sameVersion: 'reject',
    policy: POLICY,
  });
  const plain = { ...made, keyId: null, tags: [], attributes: {}, value: { type: 'text', data: 'planted-2' } as const };
  await createSecret(services, { ...plain, vault: 'other', name: 'elsewhere' });
  const image = await services.state.dump();
  const id = orders.id;
  const record = { vault, createdAt: NOW, dueAt: null, revision: 1 };
  return {
    ...image,
    resources: [
      { ...record, kind: 'huawei.grant', id, body: { grants: [{}, {}] } },
      { ...record, kind: 'bk.file-source', id: 'f', body: { credentialId: id.replaceAll('-', '') } },
    ],
  };
}

const image = imageOf();

async function opened(as: Dialect, vault: string | null = 'team') {
  const { sealer } = services;
  const source = stateSource({ path: 'state', image: await image, sealer, vault });
  return openSources([source], as, { withValues: false });
}

test('a vault tells all that an inventory has', async () => {
  const { inventory, values } = await opened('huawei');
  const [secret] = inventory.secrets;
  expect(inventory.secrets).toMatchObject([
    {
      name: 'orders',
      kind: 'managed:RDS-FG',
      description: 'of the shop',
      state: 'enabled',
      key: { alias: 'orders' },
      tags: { team: 'a' },
      details: { events: 1, project: 'p1', replicas: 1, grants: 2, policy: true, instance: 'kst-1', customData: true },
      completeness: 'whole',
      versions: [
        { id: 'v1', labels: ['PREVIOUS'], value: { state: 'unread' } },
        { id: 'v2', labels: ['CURRENT', 'blue', 'PENDING'], expiresAt: NOW + 1 },
      ],
    },
  ]);
  expect(inventory.keys).toMatchObject([{ aliases: ['orders'], spec: 'SM4', rotationDays: 90, instance: 'kst-1' }]);
  const ref = { name: 'orders', id: secret?.id ?? null };
  expect(await values.valueOf({ ...ref, version: 'v1' })).toEqual({ type: 'text', data: 'planted-1' });
});

test('each service tells it in its own words', async () => {
  const aliyun = (await opened('aliyun')).inventory;
  expect(aliyun).toMatchObject({ secrets: [{ kind: 'managed:Rds', id: null }], keys: [{ spec: 'Aliyun_SM4' }] });
  const bk = (await opened('bk')).inventory;
  expect(bk.secrets).toMatchObject([{ kind: 'credential:PASSWORD', details: { fileSources: 1 } }]);
  expect(bk.secrets[0]?.id).toMatch(/^[0-9a-f]{32}$/);
});

test('a secret of the default key has no key of its own', async () => {
  expect((await opened('huawei', 'other')).inventory).toMatchObject({ secrets: [{ key: null }], keys: [] });
});

test('what is not told is asked for in one line', async () => {
  const source = stateSource({ path: 'state', image: await image, sealer: services.sealer, vault: null });
  await expect(openSources([source], null, { withValues: false })).rejects.toThrow(
    'state can be seen as any of the services: give --as huawei, aliyun or bk',
  );
  await expect(opened('huawei', null)).rejects.toThrow('state holds secrets of other, team: say --vault for one');
  await expect(opened('huawei', 'none')).rejects.toThrow(
    'state: the vault none holds no secret; those that do are other, team',
  );
});

test('a value that another key sealed is rejected by the name of its secret', async () => {
  const sealer = memoryServices(NOW).sealer;
  const broken = { openValue: () => sealer.openText(['x'], 'AAAA') };
  const source = stateSource({ path: 'state', image: await image, sealer: broken, vault: 'team' });
  await expect(openSources([source], 'huawei', { withValues: true })).rejects.toThrow(
    'state: a value of "orders" cannot be opened',
  );
});
