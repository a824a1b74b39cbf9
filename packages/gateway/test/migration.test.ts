import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { type AliyunCall, openApiCaller } from './support/aliyun.ts';
import { esbCall, gatewayCall } from './support/bk.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let huawei: HuaweiClient;
let aliyun: AliyunCall;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  huawei = huaweiClient(gateway.url);
  aliyun = openApiCaller(gateway.host);
  control = controlClient({ url: gateway.url });
});
afterAll(() => gateway.close());

const bkId = async (name: string) =>
  ((await huawei.call('GET', `secrets/${name}`))['secret'] as { id: string }).id.replaceAll('-', '');

/** What `docs/migration.md` says and no other test of two doors does. */
describe('between dialects', () => {
  it('shares tags', async () => {
    await aliyun('CreateSecret', {
      SecretName: 'tagged',
      VersionId: '1',
      SecretData: 'tagged value',
      Tags: '[{"TagKey":"team","TagValue":"a"}]',
    });
    const { id } = (await huawei.call('GET', 'secrets/tagged'))['secret'] as { id: string };
    expect(await huawei.call('GET', `csms/${id}/tags`)).toMatchObject({ tags: [{ key: 'team', value: 'a' }] });
  });

  it('finds a key of one dialect by its id at the other', async () => {
    const { KeyMetadata: key } = (await aliyun('CreateKey', {})) as { KeyMetadata: { KeyId: string } };
    const { secret } = await huawei.call('POST', 'secrets', {
      name: 'under-a-key',
      secret_string: 'kept under a key',
      kms_key_id: key.KeyId,
    });
    expect(secret).toMatchObject({ kms_key_id: key.KeyId });
    expect(await aliyun('DescribeSecret', { SecretName: 'under-a-key' })).toMatchObject({ EncryptionKeyId: key.KeyId });
    const { secret: other } = (await huawei.call('POST', 'secrets', {
      name: 'under-the-default',
      secret_string: 'kept under the default',
    })) as { secret: { kms_key_id: string } };
    expect(await aliyun('DescribeKey', { KeyId: other.kms_key_id })).toMatchObject({
      KeyMetadata: { KeyId: other.kms_key_id },
    });
  });

  it('writes a value anew where BlueKing updates it, and keeps the version before', async () => {
    await aliyun('CreateSecret', {
      SecretName: 'rewritten',
      VersionId: 'a',
      SecretData: '{"username":"u","password":"passw-1","port":1}',
    });
    expect(
      await esbCall(gateway.url, 'update_credential', { id: await bkId('rewritten'), credential_password: 'passw-2' }),
    ).toMatchObject({ result: true });
    expect(await aliyun('GetSecretValue', { SecretName: 'rewritten' })).toMatchObject({
      VersionId: 'v2',
      SecretData: '{"type":"USERNAME_PASSWORD","username":"u","password":"passw-2"}',
    });
    expect(await aliyun('GetSecretValue', { SecretName: 'rewritten', VersionStage: 'ACSPrevious' })).toMatchObject({
      VersionId: 'a',
      SecretData: '{"username":"u","password":"passw-1","port":1}',
    });
    await aliyun('CreateSecret', {
      SecretName: 'binary',
      VersionId: 'a',
      SecretData: 'AQIDBAUGBwg=',
      SecretDataType: 'binary',
    });
    await esbCall(gateway.url, 'update_credential', {
      id: await bkId('binary'),
      credential_secret_key: 'new-secret-key',
    });
    expect(await aliyun('GetSecretValue', { SecretName: 'binary' })).toMatchObject({
      SecretDataType: 'text',
      SecretData: '{"type":"SECRET_KEY","secret_key":"new-secret-key"}',
    });
  });

  it('shows names that its own cloud would reject', async () => {
    await esbCall(gateway.url, 'create_credential', {
      name: 'a b',
      type: 'PASSWORD',
      credential_password: 'of a name with a blank',
    });
    await expect(
      huawei.call('POST', 'secrets', { name: 'c d', secret_string: 'of a name with a blank' }),
    ).rejects.toMatchObject({ httpStatusCode: 400 });
    const { secrets } = (await huawei.call('GET', 'secrets', undefined, { limit: '100' })) as {
      secrets: { name: string }[];
    };
    expect(secrets.map(({ name }) => name)).toContain('a b');
  });

  it('leaves a secret above the limit of a door that keeps fewer versions', async () => {
    await huawei.call('POST', 'secrets', { name: 'many', secret_string: 'value no. 1' });
    for (let count = 2; count <= 15; count += 1)
      await huawei.call('POST', 'secrets/many/versions', { secret_string: `value no. ${count}` });
    await aliyun('PutSecretValue', { SecretName: 'many', VersionId: 'one-more', SecretData: 'one value more' });
    const { version_metadatas: versions } = (await huawei.call('GET', 'secrets/many/versions')) as {
      version_metadatas: unknown[];
    };
    expect(versions).toHaveLength(15);
  });

  it('hands the previous stage over where Aliyun moves the current one, and leaves it where Huawei does', async () => {
    await aliyun('CreateSecret', { SecretName: 'moved', VersionId: 'a', SecretData: 'value of a' });
    for (const id of ['b', 'c'])
      await aliyun('PutSecretValue', { SecretName: 'moved', VersionId: id, SecretData: `value of ${id}` });
    await huawei.call('PUT', 'secrets/moved/stages/SYSCURRENT', { version_id: 'a' });
    expect(await aliyun('GetSecretValue', { SecretName: 'moved', VersionStage: 'ACSPrevious' })).toMatchObject({
      VersionId: 'b',
    });
    await aliyun('UpdateSecretVersionStage', {
      SecretName: 'moved',
      VersionStage: 'ACSCurrent',
      MoveToVersion: 'c',
      RemoveFromVersion: 'a',
    });
    expect(await aliyun('GetSecretValue', { SecretName: 'moved', VersionStage: 'ACSPrevious' })).toMatchObject({
      VersionId: 'a',
    });
  });

  it('goes on rotating a secret that Aliyun takes for a generic one', async () => {
    await huawei.call('POST', 'secrets', {
      name: 'rotating',
      secret_type: 'RDS',
      secret_string: '{"users":[{"name":"root","password":"goes round"}]}',
      rotation_config: '{"rds_instance_id":"63616bceef2c45409575d762a498318bin01","Secret_sub_type":"SingleUser"}',
      auto_rotation: true,
      rotation_period: '7d',
    });
    expect(await aliyun('DescribeSecret', { SecretName: 'rotating' })).toMatchObject({ SecretType: 'Generic' });
    expect(await aliyun('DescribeSecret', { SecretName: 'rotating' })).not.toHaveProperty('RotationInterval');
    expect(await huawei.call('GET', 'secrets/rotating')).toMatchObject({
      secret: { auto_rotation: true, rotation_period: '7d' },
    });
  });

  it('keeps what only one dialect knows while another changes the secret', async () => {
    await huawei.call('POST', 'secrets', { name: 'kept', secret_string: 'kept value', enterprise_project_id: '0' });
    await huawei.call('POST', 'secrets/kept/versions', {
      secret_string: 'kept value 2',
      expire_time: 1_900_000_000_000,
    });
    await aliyun('UpdateSecret', { SecretName: 'kept', Description: 'by Aliyun' });
    expect(await huawei.call('GET', 'secrets/kept/versions/v2')).toMatchObject({
      version: { version_metadata: { expire_time: 1_900_000_000_000 } },
    });
    expect(await gatewayCall(gateway.url, 'GET', 'get_credential_detail', { id: await bkId('kept') })).toMatchObject({
      data: { description: 'by Aliyun' },
    });
  });

  it('binds addresses of all doors at run time', async () => {
    await control.vaults.bind({ vault: 'team-a', addresses: ['aliyun:1000000000000001/cn-shanghai', 'bk:biz/7'] });
    await aliyun('CreateSecret', {
      SecretName: 'of-team-a',
      VersionId: '1',
      SecretData: 'value of a team',
      RegionId: 'cn-shanghai',
    });
    expect(await control.vaults.list()).toMatchObject({
      vaults: expect.arrayContaining([expect.objectContaining({ name: 'team-a', secrets: 1 })]),
    });
  });
});
