import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { esbCall } from './support/bk.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';

const KEYS = { ak: 'READERKEY00000000001', sk: 'secret-of-the-reader-for-tests' };
const APP = { bk_app_code: 'ci', bk_app_secret: 'secret-of-an-app-for-tests' };
const CREDENTIAL = { name: 'made', type: 'PASSWORD', credential_password: 'p' };

const reader = (huawei: object, bk: object) => ({
  id: 'reader',
  access_keys: [{ id: KEYS.ak, secret: KEYS.sk }],
  apps: [{ code: APP.bk_app_code, secret: APP.bk_app_secret }],
  huawei: { user: { name: 'reader' }, ...huawei },
  bk: { username: DEVELOPMENT.bkUser, ...bk },
});

const SECRETS = ['orders-db', 'billing-db'].map((name) => ({ name, value: `value of ${name}` }));

const GRANTED = reader(
  {
    grants: [
      {
        policy: {
          Version: '1.1',
          Statement: [
            { Effect: 'Allow', Action: ['csms:secretVersion:get'], Resource: ['csms:*:*:secretName:orders-*'] },
          ],
        },
      },
    ],
  },
  { permissions: ['access_business biz/2'], apis: ['create_credential'] },
);

describe('permissions at the doors of Huawei Cloud and BlueKing', () => {
  let gateway: TestGateway;
  let control: ControlClient;
  let csms: HuaweiClient;
  beforeAll(async () => {
    gateway = await gatewayForTest();
    control = controlClient({ url: gateway.url });
    await control.seeds.apply({ secrets: SECRETS, identities: [GRANTED] });
    csms = huaweiClient(gateway.url, KEYS);
  });
  afterAll(() => gateway.close());

  async function explainLatest() {
    const { entries } = await control.journal.list({ newest: true, limit: 1 });
    return control.explain({ request_id: entries[0]?.request_id ?? '' });
  }

  it('are explained with the least policy of IAM that would allow it', async () => {
    await expect(csms.call('GET', 'secrets/billing-db/versions/latest')).rejects.toMatchObject({ httpStatusCode: 403 });
    expect(await explainLatest()).toMatchObject({
      about: 'permission',
      verdict: expect.stringMatching(
        /^no statement allows reader csms:secret:getVersion on csms:.*:secretName:billing-db$/,
      ),
      least: {
        Version: '5.0',
        Statement: [
          { Effect: 'Allow', Action: ['csms:secret:getVersion'], Resource: ['csms:*:*:secretName:billing-db'] },
        ],
      },
    });
  });

  it('are explained with the permission of BKIAM that would allow it', async () => {
    expect(await esbCall(gateway.url, 'create_credential', { ...CREDENTIAL, ...APP })).toMatchObject({ code: 9900403 });
    expect(await explainLatest()).toMatchObject({
      about: 'permission',
      verdict: 'no statement allows reader create_ticket on biz/2',
      least: { permissions: ['create_ticket biz/2'] },
    });
  });

  it('are checked without a call', async () => {
    const ask = (door: string, operation: string, parameters: Record<string, unknown>) =>
      control.permissions.check({ identity: 'reader', door, operation, parameters });
    expect(await ask('huawei', 'ShowSecretVersion', { secret_name: 'orders-db', version_id: 'v1' })).toMatchObject({
      allowed: true,
      checks: [
        { action: 'csms:secret:getVersion', decided_by: 'identities.0.huawei.grants.0.policy, statement 1 (identity)' },
      ],
    });
    expect(await ask('huawei', 'KMS:CreateKey', { key_alias: 'k' })).toMatchObject({
      allowed: false,
      checks: [{ action: 'kms:cmk:create', resource: '*', outcome: 'implicit-deny' }],
    });
    expect(await ask('bk', 'create_credential', { ...DEVELOPMENT.scope, ...CREDENTIAL })).toMatchObject({
      allowed: false,
      checks: [
        { action: 'call_api', outcome: 'allowed' },
        { action: 'access_business', outcome: 'allowed' },
        { action: 'create_ticket', resource: 'biz/2', outcome: 'implicit-deny' },
      ],
    });
    for (const wrong of [
      ask('huawei', 'ShowSecret', { secret: 'orders-db' }),
      ask('huawei', 'ShowSecrets', {}),
      ask('bk', 'create_credential', { bk_scope_type: 'biz', bk_scope_id: 'x' }),
    ])
      await expect(wrong).rejects.toMatchObject({ status: 400 });
  });
});

describe('the least rights of a run', () => {
  const run = async (url: string): Promise<readonly unknown[]> => {
    const csms = huaweiClient(url, KEYS);
    await csms.call('GET', 'secrets/orders-db/versions/latest');
    await csms.call('PUT', 'secrets/orders-db', { description: 'd' });
    await csms.call('GET', 'secrets');
    const made = await esbCall(url, 'create_credential', { ...CREDENTIAL, ...APP });
    const { id } = (made['data'] ?? {}) as { readonly id?: string };
    return [made['code'], (await esbCall(url, 'update_credential', { ...CREDENTIAL, ...APP, id }))['code']];
  };

  it('let the same run pass, and nothing else', async () => {
    const observing = await gatewayForTest({ permissions: 'observe' });
    const observed = controlClient({ url: observing.url });
    await observed.seeds.apply({ secrets: SECRETS, identities: [reader({}, {})] });
    await run(observing.url);
    const { policies, unrecorded } = await observed.permissions.minimal({ identity: 'reader' });
    await observing.close();
    expect(unrecorded).toBe(0);
    const least = new Map(policies.map(({ door, policy }) => [door, policy as Record<string, unknown>]));
    expect(least.get('huawei')).toEqual({
      Version: '5.0',
      Statement: [
        { Effect: 'Allow', Action: ['csms:secret:list'], Resource: ['csms:*:*:secretName:*'] },
        {
          Effect: 'Allow',
          Action: ['csms:secret:getVersion', 'csms:secret:update'],
          Resource: ['csms:*:*:secretName:orders-db'],
        },
      ],
    });
    const enforcing = await gatewayForTest();
    const bk = least.get('bk') ?? {};
    const identity = reader({ grants: [{ policy: least.get('huawei') ?? {} }] }, bk);
    await controlClient({ url: enforcing.url }).seeds.apply({ secrets: SECRETS, identities: [identity] });
    expect(await run(enforcing.url)).toEqual([0, 0]);
    const csms = huaweiClient(enforcing.url, KEYS);
    await expect(csms.call('DELETE', 'secrets/orders-db')).rejects.toMatchObject({ errorCode: 'CSMS.0302' });
    expect(await esbCall(enforcing.url, 'get_credential_detail', { ...APP, id: 'f'.repeat(32) })).toMatchObject({
      code: 1306403,
    });
    await enforcing.close();
  });
});
