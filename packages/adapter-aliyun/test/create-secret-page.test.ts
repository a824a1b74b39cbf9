import { beforeEach, describe, expect, it } from '@jest/globals';

import { describeSeedPage } from '../../../test/seed-pages.ts';
import { type Environment, newEnvironment } from './environment.ts';

const VAULT = 'aliyun:1000000000000001/cn-hangzhou';
const SAMPLE = {
  SecretName: 'mydbconninfo',
  VersionId: 'v1',
  SecretData: '{"user":"root","passwd":"****"}',
  SecretDataType: 'text',
};
const ARN = 'acs:kms:cn-hangzhou:1000000000000001:secret/mydbconninfo';
const TAGS = '[{"TagKey":"key1","TagValue":"val1"},{"TagKey":"key2","TagValue":"val2"}]';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

describe("the page's samples", () => {
  it('answers the sample request with the fields of the JSON sample', async () => {
    expect(await environment.ok('CreateSecret', SAMPLE)).toMatchObject({
      Arn: ARN,
      SecretName: 'mydbconninfo',
      VersionId: 'v1',
      RequestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    });
  });

  it('answers the sample request with the elements of the XML sample', async () => {
    const { body } = await environment.xml('CreateSecret', SAMPLE);
    expect(body).toMatch(
      new RegExp(`^<KMS><Arn>${ARN}</Arn><SecretName>mydbconninfo</SecretName><VersionId>v1</VersionId>`),
    );
    expect(body).toMatch(/<RequestId>[0-9a-f-]{36}<\/RequestId><\/KMS>$/);
  });

  it('keeps the sample in the first version, which is ACSCurrent', async () => {
    await environment.ok('CreateSecret', { ...SAMPLE, Description: 'mydbinfo', Tags: TAGS });
    expect(await environment.ok('GetSecretValue', { SecretName: 'mydbconninfo' })).toMatchObject({
      SecretData: SAMPLE.SecretData,
      SecretDataType: 'text',
      VersionId: 'v1',
      VersionStages: { VersionStage: ['ACSCurrent'] },
    });
    expect(await environment.ok('DescribeSecret', { SecretName: 'mydbconninfo', FetchTags: 'true' })).toMatchObject({
      Description: 'mydbinfo',
      Tags: { Tag: JSON.parse(TAGS) as object },
    });
  });
});

describe('the value of a new secret', () => {
  it('is sealed, while name, version and stage are kept in the clear', async () => {
    await environment.ok('CreateSecret', SAMPLE);
    const kept = await environment.services.secrets.findByName(VAULT, 'mydbconninfo');
    expect(kept).toMatchObject({ name: 'mydbconninfo', versions: [{ id: 'v1' }], labels: [{ versionId: 'v1' }] });
    expect(JSON.stringify(kept)).not.toContain('root');
    const sealed = await environment.services.secrets.readSealed(VAULT, kept?.id ?? '', 'v1');
    expect(Buffer.from(sealed ?? []).includes('root')).toBe(false);
  });

  it('is sealed by a key that the service makes where none is named', async () => {
    const keys = async (region: string) => environment.ok('ListKeys', { RegionId: region });
    expect(await keys('cn-hangzhou')).toMatchObject({ TotalCount: 0 });
    await environment.ok('CreateSecret', SAMPLE);
    await environment.ok('CreateSecret', { ...SAMPLE, SecretName: 'another' });
    const { Keys } = (await keys('cn-hangzhou')) as unknown as { Keys: { Key: { KeyId: string }[] } };
    expect(Keys.Key).toHaveLength(1);
    expect(await environment.ok('DescribeKey', { KeyId: Keys.Key[0]?.KeyId ?? '' })).toMatchObject({
      KeyMetadata: { KeyState: 'Enabled', KeySpec: 'Aliyun_AES_256' },
    });
    expect(await keys('cn-beijing')).toMatchObject({ TotalCount: 0 });
  });
});

const SAMPLES = {
  json: 'create-secret-page.test.ts › answers the sample request with the fields of the JSON sample',
  xml: 'create-secret-page.test.ts › answers the sample request with the elements of the XML sample',
  kept: 'create-secret-page.test.ts › keeps the sample in the first version, which is ACSCurrent',
};
const SEALED = 'create-secret-page.test.ts › is sealed, while name, version and stage are kept in the clear';
const DEFAULT_KEY = 'create-secret-page.test.ts › is sealed by a key that the service makes where none is named';
const MISSING = 'create-secret.test.ts › misses %s, absent or empty';
const LIMITS = 'create-secret.test.ts › takes %s up to its limit and no further';
const NAMED_KEY = 'create-secret.test.ts › is protected by the key that it names';
const SYMMETRIC = 'keys/key-states.test.ts › can be read only while the key works';
const TAGGED = 'create-secret.test.ts › keeps tags, up to twenty, and rejects those that are malformed';
const REPEATED =
  'create-secret.test.ts › rejects a name that exists, be the rest the same or not, unless the switch says otherwise';
const NOT_OURS = { untested: "it is about the vendor's web site" };
const FORMAT = { untested: 'it names the format of the sample that follows' };

describeSeedPage('aliyun-CreateSecret.md', new URL('./', import.meta.url), [
  ['调用CreateSecret接口创建凭据，并存入凭据的初始版本。', [SAMPLES.json, SAMPLES.kept]],
  ['您需要指定凭据名称、初始版本的凭据值和版本号。', [MISSING]],
  ['初始版本的状态被标记为ACSCurrent。', [SAMPLES.kept]],
  ['您可以指定一个对称密钥类型的用户主密钥作为保护凭据的加密密钥。', [NAMED_KEY]],
  ['当不指定CMK时，凭据管家将为您自动创建一个主密钥，用于默认加密您的阿里云账号在本地域创建的凭据。', [DEFAULT_KEY]],
  ['凭据管家加密每个版本的凭据值，凭据名称、版本号、版本的状态标记等元数据不会被加密。', [SEALED]],
  [
    '如果您指定主密钥，则需要同时具备相应主密钥的kms:GenerateDataKey权限，用于对凭据值进行加密。',
    { untested: 'policies are checked and not enforced (Gaps in the header of the dialect)' },
  ],
  ['您可以在OpenAPI Explorer中直接运行该接口，免去您计算签名的困扰。', NOT_OURS],
  ['运行成功后，OpenAPI Explorer可以自动生成SDK代码示例。', NOT_OURS],
  ['Action String 是 CreateSecret', ['requests.test.ts › rejects another version, or none, or no action']],
  ['要执行的操作，取值：CreateSecret。', ['requests.test.ts › rejects the action %s', SAMPLES.json]],
  ['SecretData String 是 {"user":"root","passwd":"****"}', [MISSING, SAMPLES.kept]],
  ['新创建凭据的凭据值。', [SAMPLES.kept]],
  ['凭据管家将其加密后，存入初始版本中。', [SEALED, SAMPLES.kept]],
  ['SecretName String 是 mydbconninfo', [MISSING, SAMPLES.json]],
  ['凭据名称。', [SAMPLES.json, LIMITS]],
  ['VersionId String 是 v1', [MISSING, SAMPLES.json]],
  ['初始版本的版本号。', [SAMPLES.kept]],
  ['凭据对象内版本号唯一。', ['versions.test.ts › rejects the same version with other data']],
  ['EncryptionKeyId String 否 00aa68af-2c02-4f68-95fe-3435d330****', [NAMED_KEY, SAMPLES.json]],
  ['用于加密保护凭据值的KMS主密钥的标识符。', [NAMED_KEY]],
  ['如果不指定，则凭据管家使用系统创建的密钥来加密保护凭据数据。', [DEFAULT_KEY]],
  ['说明： KMS主密钥必须是对称密钥。', [SYMMETRIC]],
  ['SecretDataType String 否 text', [LIMITS, SAMPLES.json]],
  ['凭据值类型。', ['read-secret.test.ts › answers the current version, its stages and the string as it was sent']],
  ['取值：', [LIMITS]],
  ['text', [SAMPLES.kept]],
  ['binary', ['read-secret.test.ts › answers the current version, its stages and the string as it was sent']],
  ['Description String 否 mydbinfo', [SAMPLES.kept, SAMPLES.json]],
  ['凭据的描述信息。', [SAMPLES.kept]],
  [
    String.raw`Tags String 否 [{\"TagKey\":\"key1\",\"TagValue\":\"val1\"},{\"TagKey\":\"key2\",\"TagValue\":\"val2\"}]`,
    [SAMPLES.kept, SAMPLES.json],
  ],
  ['凭据的标签。', [SAMPLES.kept, TAGGED]],
  ['Arn String acs:kms:test-1:127046163668****:secret/seret001', [SAMPLES.json, SAMPLES.xml]],
  [
    '阿里云资源名称。',
    ['read-secret.test.ts › is found where the ARN says, slashes in its name included, and shown by its name'],
  ],
  ['RequestId String 2c124f6f-4210-499f-b88a-69f54004d2d8', [SAMPLES.json, SAMPLES.xml]],
  ['请求ID。', [SAMPLES.json]],
  ['SecretName String mydbconninfo', [SAMPLES.json, SAMPLES.xml]],
  ['凭证名称。', [SAMPLES.json]],
  ['VersionId String v1', [SAMPLES.json, SAMPLES.xml]],
  ['幂等操作版本号。', [REPEATED]],
  ['请求示例', FORMAT],
  [
    'http(s)://[Endpoint]/?Action=CreateSecret &SecretData={"user":"root","passwd":"****"} &SecretDataType=text ' +
      '&SecretName=mydbconninfo &VersionId=v1 &<公共请求参数>',
    [SAMPLES.json, 'authentication.test.ts › verifies with everything in the query of a %s'],
  ],
  ['正常返回示例', FORMAT],
  ['XML 格式', ['encodings.test.ts › is XML for Format=%s, rejections of any step included']],
  [
    '<KMS> <Arn>acs:kms:test-1:127046163668****:secret/secret001</Arn> <SecretName>mydbconninfo</SecretName> ' +
      '<VersionId>v1</VersionId> <RequestId>2c124f6f-4210-499f-b88a-69f54004d2d8</RequestId> </KMS>',
    [SAMPLES.xml],
  ],
  ['JSON 格式', ['encodings.test.ts › is JSON for Format=%s']],
  [
    '{ "Arn": "acs:kms:test-1:127046163668****:secret/secret001", "SecretName": "mydbconninfo", "VersionId": "v1", ' +
      '"RequestId": "2c124f6f-4210-499f-b88a-69f54004d2d8" }',
    [SAMPLES.json],
  ],
  ['访问错误中心查看更多错误码。', NOT_OURS],
]);
