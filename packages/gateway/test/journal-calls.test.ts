import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());

const PLANTED = 'planted-value-4711';

/** What the journal says that the calls asked for, by operation. */
async function askedBy(calls: () => Promise<unknown>): Promise<Record<string, unknown>> {
  await control.journal.clear();
  await calls();
  const { entries } = await control.journal.list();
  expect(JSON.stringify(entries)).not.toMatch(/planted-value|version-of-mine|stage-of-mine/);
  return Object.fromEntries(entries.map(({ operation, call }) => [operation, call] as const)) as Record<
    string,
    unknown
  >;
}

const SHAPE = { names: ['a'], version: 'none', stage: null, flags: {}, page: {} };

it("tells what Huawei's calls asked for", async () => {
  const huawei = huaweiClient(gateway.url);
  const call = huawei.call.bind(huawei);
  const shapes = await askedBy(async () => {
    await call('POST', 'secrets', { name: 'a', secret_string: PLANTED, description: 'planted-value of a description' });
    await call('POST', 'secrets/a/versions', {
      secret_binary: 'AAE=',
      version_stages: ['SYSCURRENT', 'stage-of-mine'],
    });
    await call('GET', 'secrets/a/versions/latest');
    await call('GET', 'secrets/a/stages/SYSPREVIOUS');
    await call('GET', 'secrets', undefined, { limit: 7, marker: 'a' });
    await call('POST', 'secrets/batch-get-secret-value', { secret_name_list: ['b', 'c'] });
  });
  expect(shapes).toEqual({
    CreateSecret: { ...SHAPE, flags: { secret_string: true, description: true } },
    CreateSecretVersion: { ...SHAPE, version: 'stage', stage: 'SYSCURRENT', flags: { secret_binary: true } },
    ShowSecretVersion: { ...SHAPE, version: 'latest' },
    ShowSecretStage: { ...SHAPE, version: 'stage', stage: 'SYSPREVIOUS' },
    ListSecrets: { ...SHAPE, names: [], page: { limit: 7, marker: true } },
    BatchShowSecretVersion: { ...SHAPE, names: ['b', 'c'] },
  });
});

it("tells what Alibaba Cloud's calls asked for", async () => {
  const call = openApiCaller(gateway.host);
  const shapes = await askedBy(async () => {
    await call('PutSecretValue', {
      ...{ SecretName: 'a', VersionId: 'version-of-mine', SecretData: PLANTED },
      VersionStages: JSON.stringify(['ACSCurrent', 'stage-of-mine']),
    });
    await call('GetSecretValue', { SecretName: 'a', VersionStage: 'ACSPrevious' });
    await call('DescribeSecret', { SecretName: 'a', FetchTags: 'true' });
    await call('ListSecretVersionIds', { SecretName: 'a', IncludeDeprecated: 'false', PageSize: '5' });
    await call('BatchGetSecretValue', { SecretsList: JSON.stringify([{ SecretName: 'a' }, { SecretName: 'b' }]) });
  });
  expect(shapes).toEqual({
    PutSecretValue: { ...SHAPE, version: 'id', stage: 'ACSCurrent' },
    GetSecretValue: { ...SHAPE, version: 'stage', stage: 'ACSPrevious' },
    DescribeSecret: { ...SHAPE, flags: { FetchTags: true } },
    ListSecretVersionIds: {
      ...SHAPE,
      flags: { IncludeDeprecated: false },
      page: expect.objectContaining({ PageSize: 5 }),
    },
    BatchGetSecretValue: { ...SHAPE, names: ['a', 'b'] },
  });
});

it("tells what JOB's calls asked for, and nothing of one that was not understood", async () => {
  const shapes = await askedBy(async () => {
    const given = { name: 'by-bk', type: 'PASSWORD', credential_password: PLANTED };
    await esbCall(gateway.url, 'create_credential', given);
    await esbCall(gateway.url, 'get_credential_detail', { id: 'none' });
    await openApiCaller(gateway.host)('GetSecretValue', {}).catch(() => undefined);
  });
  expect(shapes).toEqual({
    create_credential: { ...SHAPE, names: ['by-bk'], flags: { name: true, type: true, credential_password: true } },
    get_credential_detail: { ...SHAPE, names: ['none'] },
    GetSecretValue: null,
  });
});
