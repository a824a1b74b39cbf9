import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());

describe('seeds of a control call', () => {
  it('are all made, and left as they are the next time', async () => {
    const document = {
      secrets: [{ name: 'one', value: 'value of one' }],
      credentials: [{ name: 'two', username: 'root', password: 'password of two' }],
    };
    const entries = [
      { kind: 'secret', vault: 'default', name: 'one' },
      { kind: 'secret', vault: 'default', name: 'two' },
    ];
    expect(await control.seeds.apply(document)).toEqual({ created: entries, skipped: [], warnings: [] });
    expect(await huaweiClient(gateway.url).call('GET', 'secrets/one/versions/latest')).toMatchObject({
      version: { secret_string: 'value of one' },
    });
    const { hash } = await control.state.hash();
    expect(await control.seeds.apply(document)).toEqual({ created: [], skipped: entries, warnings: [] });
    expect(await control.state.hash()).toEqual({ hash });
  });

  it('change nothing when one of them is rejected', async () => {
    const { hash } = await control.state.hash();
    const secrets = [
      { name: 'three', value: 'value of three' },
      { name: 'four', value: 'value of four', key: 'alias/none' },
    ];
    await expect(control.seeds.apply({ secrets })).rejects.toMatchObject({
      status: 400,
      details: { field: 'secrets.1.key' },
    });
    expect(await control.state.hash()).toEqual({ hash });
  });

  it.each([
    [{ policies: { p: { Version: '2', Statement: [] } } }, 'policies.p.Version'],
    [
      {
        secrets: [
          {
            name: 'x',
            value: 'y',
            attributes: { aliyun: { policy: '{"Version":"1","Statement":[{"Effect":"Deny"}]}' } },
          },
        ],
      },
      'secrets.0.attributes.aliyun.policy.Statement.0.Action',
    ],
    [
      { policies: { p: { Version: '1', Statement: [{ Effect: 'Allow', Action: 'kms:*' }] } } },
      'policies.p.Statement.0.Resource',
    ],
    [
      { identities: [{ id: 'x', aliyun: { policies: ['AliyunKMSSecretUserAcces'] } }] },
      'identities.0.aliyun.policies.0',
    ],
    [
      { roles: [{ aliyun: '1', name: 'r', trust: { Version: '1', Statement: [{ Effect: 'Allow' }] } }] },
      'roles.0.trust.Statement.0.Action',
    ],
    [
      { identities: [{ id: 'x', huawei: { grants: [{ policy: 'CSMS FullAcces' }] } }] },
      'identities.0.huawei.grants.0.policy',
    ],
    [
      {
        identities: [
          {
            id: 'x',
            huawei: { grants: [{ policy: { Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['csms:*'] }] } }] },
          },
        ],
      },
      'identities.0.huawei.grants.0.policy.Statement.0.Action.0',
    ],
    [
      {
        agencies: [
          {
            huawei: 'team',
            name: 'a',
            trusts: 'b',
            grants: [{ policy: 'CSMS FullAccess', project: 'all', enterprise_project: '0' }],
          },
        ],
      },
      'agencies.0.grants.0.enterprise_project',
    ],
    [
      { identities: [{ id: 'x', bk: { permissions: ['access_business biz/2', 'use_ticket'] } }] },
      'identities.0.bk.permissions.1',
    ],
    [{ identities: [{ id: 'x', bk: { permissions: ['create_ticket ticket/1'] } }] }, 'identities.0.bk.permissions.0'],
  ])('reject a policy that its vendor would not take, at its place: %j', async (document, field) => {
    await expect(control.seeds.apply(document as never)).rejects.toMatchObject({ status: 400, details: { field } });
  });

  it('decide what their identities may do', async () => {
    const keys = { ak: 'READER00000000000001', sk: 'secret-of-the-reader' };
    await control.seeds.apply({
      secrets: [
        { name: 'allowed', value: 'a' },
        { name: 'refused', value: 'b' },
      ],
      policies: {
        'one-secret': {
          Version: '5.0',
          Statement: [{ Effect: 'Allow', Action: ['csms:secret:get'], Resource: ['csms:*:*:secretName:allowed'] }],
        },
      },
      identities: [
        {
          id: 'reader',
          access_keys: [{ id: keys.ak, secret: keys.sk }],
          huawei: { grants: [{ policy: 'one-secret' }] },
        },
      ],
    });
    const reader = huaweiClient(gateway.url, keys);
    expect(await reader.call('GET', 'secrets/allowed')).toMatchObject({ secret: { name: 'allowed' } });
    await expect(reader.call('GET', 'secrets/refused')).rejects.toMatchObject({
      httpStatusCode: 403,
      errorCode: 'CSMS.0302',
      errorMsg: expect.stringContaining(':user:reader is not authorized to perform action csms:secret:get'),
    });
  });

  it('let their identities in, at the door that each proof is for', async () => {
    await control.seeds.apply({
      vaults: { team: [`aliyun:1234567890123456/${DEVELOPMENT.region}`] },
      identities: [
        {
          id: 'ci',
          access_keys: [{ id: 'SEEDEDKEY00000000001', secret: 'secret of the seeded key' }],
          aliyun: { account_id: '1234567890123456' },
        },
      ],
      secrets: [{ vault: 'team', name: 'of-team', value: 'value of the team' }],
    });
    const aliyun = openApiCaller(gateway.host);
    const keys = { accessKeyId: 'SEEDEDKEY00000000001', accessKeySecret: 'secret of the seeded key' };
    expect(await aliyun('GetSecretValue', { SecretName: 'of-team' }, { keys })).toMatchObject({
      SecretData: 'value of the team',
    });
    await expect(aliyun('GetSecretValue', { SecretName: 'of-team' })).rejects.toMatchObject({
      code: 'Forbidden.ResourceNotFound',
    });
    await expect(
      aliyun('GetSecretValue', { SecretName: 'of-team' }, { keys: { ...keys, accessKeySecret: 'another' } }),
    ).rejects.toMatchObject({ code: 'IncompleteSignature' });
  });

  it('work in a sandbox, with identities that nobody else shows', async () => {
    const sandbox = await control.sandboxes.create();
    const within = control.sandbox(sandbox.id);
    const identity = { id: 'ci', access_keys: [{ id: 'SANDBOXKEY0000000001', secret: 'secret of the sandbox key' }] };
    await within.seeds.apply({ identities: [identity], secrets: [{ name: 'inside', value: 'value inside' }] });
    const client = huaweiClient(gateway.url, { ak: 'SANDBOXKEY0000000001', sk: 'secret of the sandbox key' });
    expect(await client.call('GET', 'secrets/inside/versions/latest')).toMatchObject({
      version: { secret_string: 'value inside' },
    });
    await expect(huaweiClient(gateway.url).call('GET', 'secrets/inside')).rejects.toMatchObject({
      httpStatusCode: 404,
    });
    await expect(control.seeds.apply({ identities: [{ ...identity, id: 'other' }] })).rejects.toMatchObject({
      details: { field: 'identities.0.access_keys.0.id' },
    });
    const shownByRoot = [
      { id: 'x', access_keys: [{ id: 'SEEDEDKEY00000000001', secret: 'secret of the seeded key' }] },
    ];
    await expect(within.seeds.apply({ identities: shownByRoot })).rejects.toMatchObject({ status: 400 });
  });

  it('give credentials with known ids to BlueKing', async () => {
    const id = '0198f2d4-0000-4000-8000-000000000001';
    await control.seeds.apply({
      credentials: [
        { id, name: 'known', access_key: 'key of known', secret_key: 'secret of known', created_by: 'admin' },
      ],
    });
    expect(await esbCall(gateway.url, 'get_credential_detail', { id: id.replaceAll('-', '') })).toMatchObject({
      data: { name: 'known', type: 'APP_ID_SECRET_KEY', creator: 'admin' },
    });
  });
});
