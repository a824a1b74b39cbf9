import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Socket, connect as netConnect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { fetch as undiciFetch } from 'undici';

import { intercepted } from '../../../test/setup.ts';
import { type Dragoman, type Interception, startDragoman } from '../src/index.ts';
import { type Vault, aliyunVault } from './support/aliyun.ts';
import { huaweiCaller } from './support/huawei.ts';

const OTHER_HOSTS = [
  'oss-cn-hangzhou.aliyuncs.com',
  'bucket.oss-cn-hangzhou.aliyuncs.com',
  'aliyuncs.com',
  'kms.cn-hangzhou.aliyuncs.com.cn.aliyun.com',
  'www.aliyun.com',
  'obs.cn-north-4.myhuaweicloud.com',
  'ecs.eu-west-101.myhuaweicloud.eu',
  'console.huaweicloud.com',
  'KMS.cn-north-4.nothing.MyHuaweiCloud.com',
];

let dragoman: Dragoman;
let clouds: Interception;

beforeAll(async () => {
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
  intercepted.add('100.100.100.200');
  dragoman = await startDragoman();
  clouds = await dragoman.interceptClouds({ blueking: ['paas.example.com'] });
});
beforeEach(() => dragoman.reset());
afterAll(async () => {
  await dragoman.close();
  // What nock puts over Node's own clients outlives the file.
  nock.restore();
});

function aliyunVaultAt(endpoint: string): Vault {
  const { accessKeyId, accessKeySecret, regionId } = dragoman.aliyun;
  return aliyunVault({ accessKeyId, accessKeySecret, regionId, type: 'access_key', endpoint });
}

/** What a call fails with, and what caused that. */
async function failure(call: Promise<unknown>): Promise<unknown> {
  const error = await call.then(
    () => new Error('it was answered'),
    (reason: unknown) => reason as Error,
  );
  return error.message === 'fetch failed' ? error.cause : error;
}

/** A request by node's own client. */
async function nodeRequest(url: string, headers: Readonly<Record<string, string>> = {}): Promise<number | undefined> {
  const request = (url.startsWith('https:') ? httpsRequest : httpRequest)(url, { headers, method: 'POST' });
  request.on('error', () => undefined).end('{}');
  const [response] = (await once(request, 'response')) as [{ readonly statusCode?: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

/** Writes to a socket, and waits for its end. */
function closed(socket: Socket): Promise<never> {
  socket.write('no request at all');
  return new Promise((_resolve, reject) => {
    socket.on('error', reject);
  });
}

describe('hosts of the emulated services', () => {
  it('answer the official Aliyun client at its host', async () => {
    const vault = aliyunVaultAt('kms.cn-hangzhou.aliyuncs.com');
    await vault.put('from-aliyun', 'over a real name');
    expect(await vault.get('from-aliyun')).toBe('over a real name');
    await dragoman.assertRequests(
      { operation: 'CreateSecret', times: { exactly: 1 } },
      { operation: 'GetSecretValue', resource: 'from-aliyun', outcome: 'success' },
    );
  });

  it('answer the official Huawei client over https', async () => {
    const call = huaweiCaller('https://csms.cn-north-4.myhuaweicloud.com', dragoman.huawei);
    await call('POST', 'secrets', { name: 'from-huawei', secret_string: 'over https' });
    expect(await call('GET', 'secrets/from-huawei/versions/latest')).toMatchObject({
      version: { secret_string: 'over https' },
    });
  });

  it('answer clients of BlueKing at the host that is given', async () => {
    const { app, scope } = dragoman.bk;
    const body = JSON.stringify({
      ...app,
      ...scope,
      name: 'from-bk',
      type: 'PASSWORD',
      credential_password: 'at paas',
    });
    const answer = await fetch('https://paas.example.com/api/c/compapi/v2/jobv3/create_credential/', {
      method: 'POST',
      body,
    });
    expect(await answer.json()).toMatchObject({ result: true, data: { name: 'from-bk' } });
  });

  it.each([
    'https://kms.cn-hangzhou.aliyuncs.com',
    'https://kms-vpc.cn-beijing.aliyuncs.com',
    'https://kst-hzz0.cryptoservice.kms.aliyuncs.com',
    'http://sts.aliyuncs.com',
    'https://sts.cn-hangzhou.aliyuncs.com',
    'https://location-readonly.aliyuncs.com',
    'https://kms.cn-north-4.myhuaweicloud.com/v1.0/p/kms/list-keys',
    'https://csms.eu-west-101.myhuaweicloud.eu/v1/p/secrets',
    'https://iam.cn-north-4.myhuaweicloud.com/v3/projects',
    'https://iam.myhuaweicloud.com:443/v3/projects',
  ])('are %s too, for node, fetch and undici', async (url) => {
    const before = clouds.rejected.length;
    const statuses = [await nodeRequest(url), (await fetch(url)).status, (await undiciFetch(url)).status];
    for (const status of statuses) expect(status).toBeLessThan(500);
    expect((await dragoman.journal.list()).entries.map(({ outcome }) => outcome)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(clouds.rejected).toHaveLength(before);
  });

  it('are the metadata of an ECS instance too', async () => {
    const roles = await fetch('http://100.100.100.200/latest/meta-data/ram/security-credentials/');
    expect(roles.status).toBe(200);
    expect((await dragoman.journal.list()).entries).toMatchObject([{ door: 'aliyun' }]);
  });

  it('break as they are told to', async () => {
    const vault = aliyunVaultAt('kms.cn-hangzhou.aliyuncs.com');
    await dragoman.faults.set({ rules: [{ match: { operation: 'CreateSecret' }, fault: { reset: 'before' } }] });
    expect(await failure(vault.put('broken', 'never there'))).toMatchObject({
      message: expect.stringContaining('ECONNRESET') as unknown,
    });
    await dragoman.assertRequests({ operation: 'CreateSecret', outcome: 'error', injected: true });
  });

  it('take bytes that are no text', async () => {
    const answer = await fetch('https://csms.cn-north-4.myhuaweicloud.com/v1/p/secrets', {
      method: 'POST',
      body: Buffer.from([0xff, 0x00, 0xfe]),
    });
    expect(answer.status).toBe(401);
  });
});

describe('every other host of the clouds', () => {
  it.each(OTHER_HOSTS)('%s is rejected, whatever the client', async (host) => {
    for (const call of [nodeRequest, fetch, undiciFetch]) {
      const error = await failure(call(`https://${host}/`));
      expect(String(error)).toMatch(
        `${host.toLowerCase()} is not reached from this test: while the clouds are intercepted, ` +
          'every host of theirs is rejected that Dragoman does not emulate',
      );
    }
    const error = await failure(nodeRequest(`http://${host}:8080/`));
    expect(error).toMatchObject({
      name: 'CloudRejectedError',
      code: 'ERR_DRAGOMAN_CLOUD_REJECTED',
      host: host.toLowerCase(),
    });
    expect(clouds.rejected.at(-1)).toBe(host.toLowerCase());
  });

  it('is denied to the official clients', async () => {
    const vault = aliyunVaultAt('ecs.cn-hangzhou.aliyuncs.com');
    expect(await failure(vault.get('anything'))).toMatchObject({
      message: expect.stringContaining('ecs.cn-hangzhou.aliyuncs.com is not reached from this test') as unknown,
    });
    await huaweiCaller('https://ecs.cn-north-4.myhuaweicloud.com', dragoman.huawei)('GET', 'cloudservers').catch(
      () => undefined,
    );
    expect(clouds.rejected.slice(-2)).toEqual(['ecs.cn-hangzhou.aliyuncs.com', 'ecs.cn-north-4.myhuaweicloud.com']);
    await dragoman.assertRequests({ times: { exactly: 0 } });
  });

  it.each(['oss-cn-hangzhou.aliyuncs.com', 'kms.cn-hangzhou.aliyuncs.com'])(
    'and what is no request is rejected too, at %s',
    async (host) => {
      const calls = [
        () => closed(netConnect(443, host)),
        () => closed(tlsConnect(443, host)),
        () => nodeRequest(`https://${host}/`, { Expect: '100-continue' }),
      ];
      for (const call of calls) {
        const before = clouds.rejected.length;
        expect(await failure(call())).toMatchObject({
          code: expect.stringMatching('ERR_DRAGOMAN_CLOUD_REJECTED|ECONNRESET') as unknown,
        });
        expect(clouds.rejected[before]).toBe(host);
      }
    },
  );
});

describe('an interception', () => {
  it('leaves other hosts to whoever else intercepts', async () => {
    nock('https://api.example.com').get('/').reply(200, 'mine');
    expect(await (await fetch('https://api.example.com/')).text()).toBe('mine');
    expect(await failure(fetch('https://other.example.com/'))).toMatchObject({
      message: expect.stringContaining('Disallowed net connect') as unknown,
    });
    expect(nock.isDone()).toBe(true);
  });

  it('is one at a time', async () => {
    await expect(dragoman.interceptClouds()).rejects.toThrow('the clouds are intercepted already');
  });

  it('rejects all hosts once nock has forgotten it, and may begin again', async () => {
    nock.cleanAll();
    expect(await failure(fetch('https://kms.cn-hangzhou.aliyuncs.com/'))).toMatchObject({
      message: expect.stringContaining('nock.cleanAll()') as unknown,
    });
    clouds.restore();
    clouds = await dragoman.interceptClouds();
    expect((await fetch('https://kms.cn-hangzhou.aliyuncs.com/')).status).toBe(400);
  });

  it('still leads nowhere once nock is switched off', async () => {
    nock.restore();
    try {
      for (const host of ['kms.cn-hangzhou.aliyuncs.com', 'oss-cn-hangzhou.aliyuncs.com']) {
        expect(await failure(nodeRequest(`https://${host}/`))).toMatchObject({
          code: 'ERR_DRAGOMAN_CLOUD_REJECTED',
          host,
        });
        expect(String(await failure(fetch(`https://${host}/`)))).toContain(`${host} is not reached from this test`);
      }
    } finally {
      nock.activate();
    }
  });

  it('is undone, and leaves nock as it was', async () => {
    clouds.restore();
    clouds.restore();
    expect(nock.isActive()).toBe(true);
    for (const host of ['kms.cn-hangzhou.aliyuncs.com', 'oss-cn-hangzhou.aliyuncs.com']) {
      expect(await failure(fetch(`https://${host}/`))).toMatchObject({
        message: expect.stringContaining('Disallowed net connect') as unknown,
      });
    }
    clouds = await dragoman.interceptClouds();
  });
});
