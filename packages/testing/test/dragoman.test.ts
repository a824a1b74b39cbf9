import openApi, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client';
import RpcClient from '@alicloud/pop-core';
import { RuntimeOptions } from '@alicloud/tea-util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import nock from 'nock';

import {
  type Dragoman,
  RequestAssertionError,
  type TestEnvironment,
  connectDragoman,
  startDragoman,
} from '../src/index.ts';
import { aliyunVault } from './support/aliyun.ts';
import { failureOf } from './support/failure.ts';
import { huaweiCaller } from './support/huawei.ts';

const KEY = '0b0c4a2e-0000-4000-8000-000000000001';

let dragoman: Dragoman;
const lines: string[] = [];

beforeAll(async () => {
  dragoman = await startDragoman({ settings: { vaults: { shared: ['huawei:p-2'] } }, log: (line) => lines.push(line) });
});
beforeEach(() => dragoman.reset());
afterAll(async () => {
  await dragoman.close();
  // What nock puts over Node's own clients outlives the file.
  nock.restore();
});

describe('a Dragoman of a test', () => {
  it('has for each client what it is configured with', async () => {
    const { huawei, aliyun, bk } = dragoman;
    await aliyunVault(aliyun.config).put('shared', 'one vault');
    const pop = await new RpcClient(aliyun.popCore).request<{ SecretData: string }>('GetSecretValue', {
      SecretName: 'shared',
    });
    expect(pop.SecretData).toBe('one vault');
    const params = new Params({
      action: 'GetSecretValue',
      version: '2016-01-20',
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const answer = await new openApi.default(new Config(aliyun.config)).callApi(
      params,
      new OpenApiRequest({ query: { SecretName: 'shared' } }),
      new RuntimeOptions({}),
    );
    expect(answer).toMatchObject({ body: { SecretData: 'one vault' } });
    expect(await huaweiCaller(huawei.endpoint, huawei)('GET', 'secrets/shared/versions/latest')).toMatchObject({
      version: { secret_string: 'one vault' },
    });
    const esb = await fetch(`${bk.esb}create_credential/`, {
      method: 'POST',
      body: JSON.stringify({
        ...bk.app,
        ...bk.scope,
        name: 'by-esb',
        type: 'PASSWORD',
        credential_password: 'one vault',
      }),
    });
    expect(await esb.json()).toMatchObject({ result: true });
    const gateway = await fetch(`${bk.apiGateway}create_credential`, {
      method: 'POST',
      headers: { 'X-Bkapi-Authorization': bk.authorization, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...bk.scope, name: 'by-gateway', type: 'PASSWORD', credential_password: 'one vault' }),
    });
    expect(await gateway.json()).toMatchObject({ result: true });
    const token = await fetch(`${huawei.endpoint}/v3/auth/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        auth: {
          identity: {
            methods: ['password'],
            password: {
              user: { name: huawei.userName, password: huawei.password, domain: { name: huawei.domainName } },
            },
          },
          scope: { project: { name: huawei.region } },
        },
      }),
    });
    expect(token.status).toBe(201);
  });

  it('goes by the settings that are given, and rejects those that are none', async () => {
    expect((await dragoman.control.vaults.list()).vaults).toContainEqual({
      name: 'shared',
      addresses: ['huawei:p-2'],
      secrets: 0,
    });
    await expect(startDragoman({ settings: { clok: {} } as object })).rejects.toThrow(
      'unknown key clok (given): did you mean clock',
    );
    await expect(startDragoman({ settings: { auth: { mode: 'loose' as 'strict' } } })).rejects.toThrow(
      'auth.mode = "loose" (given) does not fit: give strict or lenient',
    );
  });

  it('rejects options that it does not know, and an address that is none', async () => {
    await expect(startDragoman({ seed: {} } as object)).rejects.toThrow(
      'startDragoman: unknown option seed: did you mean seeds?',
    );
    await expect(dragoman.sandbox({ name: 'one' } as object)).rejects.toThrow(
      'sandbox: unknown option name: it takes label, expiresInSeconds, permissions, context, seeds, onTestFinished',
    );
    expect(() => connectDragoman({ url: undefined as unknown as string })).toThrow(
      'connectDragoman: url = undefined is no address: give the one that the gateway printed',
    );
  });

  it('is controlled where nock shuts the network altogether', async () => {
    nock.disableNetConnect();
    try {
      expect(await dragoman.control.ready()).toEqual({ ready: true });
    } finally {
      nock.enableNetConnect('127.0.0.1');
    }
  });

  it('has a certificate for https', async () => {
    expect(await dragoman.authority()).toContain('BEGIN CERTIFICATE');
  });

  it('tells its lines to who listens', async () => {
    lines.length = 0;
    await failureOf(aliyunVault({ ...dragoman.aliyun.config, accessKeySecret: 'wrong' }).get('any'));
    expect(lines.join()).toContain('rejected aliyun GetSecretValue');
  });

  it('tells them to the standard error output unless told', async () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const quiet = await startDragoman();
    try {
      await failureOf(aliyunVault({ ...quiet.aliyun.config, accessKeySecret: 'wrong' }).get('any'));
      expect(write.mock.calls.join()).toContain('dragoman: rejected aliyun GetSecretValue');
    } finally {
      write.mockRestore();
      await quiet.close();
    }
  });

  it('forgets at a reset', async () => {
    await aliyunVault(dragoman.aliyun.config).put('gone', 'soon');
    await dragoman.faults.add({ rules: [{ fault: 'throttle' }] });
    await dragoman.reset();
    expect(await failureOf(aliyunVault(dragoman.aliyun.config).get('gone'))).toMatchObject({
      data: { Code: 'Forbidden.ResourceNotFound' },
    });
  });
});

describe('seeds', () => {
  it('are made from code, in one call, and gone at a reset', async () => {
    await dragoman.seed({
      secrets: [
        {
          name: 'db',
          tags: { team: 'a' },
          versions: [
            { value: 'old', id: 'one' },
            { value: 'new', id: 'two', labels: ['CURRENT', 'GREEN'] },
          ],
        },
      ],
      credentials: [{ name: 'login', username: 'me', password: 'pass' }],
      keys: [{ id: KEY, spec: 'HMAC_SHA256' }],
    });
    const client = new RpcClient(dragoman.aliyun.popCore);
    expect(await client.request('GetSecretValue', { SecretName: 'db', VersionStage: 'GREEN' })).toMatchObject({
      SecretData: 'new',
      VersionId: 'two',
    });
    expect(await client.request('GetSecretValue', { SecretName: 'login' })).toMatchObject({
      SecretData: expect.stringContaining('pass') as unknown,
    });
    expect(await client.request('DescribeKey', { KeyId: KEY })).toMatchObject({
      KeyMetadata: { KeyId: KEY, KeySpec: 'HMAC_SHA_256' },
    });
    await dragoman.reset();
    expect(await failureOf(aliyunVault(dragoman.aliyun.config).get('db'))).toMatchObject({
      data: { Code: 'Forbidden.ResourceNotFound' },
    });
  });

  it('that are given at the start are there after every reset, in sandboxes too', async () => {
    const seeded = await startDragoman({ seeds: { secrets: [{ name: 'db', value: 'at the start' }] } });
    const sandbox = await seeded.sandbox({ seeds: { secrets: [{ name: 'own', value: 'of the sandbox' }] } });
    for (const environment of [seeded, sandbox]) {
      await new RpcClient(environment.aliyun.popCore).request('UpdateSecret', {
        SecretName: 'db',
        Description: 'changed',
      });
      await environment.reset();
      expect(
        await new RpcClient(environment.aliyun.popCore).request('DescribeSecret', { SecretName: 'db' }),
      ).not.toMatchObject({ Description: 'changed' });
    }
    expect(await aliyunVault(sandbox.aliyun.config).get('own')).toBe('of the sandbox');
    expect(await failureOf(aliyunVault(seeded.aliyun.config).get('own'))).toMatchObject({
      data: { Code: 'Forbidden.ResourceNotFound' },
    });
    await seeded.close();
  });

  it('that are wrong start nothing', async () => {
    await expect(startDragoman({ seeds: { secrets: [{ name: 'db' }] } })).rejects.toThrow('secrets');
  });
});

describe('time and faults', () => {
  it('are set from the test', async () => {
    const { clock, faults, aliyun } = dragoman;
    await clock.set({ mode: 'frozen', at: '2030-01-01T00:00:00Z' });
    const client = new RpcClient(aliyun.popCore);
    await client.request('CreateSecret', { SecretName: 'aging', VersionId: '1', SecretData: 'x' });
    await client.request('DeleteSecret', { SecretName: 'aging', RecoveryWindowInDays: 7 });
    expect((await clock.advance({ by: '7d' })).totals).toEqual({ 'secret-deletion': 1 });
    await faults.add({
      rules: [
        {
          match: { door: 'aliyun', operation: 'ListSecrets' },
          script: [{ error: 'ServiceUnavailableTemporary' }, 'pass'],
        },
      ],
    });
    expect(await failureOf(client.request('ListSecrets', {}))).toMatchObject({ code: 'ServiceUnavailableTemporary' });
    expect(await client.request('ListSecrets', {})).toMatchObject({ TotalCount: 0 });
  });
});

describe('assertions on requests', () => {
  async function used(environment: TestEnvironment): Promise<void> {
    const vault = aliyunVault(environment.aliyun.config);
    await vault.put('db', 'x');
    await vault.get('db');
  }

  it('pass where requests came as they say', async () => {
    await used(dragoman);
    await dragoman.assertRequests(
      { operation: 'GetSecretValue', resource: 'db', times: { exactly: 1 } },
      { outcome: 'failed', times: { exactly: 0 } },
    );
    await dragoman.assertRequestsInOrder({ operation: 'CreateSecret' }, { operation: 'GetSecretValue' });
  });

  it('fail with what came instead', async () => {
    await used(dragoman);
    const error = await failureOf(
      dragoman.assertRequests({ name: 'the password is read', operation: 'GetSecretValue', resource: 'dbb' }),
    );
    expect(error).toBeInstanceOf(RequestAssertionError);
    expect(error.message).toContain('the password is read: at least 1 × GetSecretValue of dbb');
    expect(error.message).toContain('resource');
    expect(error.message).toContain('db');
    expect(error.stack).toContain('dragoman.test.ts');
    expect(
      (await failureOf(dragoman.assertRequestsInOrder({ operation: 'GetSecretValue' }, { operation: 'CreateSecret' })))
        .name,
    ).toBe('RequestAssertionError');
  });

  it('reject what no door knows', async () => {
    await expect(dragoman.assertRequests({ operation: 'GetSecretValu' as 'GetSecretValue' })).rejects.toThrow(
      'did you mean GetSecretValue?',
    );
  });
});
