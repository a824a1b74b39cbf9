import {
  CreateSecretRequest,
  DeleteSecretRequest,
  DescribeSecretRequest,
  GetSecretValueRequest,
  ListSecretsRequest,
  ListSecretVersionIdsRequest,
  PutSecretValueRequest,
  RestoreSecretRequest,
  UpdateSecretRequest,
  UpdateSecretVersionStageRequest,
} from '@alicloud/kms20160120';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type AliyunCall, kmsClient, openApiCaller, popCaller } from '../support/aliyun.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from '../support/gateway.ts';

/** Every character class that signatures and encodings stumble over. */
const AWKWARD_NAME = 'a/b+c=.@-_';
const AWKWARD_VALUE = '{"k":"v ~*!\'()& <x> 中 𝄞 %20 +"}';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await gatewayForTest();
});
afterAll(() => gateway.close());

describe('@alicloud/kms20160120 (signature V1)', () => {
  it('goes through the life of a secret', async () => {
    const client = kmsClient(gateway.host);
    const secretName = AWKWARD_NAME;
    const created = await client.createSecret(
      new CreateSecretRequest({ secretName, versionId: '1', secretData: AWKWARD_VALUE }),
    );
    expect(created).toMatchObject({
      secretName,
      versionId: '1',
      arn: `acs:kms:cn-hangzhou:1000000000000001:secret/${secretName}`,
    });
    await client.putSecretValue(new PutSecretValueRequest({ secretName, versionId: '2', secretData: 'two' }));
    const current = await client.getSecretValue(new GetSecretValueRequest({ secretName }));
    expect(current).toMatchObject({
      secretData: 'two',
      versionId: '2',
      versionStages: { versionStage: ['ACSCurrent'] },
    });
    const previous = await client.getSecretValue(
      new GetSecretValueRequest({ secretName, versionStage: 'ACSPrevious' }),
    );
    expect(previous).toMatchObject({ secretData: AWKWARD_VALUE, versionId: '1' });
    const versions = await client.listSecretVersionIds(new ListSecretVersionIdsRequest({ secretName }));
    expect(versions.versionIds.versionId.map((version) => version.versionId)).toEqual(['1', '2']);
    await client.updateSecretVersionStage(
      new UpdateSecretVersionStageRequest({ secretName, versionStage: 'ACSCurrent', moveToVersion: '1' }),
    );
    await client.updateSecret(new UpdateSecretRequest({ secretName, description: 'about' }));
    expect(await client.describeSecret(new DescribeSecretRequest({ secretName }))).toMatchObject({
      description: 'about',
    });
    const list = await client.listSecrets(new ListSecretsRequest({ pageNumber: 1, pageSize: 10 }));
    expect(list.secretList.secret.map((secret) => secret.secretName)).toContain(secretName);
    await client.deleteSecret(new DeleteSecretRequest({ secretName, recoveryWindowInDays: '7' }));
    await client.restoreSecret(new RestoreSecretRequest({ secretName }));
    await client.deleteSecret(new DeleteSecretRequest({ secretName, forceDeleteWithoutRecovery: 'true' }));
    await expect(client.getSecretValue(new GetSecretValueRequest({ secretName }))).rejects.toMatchObject({
      code: 'Forbidden.ResourceNotFoundError',
      data: { Code: 'Forbidden.ResourceNotFound', HttpStatus: 404 },
    });
  });

  it('is rejected with a wrong secret key and with an unknown access key', async () => {
    const request = new ListSecretsRequest({});
    const wrongKey = kmsClient(gateway.host, { accessKeyId: DEVELOPMENT.accessKey, accessKeySecret: 'wrong' });
    await expect(wrongKey.listSecrets(request)).rejects.toMatchObject({ data: { Code: 'IncompleteSignature' } });
    const unknown = kmsClient(gateway.host, { accessKeyId: 'nobody', accessKeySecret: 'x' });
    await expect(unknown.listSecrets(request)).rejects.toMatchObject({ data: { Code: 'InvalidAccessKeyId.NotFound' } });
  });
});

const CLIENTS: readonly [string, () => AliyunCall][] = [
  ['@alicloud/openapi-client, ACS3, query', () => openApiCaller(gateway.host)],
  ['@alicloud/openapi-client, ACS3, form body', () => openApiCaller(gateway.host, 'body')],
  ['@alicloud/openapi-client, V1', () => openApiCaller(gateway.host, 'query', 'v2')],
  ['@alicloud/pop-core, GET', () => popCaller(gateway.url, 'GET')],
  ['@alicloud/pop-core, POST', () => popCaller(gateway.url, 'POST')],
];

describe.each(CLIENTS)('%s', (name, caller) => {
  it('creates, puts, reads, lists and deletes', async () => {
    const call = caller();
    const SecretName = `generic/${name.replaceAll(/[^a-zA-Z0-9]/g, '-')}`;
    await call('CreateSecret', { SecretName, VersionId: '1', SecretData: AWKWARD_VALUE, Description: 'd ~*' });
    expect(await call('GetSecretValue', { SecretName })).toMatchObject({
      SecretData: AWKWARD_VALUE,
      VersionStages: { VersionStage: ['ACSCurrent'] },
    });
    await call('PutSecretValue', { SecretName, VersionId: '2', SecretData: 'two', VersionStages: '["blue"]' });
    expect(await call('GetSecretValue', { SecretName, VersionStage: 'blue' })).toMatchObject({ SecretData: 'two' });
    expect(await call('DescribeSecret', { SecretName })).toMatchObject({ SecretName, SecretType: 'Generic' });
    const { SecretList } = (await call('ListSecrets', { PageSize: 100 })) as {
      SecretList: { Secret: { SecretName: string }[] };
    };
    expect(SecretList.Secret.map((secret) => secret.SecretName)).toContain(SecretName);
    await call('DeleteSecret', { SecretName, ForceDeleteWithoutRecovery: 'true' });
    await expect(call('DescribeSecret', { SecretName })).rejects.toMatchObject({ code: 'Forbidden.ResourceNotFound' });
  });

  it('gets the vendor’s answer to an operation that is not implemented', async () => {
    await expect(caller()('GetManagedDataKey', { DataKeyName: 'x' })).rejects.toMatchObject({
      code: 'UnsupportedOperation',
    });
  });
});
