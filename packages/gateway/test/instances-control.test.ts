import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';

const INSTANCE = 'kst-moved';
const VAULT = 'aliyun:1000000000000001/cn-hangzhou';

let gateway: TestGateway;
let control: ControlClient;
let aliyun: ReturnType<typeof openApiCaller>;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
  aliyun = openApiCaller(gateway.host);
});
afterAll(() => gateway.close());

const add = (given: { secrets?: string[]; keys?: string[] }, instance = INSTANCE) =>
  control.instances.add({ instance, ...given });
const createKey = async (params: Record<string, string> = {}): Promise<string> =>
  ((await aliyun('CreateKey', params)) as { KeyMetadata: { KeyId: string } }).KeyMetadata.KeyId;
const createSecret = (SecretName: string, params: Record<string, string> = {}) =>
  aliyun('CreateSecret', { SecretName, VersionId: 'v1', SecretData: 'd', ...params });

describe('KMS instances', () => {
  it('are created for whoever runs the gateway, and shown to clients', async () => {
    const created = { id: INSTANCE, name: INSTANCE, status: 'Connected', keys: 0, secrets: 0 };
    expect(await control.instances.create({ instance: INSTANCE })).toMatchObject(created);
    expect(await control.instances.create({ instance: INSTANCE, vault: VAULT })).toMatchObject(created);
    expect(await control.instances.list()).toMatchObject({ instances: [created] });
    expect(await aliyun('GetKmsInstance', { KmsInstanceId: INSTANCE })).toMatchObject({
      KmsInstance: { Status: 'Connected', CaCertificateChainPem: await gateway.authority() },
    });
  });

  it('take secrets and keys of the account with all that they are', async () => {
    const KeyId = await createKey({ Tags: '[{"TagKey":"k","TagValue":"v"}]' });
    await createSecret('kept', { EncryptionKeyId: KeyId, Tags: '[{"TagKey":"t","TagValue":"v"}]' });
    await aliyun('PutSecretValue', { SecretName: 'kept', VersionId: 'v2', SecretData: 'e' });
    const before = await aliyun('DescribeSecret', { SecretName: 'kept', FetchTags: 'true' });
    const versions = await aliyun('ListSecretVersionIds', { SecretName: 'kept' });
    await expect(add({ secrets: ['kept'] })).rejects.toMatchObject({ status: 409, code: 'key-first' });
    expect(await add({ secrets: ['kept'], keys: [KeyId] })).toMatchObject({ keys: 1, secrets: 1 });
    expect(await aliyun('DescribeSecret', { SecretName: 'kept', FetchTags: 'true' })).toEqual({
      ...before,
      DKMSInstanceId: INSTANCE,
      RequestId: expect.any(String),
    });
    expect(await aliyun('ListSecretVersionIds', { SecretName: 'kept' })).toEqual({
      ...versions,
      RequestId: expect.any(String),
    });
    expect(await aliyun('DescribeKey', { KeyId })).toMatchObject({ KeyMetadata: { DKMSInstanceId: INSTANCE } });
    expect(await aliyun('GetSecretValue', { SecretName: 'kept' })).toMatchObject({ SecretData: 'e' });
    // Once more does no harm.
    expect(await add({ secrets: ['kept'], keys: [KeyId] })).toMatchObject({ keys: 1, secrets: 1 });
  });

  it('take nothing where something stands in the way', async () => {
    await createSecret('goes');
    await createSecret('rotates', {
      SecretType: 'Rds',
      SecretData: '{"Accounts":[{"AccountName":"u","AccountPassword":"p"}]}',
      ExtendedConfig: '{"SecretSubType":"SingleUser","DBInstanceId":"rm-1"}',
      EnableAutomaticRotation: 'true',
      RotationInterval: '7d',
    });
    await createSecret('dying');
    await aliyun('DeleteSecret', { SecretName: 'dying', RecoveryWindowInDays: '7' });
    const imported = await createKey({ Origin: 'EXTERNAL' });
    const cases = [
      [{ secrets: ['goes', 'rotates'] }, 409, 'rotation-on'],
      [{ secrets: ['goes', 'dying'] }, 409, 'pending-deletion'],
      [{ secrets: ['goes', 'nowhere'] }, 404, 'secret-not-found'],
      [{ secrets: ['goes'], keys: [imported] }, 409, 'key-kind'],
      [{ secrets: ['goes'], keys: ['nowhere'] }, 404, 'key-not-found'],
    ] as const;
    for (const [{ secrets, ...rest }, status, code] of cases) {
      const keys = 'keys' in rest ? { keys: [...rest.keys] } : {};
      await expect(add({ secrets: [...secrets], ...keys })).rejects.toMatchObject({ status, code });
    }
    await expect(add({ secrets: ['goes'] }, 'kst-nowhere')).rejects.toMatchObject({
      status: 404,
      code: 'instance-missing',
    });
    expect(await aliyun('DescribeSecret', { SecretName: 'goes' })).not.toHaveProperty('DKMSInstanceId');
    await control.instances.create({ instance: 'kst-other' });
    await add({ secrets: ['goes'] }, 'kst-other');
    await expect(add({ secrets: ['goes'] })).rejects.toMatchObject({ code: 'in-another-instance' });
  });

  it('take no more than they are bought for', async () => {
    const purchase = { ProductCode: 'kms', 'Parameter.1.Code': 'SecretNum', 'Parameter.1.Value': '1' };
    const bought = (await aliyun('CreateInstance', purchase, { version: '2017-12-14' })) as {
      Data: { InstanceId: string };
    };
    const id = bought.Data.InstanceId;
    await createSecret('first');
    await createSecret('second');
    await expect(add({ secrets: ['first'] }, id)).rejects.toMatchObject({ code: 'instance-unconnected' });
    const network = { VpcId: 'vpc-1', ZoneIds: 'a,b', VSwitchIds: 'v', KMProvider: 'Aliyun' };
    await aliyun('ConnectKmsInstance', { KmsInstanceId: id, ...network });
    await expect(add({ secrets: ['first', 'second'] }, id)).rejects.toMatchObject({ status: 409, code: 'quota' });
    expect(await add({ secrets: ['first'] }, id)).toMatchObject({ secrets: 1, secret_quota: 1 });
  });
});
