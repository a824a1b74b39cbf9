import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import type { TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';
import { scratchDirectory } from './support/process.ts';
import { seededGateways, stateOf } from './support/seeded-gateways.ts';

const { started, ended, seedFile } = seededGateways();

const DOCUMENTED =
  /```yaml\n([\s\S]*?)```/.exec(
    readFileSync(fileURLToPath(new URL('../../../docs/seeding.md', import.meta.url)), 'utf8'),
  )?.[1] ?? '';
const PROJECT = '0a10000000000000000000000000c1c1';
const KEYS = { accessKeyId: 'CIKEY000000000000001', accessKeySecret: 'an-access-key-secret-for-tests' };

describe('the documented seeds', () => {
  const huawei = (gateway: TestGateway) =>
    huaweiClient(gateway.url, { ak: KEYS.accessKeyId, sk: KEYS.accessKeySecret }, PROJECT);
  const aliyun = (gateway: TestGateway) => (action: string, parameters: Record<string, string>) =>
    openApiCaller(gateway.host)(action, parameters, { keys: KEYS });
  const bk = async (gateway: TestGateway, operation: string, fields: object): Promise<unknown> => {
    const body = JSON.stringify({
      bk_app_code: 'ci',
      bk_app_secret: 'an-app-secret-for-tests',
      bk_token: 'a-login-token-for-tests',
      bk_scope_type: 'biz',
      bk_scope_id: '7',
      ...fields,
    });
    const response = await fetch(`${gateway.url}/api/c/compapi/v2/jobv3/${operation}/`, {
      method: 'POST',
      body: Buffer.from(body),
    });
    return response.json();
  };

  it('are read at every door: values, versions, labels, tags, rotation', async () => {
    const gateway = await started({ 'seed-file': seedFile(DOCUMENTED) });
    expect(await huawei(gateway).call('GET', 'secrets/orders-database/versions/next')).toMatchObject({
      version: { secret_string: 'the-third-password', version_metadata: { version_stages: ['SYSCURRENT', 'blue'] } },
    });
    expect(await huawei(gateway).call('GET', 'secrets/orders-database/versions')).toMatchObject({
      version_metadatas: { length: 3 },
    });
    expect(await huawei(gateway).call('GET', 'secrets/rotates-daily')).toMatchObject({
      secret: { auto_rotation: true, rotation_period: '86400s', secret_type: 'RDS-FG' },
    });
    const read = aliyun(gateway);
    expect(await read('GetSecretValue', { SecretName: 'orders-database' })).toMatchObject({
      SecretData: 'the-third-password',
      VersionId: 'next',
    });
    expect(await read('GetSecretValue', { SecretName: 'orders-database', VersionId: 'v2' })).toMatchObject({
      SecretData: 'the-second-password',
      VersionStages: { VersionStage: [] },
    });
    await expect(read('GetSecretValue', { SecretName: 'goes-in-a-week' })).rejects.toMatchObject({
      code: 'Rejected.ResourceInDeleteWindow',
    });
    expect(await huawei(gateway).call('GET', 'secrets/goes-in-a-week')).toMatchObject({
      secret: { state: 'PENDING_DELETE' },
    });
    expect(await read('DescribeSecret', { SecretName: 'orders-database', FetchTags: 'true' })).toMatchObject({
      Tags: { Tag: [{ TagKey: 'team' }, { TagKey: 'stage', TagValue: 'test' }] },
    });
    expect(await read('GetSecretValue', { SecretName: 'jump-host' })).toMatchObject({
      SecretData: expect.stringContaining('a-password-of-the-jump-host'),
    });
    expect(await bk(gateway, 'get_credential_detail', { id: '0198f2d4000040008000000000000001' })).toMatchObject({
      data: { name: 'jump-host', type: 'USERNAME_PASSWORD', creator: 'ci' },
    });
    expect(gateway.lines.filter((line) => !line.startsWith('rejected'))).toEqual([]);
  });

  it('encrypt by the given material as they do everywhere', async () => {
    const [one, two] = [
      await started({ 'seed-file': seedFile(DOCUMENTED) }),
      await started({ 'seed-file': seedFile(DOCUMENTED) }),
    ];
    const { CiphertextBlob } = await aliyun(one)('Encrypt', {
      KeyId: '0198f2d4-0000-4000-8000-00000000000a',
      Plaintext: 'dGV4dA==',
    });
    expect(await aliyun(two)('Decrypt', { CiphertextBlob: String(CiphertextBlob) })).toMatchObject({
      Plaintext: 'dGV4dA==',
    });
  });

  it('let the user get a token by the password', async () => {
    const gateway = await started({ 'seed-file': seedFile(DOCUMENTED) });
    const login = {
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'ci', password: 'A-Password-4-Tests', domain: { name: 'team' } } },
        },
        scope: { project: { id: PROJECT } },
      },
    };
    const issued = await fetch(`${gateway.url}/v3/auth/tokens`, {
      method: 'POST',
      body: JSON.stringify(login),
      headers: { 'Content-Type': 'application/json' },
    });
    expect(issued.status).toBe(201);
    const token = issued.headers.get('x-subject-token') ?? '';
    expect(
      (await fetch(`${gateway.url}/v1/${PROJECT}/secrets/rotates-daily`, { headers: { 'X-Auth-Token': token } }))
        .status,
    ).toBe(200);
  });

  it('rotate what a door rotates, and take no value by hand for what Aliyun manages', async () => {
    const users = '{"users":[{"name":"root","password":"first password"}]}';
    const rds = {
      name: 'rds',
      value: users,
      rotation: { every: '1d' },
      attributes: { huawei: { secret_type: 'RDS' } },
    };
    const managed = {
      name: 'managed',
      value: '{"AccountName":"u","AccountPassword":"another password"}',
      attributes: { aliyun: { secret_type: 'Rds' } },
    };
    const gateway = await started({ 'seed-file': seedFile(JSON.stringify({ secrets: [rds, managed] })) });
    const { totals } = await controlClient({ url: gateway.url }).clock.advance({ by: '2d' });
    expect(totals).toEqual(expect.objectContaining({ 'secret-rotation': 2 }));
    const put = { secret_string: '{"users":[{"name":"root","password":"p"}]}' };
    expect(await huaweiClient(gateway.url).call('POST', 'secrets/rds/versions', put)).toMatchObject({
      version_metadata: { id: 'v4' },
    });
    await expect(huaweiClient(gateway.url).call('POST', 'secrets/managed/versions', put)).rejects.toMatchObject({
      errorCode: 'CSMS.0003',
    });
  });

  it('fall due as the clock goes on', async () => {
    const gateway = await started({ 'seed-file': seedFile(DOCUMENTED) });
    const control = controlClient({ url: gateway.url });
    expect((await control.clock.get()).next).toMatchObject({ what: 'secret-rotation' });
    const { totals } = await control.clock.advance({ by: '7d' });
    expect(totals).toMatchObject({ 'secret-rotation': 7, 'secret-deletion': 1 });
    await expect(huawei(gateway).call('GET', 'secrets/goes-in-a-week')).rejects.toMatchObject({ httpStatusCode: 404 });
    expect(await huawei(gateway).call('GET', 'secrets/rotates-daily/versions')).toMatchObject({
      version_metadatas: { length: 8 },
    });
  });

  it('are what a reset goes back to', async () => {
    const gateway = await started({ 'seed-file': seedFile(DOCUMENTED) });
    const before = await stateOf(gateway);
    await huawei(gateway).call('POST', 'secrets', { name: 'another', secret_string: 'the value of another' });
    await huawei(gateway).call('DELETE', 'secrets/rotates-daily');
    expect(await stateOf(gateway)).not.toBe(before);
    await controlClient({ url: gateway.url }).reset();
    expect(await stateOf(gateway)).toBe(before);
  });

  it('are the same, ids too, in every gateway of one seed, and after a reset of a later run', async () => {
    const [path, data] = [seedFile(DOCUMENTED), scratchDirectory()];
    const flags = { 'seed-file': path, 'random-seed': '7' };
    try {
      const fresh = await stateOf(await started(flags));
      const kept = { ...flags, memory: 'false', 'data-dir': data.path };
      const first = await started(kept);
      expect(await stateOf(first)).toBe(fresh);
      await ended(first);
      const second = await started(kept);
      expect(await stateOf(second)).toBe(fresh);
      await huawei(second).call('DELETE', 'secrets/rotates-daily');
      await controlClient({ url: second.url }).clock.advance({ by: '3d' });
      await controlClient({ url: second.url }).reset();
      expect(await stateOf(second)).toBe(fresh);
      await ended(second);
    } finally {
      data.remove();
    }
  });
});
