import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CloudError, ForbiddenCallError } from '../src/clients/cloud-error.ts';
import { clientsOf, openTarget } from './support/target.ts';

let target: Awaited<ReturnType<typeof openTarget>>;
let clients: ReturnType<typeof clientsOf>;
beforeAll(async () => {
  target = await openTarget({ auth: 'strict' });
  clients = clientsOf(target.url);
});
afterAll(async () => {
  clients.close();
  await target.close();
});

const errorOf = async (call: Promise<unknown>): Promise<CloudError> => {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CloudError);
  return error as CloudError;
};

describe('a client signs what a strict door takes', () => {
  it('at Huawei Cloud, with a query', async () => {
    const made = await clients.huawei.call({
      operation: 'CreateSecret',
      method: 'POST',
      path: ['secrets'],
      body: { name: 'a.b', secret_string: 'planted 密 %2B+&=' },
    });
    expect(made.body['secret']).toMatchObject({ name: 'a.b' });
    const list = { operation: 'ListSecrets', method: 'GET', path: ['secrets'] } as const;
    const listed = await clients.huawei.call({ ...list, query: { marker: 'a', limit: '1' } });
    expect(listed.body['secrets']).toHaveLength(1);
    const version = { operation: 'ShowSecretVersion', method: 'GET' } as const;
    const read = await clients.huawei.call({ ...version, path: ['secrets', 'a.b', 'versions', 'v1'] });
    expect(read.body['version']).toMatchObject({ secret_string: 'planted 密 %2B+&=' });
    expect(read.requestId).toMatch(/./);
  });

  it('at Alibaba Cloud, with every parameter in the body', async () => {
    const SecretData = 'planted 密 %2B+&=*~!\'()"';
    await clients.aliyun.call('CreateSecret', { SecretName: 'app/密', VersionId: 'v1', SecretData });
    const { body, requestId } = await clients.aliyun.call('GetSecretValue', { SecretName: 'app/密' });
    expect(body).toMatchObject({ SecretData, VersionId: 'v1' });
    expect(requestId).toMatch(/./);
  });

  it('at BlueKing', async () => {
    const params = { name: '数据库', type: 'SECRET_KEY', credential_secret_key: 'planted' };
    const made = await clients.bk.call({ operation: 'create_credential', method: 'POST', params });
    const { id } = made.body['data'] as { id: string };
    const detail = await clients.bk.call({ operation: 'get_credential_detail', method: 'GET', params: { id } });
    expect(detail.body['data']).toMatchObject({ name: '数据库', type: 'SECRET_KEY' });
  });
});

describe('a call that fails', () => {
  it('is told by its code, without a text of the service', async () => {
    const rejected = await errorOf(clients.aliyun.call('GetSecretValue', { SecretName: 'nope' }));
    expect(rejected.message).toMatch(
      /^aliyun answered 404 Forbidden\.ResourceNotFound to GetSecretValue \(request .+\)$/,
    );
    expect(rejected.kind).toBe('rejected');
    const taken = await errorOf(
      clients.bk.call({ operation: 'get_credential_detail', method: 'GET', params: { id: 'x' } }),
    );
    expect([taken.code, taken.kind]).toEqual(['1243048', 'rejected']);
  });

  it.each([
    ['huawei', () => clients.huawei.call({ operation: 'ListSecrets', method: 'GET', path: ['secrets'] })],
    ['aliyun', () => clients.aliyun.call('ListSecrets', {})],
  ] as const)('is throttled, or uncertain where the answer is lost, at %s', async (door, call) => {
    await target.control.faults.add({
      rules: [{ match: { door, operation: 'ListSecrets' }, fault: 'throttle', times: 1 }],
    });
    expect((await errorOf(call())).kind).toBe('throttled');
    const lost = { truncate_bytes: 3 } as const;
    await target.control.faults.add({ rules: [{ match: { door, operation: 'ListSecrets' }, fault: lost, times: 1 }] });
    expect((await errorOf(call())).kind).toBe('uncertain');
  });

  it('was not sent where nobody listens, and is uncertain where the connection breaks', async () => {
    const server = createServer((request) => {
      request.socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const breaking = clientsOf(`http://127.0.0.1:${port}`);
    expect((await errorOf(breaking.aliyun.call('ListSecrets', {}))).kind).toBe('uncertain');
    await new Promise((resolve) => server.close(resolve));
    expect(await errorOf(breaking.aliyun.call('ListSecrets', {}))).toMatchObject({ kind: 'throttled', status: 0 });
    breaking.close();
  });

  it('is not sent when it is off the list', async () => {
    const reading = clientsOf(target.url, new Set(['ListSecrets']));
    await reading.aliyun.call('ListSecrets', {});
    const before = await target.control.journal.list();
    await expect(reading.aliyun.call('DeleteSecret', { SecretName: 'a' })).rejects.toThrow(ForbiddenCallError);
    expect((await target.control.journal.list()).entries).toHaveLength(before.entries.length);
    reading.close();
  });
});
