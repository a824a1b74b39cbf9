import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSecret } from '@dragoman/core';

import { type Params, type Environment, newEnvironment } from './environment.ts';
import { json, accounts, RDS, DOUBLE } from './managed-secret-data.ts';
import { ECS, ECS_CONFIG, POLAR, POLAR_CONFIG, RAM, REDIS, REDIS_CONFIG, SSH } from './managed-secrets-given.ts';

const UNSUPPORTED = '400 UnsupportedOperation This action is not supported.';
const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';
const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

async function value(SecretName: string, params: Params = {}): Promise<unknown> {
  const { SecretData } = await environment.ok('GetSecretValue', { SecretName, ...params });
  return JSON.parse(SecretData as string);
}

describe('a managed secret', () => {
  it.each([
    ['Rds', RDS],
    ['Redis', REDIS],
    ['PolarDB', POLAR],
    ['ECS', ECS],
  ])('of type %s shows what belongs to its type', async (type, given) => {
    const managed = {
      AutomaticRotation: 'Disabled',
      ExtendedConfig: given.ExtendedConfig.replace(/}$/, ',"CustomData":{}}'),
    };
    const Arn = `acs:kms:cn-hangzhou:1000000000000001:secret/${given.SecretName}`;
    expect(await environment.ok('CreateSecret', given)).toEqual({
      Arn,
      SecretName: given.SecretName,
      VersionId: 'v1',
      SecretType: type,
      ...managed,
      RequestId: expect.any(String),
    });
    expect(await environment.ok('DescribeSecret', given)).toMatchObject({ SecretType: type, ...managed });
    const read = await environment.ok('GetSecretValue', { SecretName: given.SecretName });
    expect(read).toMatchObject({ SecretType: type, SecretDataType: 'text', AutomaticRotation: 'Disabled' });
    expect(read).not.toHaveProperty('ExtendedConfig');
    expect(
      await environment.ok('GetSecretValue', { SecretName: given.SecretName, FetchExtendedConfig: 'true' }),
    ).toMatchObject(managed);
    expect(
      await environment.ok('ListSecrets', { Filters: json([{ Key: 'SecretType', Values: [type] }]) }),
    ).toMatchObject({
      TotalCount: 1,
      SecretList: { Secret: [{ SecretType: type }] },
    });
    expect(
      await environment.ok('ListSecrets', { Filters: '[{"Key":"SecretType","Values":["Generic"]}]' }),
    ).toMatchObject({
      TotalCount: 0,
    });
  });

  it('flattens its value', async () => {
    await environment.ok('CreateSecret', RDS);
    expect(await value('rds')).toEqual({ AccountName: 'user', AccountPassword: 'pw-user' });
    await environment.ok('CreateSecret', REDIS);
    expect(await value('redis')).toEqual({
      AccountName: 'u',
      AccountPassword: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
    await environment.ok('CreateSecret', {
      ...POLAR,
      ExtendedConfig: json({ ...POLAR_CONFIG, CloneAccountName: 'c' }),
    });
    expect(await value('polar')).toEqual({
      AccountName: 'u',
      AccountPassword: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
    expect(await environment.ok('CreateSecret', RAM)).toMatchObject({
      SecretName: 'acs/ram/user/alice',
      Arn: expect.stringMatching(/secret\/acs\/ram\/user\/alice$/),
    });
    expect(await value('acs/ram/user/alice')).toEqual({
      AccessKeyId: 'id',
      AccessKeySecret: 'sk',
      GenerateTimestamp: '2026-11-22T00:50:31Z',
    });
    await environment.ok('CreateSecret', ECS);
    expect(await value('acs/ecs/web')).toEqual({ UserName: 'root', Password: 'p' });
    await environment.ok('CreateSecret', { ...SSH, SecretName: 'acs/ecs/ssh' });
    expect(await value('acs/ecs/ssh')).toEqual({ UserName: 'root', PublicKey: 'ssh-rsa', PrivateKey: 'pem' });
  });

  it('ignores the version that is asked for', async () => {
    await environment.ok('CreateSecret', RDS);
    expect(await environment.ok('GetSecretValue', { SecretName: 'rds', VersionId: 'nope' })).toMatchObject({
      VersionId: 'v1',
    });
    expect(await environment.rejected('GetSecretValue', { SecretName: 'rds', VersionStage: 'ACSPrevious' })).toBe(
      NOT_FOUND,
    );
    expect(await environment.rejected('GetSecretValue', { SecretName: 'nope', VersionId: 'v1' })).toBe(NOT_FOUND);
  });

  it.each<[string, Params, Params]>([
    ['SecretName', RDS, { SecretName: 'acs/x' }],
    ['SecretName', REDIS, { SecretName: 'acs/x' }],
    ['SecretName', RAM, { SecretName: 'alice' }],
    ['SecretName', ECS, { SecretName: 'web' }],
    ['SecretName', ECS, { SecretName: 'acs/ecs/' }],
    ['SecretName', ECS, { SecretName: 'acs/ecs/a b' }],
    ['SecretName', ECS, { SecretName: `acs/ecs/${'n'.repeat(185)}` }],
    ['SecretDataType', RDS, { SecretDataType: 'binary' }],
    ['SecretData', RDS, { SecretData: 'x' }],
    ['SecretData', RDS, { SecretData: '{"Accounts":[]}' }],
    ['SecretData', RDS, { SecretData: '{"Accounts":[{"AccountName":"a"}]}' }],
    ['SecretData', RDS, { SecretData: accounts('a', 'b') }],
    ['SecretData', DOUBLE, { SecretData: accounts('a', 'b', 'c') }],
    ['SecretData', REDIS, { SecretData: '{}' }],
    ['SecretData', RAM, { SecretData: '{"AccessKeys":[{"AccessKeyId":"a"}]}' }],
    ['SecretData', ECS, { SecretData: '{"UserName":"root"}' }],
    ['SecretData', SSH, { SecretData: '{"UserName":"root","Password":"p"}' }],
    ['ExtendedConfig', RDS, { ExtendedConfig: 'x' }],
    ['ExtendedConfig', RDS, { ExtendedConfig: '[]' }],
    ['ExtendedConfig', RDS, { ExtendedConfig: '{"SecretSubType":"SingleUser"}' }],
    ['ExtendedConfig', RDS, { ExtendedConfig: '{"SecretSubType":"Other","DBInstanceId":"x"}' }],
    ['ExtendedConfig', RDS, { ExtendedConfig: '{"SecretSubType":"SingleUser","DBInstanceId":"x","CustomData":1}' }],
    [
      'ExtendedConfig',
      RDS,
      {
        ExtendedConfig: json({
          SecretSubType: 'SingleUser',
          DBInstanceId: 'x',
          CustomData: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`k${at}`, 'v'])),
        }),
      },
    ],
    ['ExtendedConfig', RDS, { ExtendedConfig: json({ SecretSubType: 'SingleUser', DBInstanceId: 'x'.repeat(1024) }) }],
    ['ExtendedConfig', REDIS, { ExtendedConfig: json({ ...REDIS_CONFIG, CloneAccountName: 'other' }) }],
    ['ExtendedConfig', REDIS, { ExtendedConfig: json({ ...REDIS_CONFIG, SecretSubType: 'SingleUser' }) }],
    ['ExtendedConfig', POLAR, { ExtendedConfig: json({ ...POLAR_CONFIG, DBType: 'Oracle' }) }],
    ['ExtendedConfig', POLAR, { ExtendedConfig: json({ ...POLAR_CONFIG, AccountType: 'Super' }) }],
    ['ExtendedConfig', POLAR, { ExtendedConfig: json({ ...POLAR_CONFIG, DBName: 1 }) }],
    ['ExtendedConfig', ECS, { ExtendedConfig: json({ ...ECS_CONFIG, InstanceId: '' }) }],
    ['RotationInterval', RDS, { EnableAutomaticRotation: 'true', RotationInterval: '5h' }],
    ['RotationInterval', RDS, { EnableAutomaticRotation: 'true', RotationInterval: '21599s' }],
    ['RotationInterval', RDS, { EnableAutomaticRotation: 'true', RotationInterval: '366d' }],
  ])('rejects %s of %j with %j', async (name, given, change) => {
    expect(await environment.rejected('CreateSecret', { ...given, ...change })).toBe(invalid(name));
  });

  it('takes what is just within its limits', async () => {
    const config = {
      SecretSubType: 'SingleUser',
      DBInstanceId: '',
      CustomData: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`k${at}`, 'v'])),
    };
    const room = 1024 - JSON.stringify(config).length;
    await environment.ok('CreateSecret', {
      ...RDS,
      ExtendedConfig: json({ ...config, DBInstanceId: 'x'.repeat(room) }),
    });
    await environment.ok('CreateSecret', { ...ECS, SecretName: `acs/ecs/${'n'.repeat(184)}` });
    await environment.ok('CreateSecret', {
      ...RDS,
      SecretName: 'six',
      EnableAutomaticRotation: 'true',
      RotationInterval: '6h',
    });
    await environment.ok('CreateSecret', {
      ...RDS,
      SecretName: 'year',
      EnableAutomaticRotation: 'true',
      RotationInterval: '8760h',
    });
  });

  it('misses ExtendedConfig, and RotationInterval when it is to rotate', async () => {
    expect(await environment.rejected('CreateSecret', { ...RDS, ExtendedConfig: '' })).toBe(missing('ExtendedConfig'));
    expect(await environment.rejected('CreateSecret', { ...RDS, EnableAutomaticRotation: 'true' })).toBe(
      missing('RotationInterval'),
    );
    expect(
      await environment.ok('CreateSecret', { ...RDS, EnableAutomaticRotation: 'false', RotationInterval: '1h' }),
    ).toMatchObject({ AutomaticRotation: 'Disabled' });
  });

  it('gets other CustomData', async () => {
    await environment.ok('CreateSecret', RDS);
    await environment.ok('UpdateSecret', { SecretName: 'rds', 'ExtendedConfig.CustomData': '{"a":"b"}' });
    expect(await environment.ok('DescribeSecret', RDS)).toMatchObject({
      ExtendedConfig: '{"SecretSubType":"SingleUser","DBInstanceId":"rm-1","CustomData":{"a":"b"}}',
    });
    for (const data of [
      'x',
      '[]',
      json(Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`k${at}`, 'v']))),
      json({ a: 'x'.repeat(1024) }),
    ]) {
      expect(await environment.rejected('UpdateSecret', { SecretName: 'rds', 'ExtendedConfig.CustomData': data })).toBe(
        invalid('ExtendedConfig.CustomData'),
      );
    }
    expect(await environment.rejected('UpdateSecret', { SecretName: 'nope', 'ExtendedConfig.CustomData': '{}' })).toBe(
      NOT_FOUND,
    );
  });

  it('takes no value and no stage by hand, and a generic one does not rotate', async () => {
    await environment.ok('CreateSecret', RDS);
    expect(await environment.rejected('PutSecretValue', { SecretName: 'rds', VersionId: 'v2', SecretData: 'x' })).toBe(
      UNSUPPORTED,
    );
    expect(
      await environment.rejected('UpdateSecretVersionStage', {
        SecretName: 'rds',
        VersionStage: 'x',
        MoveToVersion: 'v1',
      }),
    ).toBe(UNSUPPORTED);
    await environment.ok('CreateSecret', {
      SecretName: 'g',
      VersionId: 'v1',
      SecretData: 'x',
      EnableAutomaticRotation: 'true',
      RotationInterval: '7d',
    });
    expect(await environment.rejected('RotateSecret', { SecretName: 'g', VersionId: 'v2' })).toBe(UNSUPPORTED);
    expect(
      await environment.rejected('UpdateSecretRotationPolicy', { SecretName: 'g', EnableAutomaticRotation: 'false' }),
    ).toBe(UNSUPPORTED);
    expect(await environment.ok('DescribeSecret', { SecretName: 'g' })).not.toHaveProperty('AutomaticRotation');
  });

  it('has custom data, which a generic one does not take', async () => {
    await environment.ok('CreateSecret', { SecretName: 'g', VersionId: 'v1', SecretData: 'x' });
    const customData = { 'ExtendedConfig.CustomData': '{"DBName":"app1"}' };
    expect(await environment.rejected('UpdateSecret', { SecretName: 'g', Description: 'd', ...customData })).toBe(
      invalid('ExtendedConfig.CustomData'),
    );
    expect(await environment.ok('DescribeSecret', { SecretName: 'g' })).not.toMatchObject({ Description: 'd' });
  });

  it('shows a value of another shape as it is', async () => {
    await createSecret(environment.services, {
      vault: 'aliyun:1000000000000001/cn-hangzhou',
      name: 'odd',
      actor: 'a',
      value: { type: 'text', data: 'plain' },
      versionId: null,
      description: null,
      keyId: null,
      tags: [],
      attributes: { aliyun: { secret_type: 'Rds' } },
      limits: { maxSecrets: null, caselessName: false },
    });
    expect(await environment.ok('GetSecretValue', { SecretName: 'odd', FetchExtendedConfig: 'true' })).toMatchObject({
      SecretData: 'plain',
      SecretType: 'Rds',
      ExtendedConfig: '{}',
    });
    expect(await environment.rejected('RotateSecret', { SecretName: 'odd', VersionId: 'v2' })).toBe(UNSUPPORTED);
  });
});
