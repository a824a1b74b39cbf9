import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { callerOf } from '../src/clients/caller.ts';
import { ForbiddenCallError } from '../src/clients/cloud-error.ts';
import { NO_PACE, pacedBy } from '../src/clients/pace.ts';
import { QUOTAS } from '../src/clients/quotas.ts';
import type { Dialect } from '../src/model/direction.ts';
import { aliyunLive } from '../src/sources/live/aliyun-live.ts';
import { bkLive } from '../src/sources/live/bk-live.ts';
import { READING_QUOTAS, readingCalls } from '../src/sources/live/calls.ts';
import { huaweiLive } from '../src/sources/live/huawei-live.ts';
import { openSources } from '../src/sources/read-sources.ts';
import { recordingProxy } from './support/recording-proxy.ts';
import { clientsOf, openTarget } from './support/target.ts';

const caller = callerOf({ pace: NO_PACE, wait: () => Promise.resolve(), random: () => 0, firstWaitMs: 1 });

let target: Awaited<ReturnType<typeof openTarget>>;
let proxy: Awaited<ReturnType<typeof recordingProxy>>;
let credentialId: string;
beforeAll(async () => {
  target = await openTarget({ auth: 'strict' });
  proxy = await recordingProxy(target.url);
  await target.control.seeds.apply({
    keys: [
      { id: '0198f2d4-0000-4000-8000-00000000000a', aliases: ['orders'], spec: 'AES_256', rotation: { every: '90d' } },
    ],
    secrets: [
      {
        name: 'orders',
        description: 'of the shop',
        key: 'orders',
        tags: { team: 'a' },
        versions: [
          { value: 'planted-1', created: '-2d' },
          { value: 'planted-2', created: '-1d', labels: ['CURRENT', 'blue'] },
        ],
        attributes: {
          aliyun: {
            instance_id: 'kst-1',
            policy: JSON.stringify({
              Version: '1',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { RAM: ['acs:ram::1000000000000001:user/a'] },
                  Action: ['kms:GetSecretValue'],
                  Resource: ['*'],
                },
              ],
            }),
          },
        },
      },
      { name: 'bytes', binary: 'AAEC/w==', attributes: { huawei: { event_subscriptions: ['rotated'] } } },
      { name: 'waits', value: 'planted-3', deletes: '+9d' },
      { name: 'off', value: 'planted-4', state: 'disabled' },
    ],
    credentials: [{ name: 'jump-host', username: 'root', password: 'planted-5' }],
  });
  credentialId = (await target.control.secrets.get({ name: 'jump-host' })).id.replaceAll('-', '');
});
afterAll(async () => {
  proxy.close();
  await target.close();
});
beforeEach(() => {
  proxy.calls.length = 0;
});

async function read(dialect: Dialect, withValues: boolean) {
  const clients = clientsOf(proxy.url, readingCalls(dialect, withValues));
  const { huawei, aliyun, bk } = clients;
  const source = {
    huawei: () => huaweiLive({ path: 'live', csms: huawei, kms: huawei, caller }),
    aliyun: () => aliyunLive({ path: 'live', client: aliyun, caller }),
    bk: () => bkLive({ path: 'live', client: bk, caller, ids: [credentialId] }),
  }[dialect]();
  try {
    return await openSources([source], null, { withValues });
  } finally {
    clients.close();
  }
}

const secretNamed = ({ inventory }: Awaited<ReturnType<typeof read>>, name: string) =>
  inventory.secrets.find((secret) => secret.name === name);

test('Huawei Cloud tells what its inventory has', async () => {
  const opened = await read('huawei', true);
  expect(opened.inventory).toMatchObject({ dialect: 'huawei', address: 'd7a60a00000000000000000000000001' });
  expect(opened.inventory.keys).toMatchObject([{ aliases: ['orders'], spec: 'AES_256', isImported: false }]);
  expect(secretNamed(opened, 'orders')).toMatchObject({
    description: 'of the shop',
    key: { alias: 'orders' },
    tags: { team: 'a' },
    completeness: 'whole',
    versions: [
      { id: 'v1', labels: [], value: { state: 'read', traits: { bytes: 9 } } },
      { id: 'v2', labels: ['CURRENT', 'blue'], value: { state: 'read' } },
    ],
  });
  expect(secretNamed(opened, 'bytes')).toMatchObject({
    key: null,
    details: { events: 1 },
    versions: [{ type: 'binary', value: { state: 'read' } }],
  });
  expect(secretNamed(opened, 'waits')).toMatchObject({
    state: 'pending-delete',
    versions: [{ value: { state: 'missing' } }],
  });
  expect(secretNamed(opened, 'off')).toMatchObject({ state: 'disabled', versions: [{ value: { state: 'missing' } }] });
});

test('Alibaba Cloud tells what its inventory has', async () => {
  const opened = await read('aliyun', true);
  expect(opened.inventory).toMatchObject({ dialect: 'aliyun', address: '1000000000000001/cn-hangzhou' });
  expect(opened.inventory.keys).toMatchObject([{ aliases: ['orders'], spec: 'Aliyun_AES_256', rotationDays: 90 }]);
  expect(secretNamed(opened, 'orders')).toMatchObject({
    key: { alias: 'orders' },
    tags: { team: 'a' },
    details: { instance: 'kst-1', policy: true },
    versions: [
      { id: 'v1', labels: [] },
      { id: 'v2', labels: ['CURRENT', 'blue'], value: { state: 'read' } },
    ],
  });
  expect(secretNamed(opened, 'bytes')).toMatchObject({ key: null, versions: [{ type: 'binary' }] });
  expect(secretNamed(opened, 'waits')).toMatchObject({ state: 'pending-delete' });
});

test('JOB tells of credentials whose ids are known, and gives no value', async () => {
  const { inventory } = await read('bk', true);
  expect(inventory).toMatchObject({
    address: 'biz/2',
    secrets: [{ name: 'jump-host', kind: 'credential:USERNAME_PASSWORD', versions: [{ value: { state: 'missing' } }] }],
  });
  const { bk } = clientsOf(proxy.url, readingCalls('bk', false));
  const none = bkLive({ path: 'live', client: bk, caller, ids: [] });
  await expect(openSources([none], null, { withValues: false })).rejects.toThrow(/^live: JOB lists no credentials/);
});

test('values are read when they are asked for, and not before', async () => {
  const clients = clientsOf(proxy.url, readingCalls('huawei', true));
  const source = huaweiLive({ path: 'live', csms: clients.huawei, kms: clients.huawei, caller });
  const { inventory, values } = await openSources([source], null, { withValues: false });
  expect(proxy.calls.some(({ path }) => path.includes('/versions/'))).toBe(false);
  const { id = null } = inventory.secrets.find(({ name }) => name === 'orders') ?? {};
  expect(await values.valueOf({ name: 'orders', id, version: 'v1' })).toEqual({ type: 'text', data: 'planted-1' });
  clients.close();
});

/** What each call off the wire may be, by method, path and action. */
const MAY: Readonly<Record<Dialect, RegExp>> = {
  huawei: new RegExp(
    String.raw`^(GET /v1/\w+/(secrets(/[^/]+/versions(/[^/]+)?)?|csms/[^/]+/tags)|` +
      String.raw`POST /v1\.0/\w+/kms/(list-keys|describe-key)|GET /v1\.0/\w+/kms/aliases)(\?|$)`,
  ),
  aliyun:
    /^POST \/ (ListSecrets|DescribeSecret|ListSecretVersionIds|GetSecretPolicy|GetSecretValue|DescribeKey|ListAliases)$/,
  bk: /^GET \/api\/bk-job\/prod\/api\/v3\/get_credential_detail\?/,
};

describe.each(['huawei', 'aliyun', 'bk'] as const)('%s', (dialect) => {
  test('is called by what reads alone', async () => {
    await read(dialect, true);
    const made = proxy.calls.map(({ method, path, action }) => [method, path, action].filter(Boolean).join(' '));
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((call) => !MAY[dialect].test(call))).toEqual([]);
  });

  test('gives no value without --with-values, as the client lets no such call out', () => {
    const values = [...readingCalls(dialect, true)].filter((call) => !readingCalls(dialect, false).has(call));
    expect(values).toEqual({ huawei: ['ShowSecretVersion'], aliyun: ['GetSecretValue'], bk: [] }[dialect]);
  });

  test('of 10,000 calls that are not on the list none opens a connection', async () => {
    const before = proxy.connections();
    const clients = clientsOf(proxy.url, readingCalls(dialect, true));
    const off = [
      'CreateSecret',
      'PutSecretValue',
      'DeleteSecret',
      'ShowSecretVersions',
      'create_credential',
      'listsecrets',
    ];
    for (let at = 0; at < 10_000; at += 1) {
      const operation = `${off[at % off.length] ?? ''}${at % 7 === 0 ? at : ''}`;
      const call = {
        huawei: () => clients.huawei.call({ operation, method: 'GET', path: ['secrets'] }),
        aliyun: () => clients.aliyun.call(operation, {}),
        bk: () => clients.bk.call({ operation, method: 'GET', params: {} }),
      }[dialect];
      await expect(call()).rejects.toBeInstanceOf(ForbiddenCallError);
    }
    expect(proxy.connections()).toBe(before);
    clients.close();
  });

  test('is read at half of what it allows', async () => {
    let now = 0;
    const wait = (milliseconds: number): Promise<void> => {
      now += milliseconds;
      return Promise.resolve();
    };
    const pace = pacedBy(READING_QUOTAS[dialect], () => now, wait);
    const perSecond = { huawei: 10, aliyun: 225, bk: 2.5 }[dialect];
    for (let at = 0; at < perSecond * 20; at += 1) await pace.take('ListSecrets');
    expect(now).toBeGreaterThanOrEqual(18_000);
    expect(QUOTAS[dialect].every((group) => group.perSecond > 0)).toBe(true);
  });
});
