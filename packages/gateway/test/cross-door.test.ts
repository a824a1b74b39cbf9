import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type AliyunCall, openApiCaller } from './support/aliyun.ts';
import { esbCall, gatewayCall } from './support/bk.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let huawei: HuaweiClient;
let aliyun: AliyunCall;

beforeAll(async () => {
  gateway = await gatewayForTest();
  huawei = huaweiClient(gateway.url);
  aliyun = openApiCaller(gateway.host);
});
afterAll(() => gateway.close());

/** BlueKing finds credentials by id: Huawei's id without dashes. */
async function bkDetail(name: string): Promise<Record<string, unknown>> {
  const { secret } = (await huawei.call('GET', `secrets/${name}`)) as { secret: { id: string } };
  const answer = await gatewayCall(gateway.url, 'GET', 'get_credential_detail', { id: secret.id.replaceAll('-', '') });
  return answer['data'] as Record<string, unknown>;
}

describe('one vault seen through three doors', () => {
  it('shows a secret made at Huawei to the other two', async () => {
    await huawei.call('POST', 'secrets', {
      name: 'from-huawei',
      secret_string: '{"username":"u","password":"p"}',
      description: 'h',
    });
    expect(await aliyun('GetSecretValue', { SecretName: 'from-huawei' })).toMatchObject({
      SecretData: '{"username":"u","password":"p"}',
      SecretDataType: 'text',
      VersionId: 'v1',
      VersionStages: { VersionStage: ['ACSCurrent'] },
    });
    expect(await aliyun('DescribeSecret', { SecretName: 'from-huawei' })).toMatchObject({ Description: 'h' });
    expect(await bkDetail('from-huawei')).toMatchObject({
      name: 'from-huawei',
      type: 'USERNAME_PASSWORD',
      description: 'h',
    });
  });

  it('shows a secret made at Aliyun to the other two', async () => {
    await aliyun('CreateSecret', {
      SecretName: 'from-aliyun',
      VersionId: 'first',
      SecretData: 'AQID',
      SecretDataType: 'binary',
    });
    expect(await huawei.call('GET', 'secrets/from-aliyun/versions/latest')).toMatchObject({
      version: { secret_binary: 'AQID', version_metadata: { id: 'first', version_stages: ['SYSCURRENT'] } },
    });
    expect(await bkDetail('from-aliyun')).toMatchObject({ name: 'from-aliyun', type: 'SECRET_KEY' });
  });

  it('shows a version put through Aliyun as SYSCURRENT, and SYSPREVIOUS on the one before', async () => {
    await huawei.call('POST', 'secrets', { name: 'handed-over', secret_string: 'one' });
    await aliyun('PutSecretValue', {
      SecretName: 'handed-over',
      VersionId: 'second',
      SecretData: 'two',
      VersionStages: '["ACSCurrent","green"]',
    });
    const { version_metadatas: versions } = await huawei.call('GET', 'secrets/handed-over/versions');
    expect(versions).toMatchObject([
      { id: 'v1', version_stages: ['SYSPREVIOUS'] },
      { id: 'second', version_stages: ['SYSCURRENT', 'green'] },
    ]);
    expect(await huawei.call('POST', 'secrets/handed-over/versions', { secret_string: 'three' })).toMatchObject({
      version_metadata: { id: 'v3' },
    });
    expect(await aliyun('GetSecretValue', { SecretName: 'handed-over', VersionStage: 'ACSPrevious' })).toMatchObject({
      SecretData: 'two',
    });
  });

  it('shows a credential made at BlueKing as JSON to the other two, and its update as a new version', async () => {
    const made = await esbCall(gateway.url, 'create_credential', {
      name: 'from-bk',
      type: 'USERNAME_PASSWORD',
      credential_username: 'root',
      credential_password: 'p"1',
    });
    expect(made).toMatchObject({ result: true, code: 0 });
    const first = '{"type":"USERNAME_PASSWORD","username":"root","password":"p\\"1"}';
    expect(await huawei.call('GET', 'secrets/from-bk/versions/latest')).toMatchObject({
      version: { secret_string: first },
    });
    expect(await aliyun('GetSecretValue', { SecretName: 'from-bk' })).toMatchObject({
      SecretData: first,
      SecretDataType: 'text',
    });
    const { id } = made['data'] as { id: string };
    const updated = await esbCall(gateway.url, 'update_credential', {
      id,
      name: 'from-bk',
      type: 'USERNAME_PASSWORD',
      credential_username: '******',
      credential_password: 'p2',
    });
    expect(updated).toMatchObject({ result: true });
    expect(await aliyun('GetSecretValue', { SecretName: 'from-bk' })).toMatchObject({
      SecretData: '{"type":"USERNAME_PASSWORD","username":"root","password":"p2"}',
    });
    expect(await aliyun('GetSecretValue', { SecretName: 'from-bk', VersionStage: 'ACSPrevious' })).toMatchObject({
      SecretData: first,
    });
  });

  it('hides from BlueKing what waits for its deletion elsewhere, and shows it pending at the other door', async () => {
    await aliyun('CreateSecret', { SecretName: 'pending', VersionId: '1', SecretData: 'x' });
    const id = String((await bkDetail('pending'))['id']);
    await huawei.call('POST', 'secrets/pending/scheduled-deleted-tasks/create', { recovery_window_in_days: 7 });
    expect(await aliyun('DescribeSecret', { SecretName: 'pending' })).toMatchObject({
      PlannedDeleteTime: expect.any(String),
    });
    expect(await gatewayCall(gateway.url, 'GET', 'get_credential_detail', { id })).toMatchObject({
      result: false,
      code: 1243048,
    });
  });

  it('takes no value by hand, at any door, for a secret that Aliyun manages', async () => {
    await aliyun('CreateSecret', {
      SecretName: 'managed',
      VersionId: 'v1',
      SecretType: 'Rds',
      SecretData: '{"Accounts":[{"AccountName":"u","AccountPassword":"p"}]}',
      ExtendedConfig: '{"SecretSubType":"SingleUser","DBInstanceId":"rm-1"}',
    });
    const invalid = { httpStatusCode: 400, errorCode: 'CSMS.0003' };
    await expect(huawei.call('POST', 'secrets/managed/versions', { secret_string: 'x' })).rejects.toMatchObject(
      invalid,
    );
    await expect(huawei.call('PUT', 'secrets/managed/stages/mine', { version_id: 'v1' })).rejects.toMatchObject(
      invalid,
    );
    const update = { name: 'managed', type: 'PASSWORD', credential_password: 'x' };
    const id = String((await bkDetail('managed'))['id']);
    expect(await esbCall(gateway.url, 'update_credential', { id, ...update })).toMatchObject({
      result: false,
      code: 1240003,
    });
    const { SecretData } = await aliyun('GetSecretValue', { SecretName: 'managed' });
    expect(JSON.parse(String(SecretData))).toEqual({ AccountName: 'u', AccountPassword: 'p' });
  });

  it('takes a value for an RDS secret of Huawei at its own door alone, which checks the form', async () => {
    const users = (password: string) => JSON.stringify({ users: [{ name: 'u', password }] });
    await huawei.call('POST', 'secrets', {
      name: 'rds',
      secret_type: 'RDS',
      secret_string: users('p'),
      rotation_config: '{"rds_instance_id":"i","Secret_sub_type":"SingleUser"}',
    });
    await expect(aliyun('PutSecretValue', { SecretName: 'rds', VersionId: 'a', SecretData: 'x' })).rejects.toThrow(
      'This action is not supported.',
    );
    const update = { name: 'rds', type: 'PASSWORD', credential_password: 'x' };
    const id = String((await bkDetail('rds'))['id']);
    expect(await esbCall(gateway.url, 'update_credential', { id, ...update })).toMatchObject({ code: 1240003 });
    await huawei.call('POST', 'secrets/rds/versions', { secret_string: users('q') });
    expect((await aliyun('GetSecretValue', { SecretName: 'rds' }))['SecretData']).toBe(users('q'));
  });

  it('keeps what is addressed elsewhere apart', async () => {
    const elsewhere = await esbCall(gateway.url, 'create_credential', {
      bk_scope_id: '3',
      name: 'from-bk',
      type: 'PASSWORD',
      credential_password: 'x',
    });
    expect(elsewhere).toMatchObject({ result: true });
    const { id } = elsewhere['data'] as { id: string };
    expect(await gatewayCall(gateway.url, 'GET', 'get_credential_detail', { id })).toMatchObject({ code: 1243048 });
    await expect(aliyun('GetSecretValue', { SecretName: 'from-bk', RegionId: 'cn-shanghai' })).rejects.toMatchObject({
      code: 'Forbidden.ResourceNotFound',
    });
  });
});
