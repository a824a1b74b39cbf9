import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const TENANT = '1000000000000001/cn-hangzhou';
const NAMES = ['app/db', 'app/queue'];

function writeState(names: readonly string[]): void {
  const resources = names.map((secret_name) => {
    const stored = { secret_data: 'planted-value-4711', version_id: 'v1', version_stages: ['ACSCurrent'] };
    const attributes = { secret_name, secret_type: 'Generic', ...stored };
    return { mode: 'managed', type: 'alicloud_kms_secret', instances: [{ attributes }] };
  });
  const state = { version: 4, terraform_version: '1.8.5', resources };
  writeFileSync(join(scratch.path, 'terraform.tfstate'), JSON.stringify(state));
}

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;
beforeAll(async () => {
  gateway = await gatewayForTest();
});
afterAll(() => gateway.close());
beforeEach(() => {
  scratch = scratchDirectory();
  writeState(NAMES);
});
afterEach(() => scratch.remove());

const migrate = (...args: string[]): ReturnType<typeof runToEnd> =>
  runToEnd(['migrate', ...args], { cwd: scratch.path, url: gateway.url });

test('a plan into a KMS instance is rehearsed, and carried out where a gateway has the secrets', async () => {
  const aliyun = openApiCaller(gateway.host);
  const control = controlClient({ url: gateway.url });
  const to = `aliyun:${TENANT}/kst-target`;
  const planned = await migrate('plan', 'terraform.tfstate', '--to', to, '--out', 'k.plan.json');
  expect(planned.out).toContain('2 secrets');
  const before = await control.state.hash();
  const rehearsed = await migrate('rehearse', '--plan', 'k.plan.json', '--from', 'terraform.tfstate');
  expect(rehearsed).toMatchObject({
    code: 0,
    out: expect.stringContaining('2 secrets are in kst-target, in 1 batches'),
  });
  expect(await control.state.hash()).toEqual(before);

  for (const SecretName of NAMES) {
    await aliyun('CreateSecret', { SecretName, VersionId: 'v1', SecretData: 'a' });
    await aliyun('PutSecretValue', { SecretName, VersionId: 'v2', SecretData: 'b' });
  }
  const missing = await migrate('apply', 'k.plan.json', 'terraform.tfstate', '--yes');
  expect(missing.code).toBe(1);
  expect(missing.err).toContain('there is no instance kst-target');
  await control.instances.create({ instance: 'kst-target', vault: `aliyun:${TENANT}` });
  const applied = await migrate('apply', 'k.plan.json', 'terraform.tfstate', '--yes', '--json');
  expect(applied.code).toBe(0);
  expect(JSON.parse(applied.out)).toEqual({ instance: 'kst-target', batches: 1, secrets: 2, different: [] });
  for (const SecretName of NAMES)
    expect(await aliyun('DescribeSecret', { SecretName })).toMatchObject({ DKMSInstanceId: 'kst-target' });
  expect(await aliyun('GetSecretValue', { SecretName: 'app/db' })).toMatchObject({ SecretData: 'b' });
});

test('the cloud itself has a console for it, and sources that changed want a new plan', async () => {
  const to = `aliyun:${TENANT}/kst-target`;
  await migrate('plan', 'terraform.tfstate', '--to', to, '--out', 'k.plan.json');
  const live = ['--endpoint', 'https://kms.cn-hangzhou.aliyuncs.com', '--live', '--yes'];
  const atCloud = await migrate('apply', 'k.plan.json', 'terraform.tfstate', ...live);
  expect(atCloud.code).toBe(1);
  expect(atCloud.err).toContain('use its console, batch by batch');
  writeState(['app/db', 'app/other']);
  const stale = await migrate('apply', 'k.plan.json', 'terraform.tfstate', '--yes');
  expect(stale.code).toBe(3);
});
