import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runToEnd, scratchDirectory } from './support/process.ts';

const TENANT = '1000000000000001/cn-hangzhou';
const NAMES = ['app/db', 'app/queue'];

/** @param key an id of a customer key, which seals the secrets */
function writeState(names: readonly string[], key?: string): void {
  const secrets = names.map((secret_name) => {
    const stored = { secret_data: 'planted-value-4711', version_id: 'v1', version_stages: ['ACSCurrent'] };
    const sealed = key === undefined ? {} : { encryption_key_id: key };
    const attributes = { secret_name, secret_type: 'Generic', ...stored, ...sealed };
    return { mode: 'managed', type: 'alicloud_kms_secret', instances: [{ attributes }] };
  });
  const keys = (key === undefined ? [] : [key]).map((id) => {
    const attributes = { id, key_spec: 'Aliyun_AES_256', origin: 'Aliyun_KMS' };
    return { mode: 'managed', type: 'alicloud_kms_key', instances: [{ attributes }] };
  });
  const resources = [...secrets, ...keys];
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
  expect(JSON.parse(applied.out)).toEqual({
    ...{ instance: 'kst-target', batches: 1, keys: 0, secrets: 2 },
    different: [],
  });
  for (const SecretName of NAMES)
    expect(await aliyun('DescribeSecret', { SecretName })).toMatchObject({ DKMSInstanceId: 'kst-target' });
  expect(await aliyun('GetSecretValue', { SecretName: 'app/db' })).toMatchObject({ SecretData: 'b' });
});

test('keys go before the secrets that they seal, in the rehearsal and at the gateway', async () => {
  const aliyun = openApiCaller(gateway.host);
  const control = controlClient({ url: gateway.url });
  const { KeyMetadata } = (await aliyun('CreateKey', {})) as { KeyMetadata: { KeyId: string } };
  const { KeyId } = KeyMetadata;
  writeState(['app/sealed'], KeyId);
  await control.instances.create({ instance: 'kst-keys', vault: `aliyun:${TENANT}` });
  await migrate('plan', 'terraform.tfstate', '--to', `aliyun:${TENANT}/kst-keys`, '--out', 'k.plan.json');
  const before = await control.state.hash();
  const rehearsed = await migrate('rehearse', '--plan', 'k.plan.json', '--from', 'terraform.tfstate');
  expect(rehearsed).toMatchObject({
    code: 0,
    out: '1 keys and 1 secrets are in kst-keys, in 2 batches; versions and labels are as before\n',
  });
  expect(await control.state.hash()).toEqual(before);

  const secret = { SecretName: 'app/sealed', VersionId: 'v1', SecretData: 'a', EncryptionKeyId: KeyId };
  await aliyun('CreateSecret', secret);
  const { CiphertextBlob } = await aliyun('Encrypt', { KeyId, Plaintext: 'cGxhaW4=' });
  const applied = await migrate('apply', 'k.plan.json', 'terraform.tfstate', '--yes', '--json');
  expect(applied).toMatchObject({ code: 0 });
  expect(JSON.parse(applied.out)).toEqual({
    ...{ instance: 'kst-keys', batches: 2, keys: 1, secrets: 1 },
    different: [],
  });
  expect(await aliyun('DescribeKey', { KeyId })).toMatchObject({ KeyMetadata: { DKMSInstanceId: 'kst-keys' } });
  expect(await aliyun('GetSecretValue', { SecretName: 'app/sealed' })).toMatchObject({ SecretData: 'a' });
  // What the key made before still opens.
  expect(await aliyun('Decrypt', { CiphertextBlob: String(CiphertextBlob) })).toMatchObject({ Plaintext: 'cGxhaW4=' });
  const again = await migrate('apply', 'k.plan.json', 'terraform.tfstate', '--yes', '--json');
  expect(again.code).toBe(0);
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
