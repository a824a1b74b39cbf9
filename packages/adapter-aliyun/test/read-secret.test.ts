import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSecret, credentialToText } from '@dragoman/core';

import { type Environment, newEnvironment } from './environment.ts';

const ARN = 'acs:kms:cn-hangzhou:1000000000000001:secret/';
const VAULT = 'aliyun:1000000000000001/cn-hangzhou';
const NEW = { SecretName: 'db', VersionId: 'v1', SecretData: 'one' };
const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';
const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

describe('GetSecretValue', () => {
  it('answers the current version, its stages and the string as it was sent', async () => {
    await environment.ok('CreateSecret', { ...NEW, SecretData: ' \r\n{"a":"中𝄞"}', SecretDataType: 'binary' });
    expect(await environment.ok('GetSecretValue', { SecretName: 'db', FetchExtendedConfig: 'true' })).toEqual({
      SecretName: 'db',
      SecretType: 'Generic',
      VersionId: 'v1',
      SecretData: ' \r\n{"a":"中𝄞"}',
      SecretDataType: 'binary',
      CreateTime: '2026-11-22T00:50:31Z',
      VersionStages: { VersionStage: ['ACSCurrent'] },
      RequestId: expect.any(String),
    });
  });

  it('selects by version, by stage, or by both when they agree', async () => {
    await environment.ok('CreateSecret', NEW);
    await environment.ok('PutSecretValue', { ...NEW, VersionId: 'v2', SecretData: 'two' });
    const read = async (selector: Record<string, string>) =>
      (await environment.ok('GetSecretValue', { SecretName: 'db', ...selector }))['SecretData'];
    expect(await read({})).toBe('two');
    expect(await read({ VersionId: 'v1' })).toBe('one');
    expect(await read({ VersionStage: 'ACSPrevious' })).toBe('one');
    expect(await read({ VersionStage: 'ACSPrevious', VersionId: 'v1' })).toBe('one');
    for (const selector of [{ VersionId: 'v9' }, { VersionStage: 'none' }]) {
      expect(await environment.rejected('GetSecretValue', { SecretName: 'db', ...selector })).toBe(NOT_FOUND);
    }
    expect(
      await environment.rejected('GetSecretValue', { SecretName: 'db', VersionStage: 'ACSPrevious', VersionId: 'v2' }),
    ).toBe(NOT_FOUND);
  });

  it('rejects what is missing, malformed or unknown', async () => {
    expect(await environment.rejected('GetSecretValue')).toBe(missing('SecretName'));
    expect(await environment.rejected('GetSecretValue', { SecretName: 'nope' })).toBe(NOT_FOUND);
    for (const [name, value] of [
      ['FetchExtendedConfig', '1'],
      ['DryRun', 'x'],
      ['VersionId', 'v'.repeat(65)],
      ['VersionStage', 's'.repeat(65)],
    ] as const) {
      expect(await environment.rejected('GetSecretValue', { SecretName: 'db', [name]: value })).toBe(invalid(name));
    }
  });

  it('only says with DryRun whether it would have worked', async () => {
    await environment.ok('CreateSecret', NEW);
    expect(await environment.rejected('GetSecretValue', { SecretName: 'db', DryRun: 'true' })).toMatch(
      /^400 DryRunOperationError /,
    );
    expect(await environment.rejected('GetSecretValue', { SecretName: 'nope', DryRun: 'true' })).toMatch(
      /^400 ValidationError /,
    );
    expect(await environment.rejected('GetSecretValue', { DryRun: 'true' })).toMatch(/^400 ValidationError /);
    expect(await environment.ok('GetSecretValue', { SecretName: 'db', DryRun: 'false' })).toMatchObject({
      SecretData: 'one',
    });
    const elsewhere = await newEnvironment({ services: environment.services, addresses: [] });
    expect(await elsewhere.rejected('GetSecretValue', { SecretName: 'db', DryRun: 'true' })).toMatch(
      /^403 AccessDeniedError /,
    );
    expect(
      await elsewhere.rejected('GetSecretValue', { SecretName: 'db', DryRun: 'true', SignatureVersion: '2.0' }),
    ).toBe(invalid('SignatureVersion'));
  });
});

describe('a secret named by its ARN', () => {
  it('is found where the ARN says, slashes in its name included, and shown by its name', async () => {
    await environment.ok('CreateSecret', { ...NEW, SecretName: 'a/secret/b' });
    const SecretName = `${ARN}a/secret/b`;
    expect(await environment.ok('GetSecretValue', { SecretName })).toMatchObject({ SecretName: 'a/secret/b' });
    expect(await environment.ok('PutSecretValue', { SecretName, VersionId: 'v2', SecretData: 'x' })).toMatchObject({
      SecretName: 'a/secret/b',
    });
    expect(await environment.ok('DescribeSecret', { SecretName })).toMatchObject({ Arn: SecretName });
    expect(
      await environment.rejected('GetSecretValue', { SecretName: SecretName.replace('hangzhou', 'beijing') }),
    ).toBe(NOT_FOUND);
    expect(await environment.rejected('GetSecretValue', { SecretName: SecretName.replace('0001', '0002') })).toBe(
      NOT_FOUND,
    );
  });
});

describe('DescribeSecret and UpdateSecret', () => {
  it('show what describes a secret, without the service’s own key', async () => {
    await environment.ok('CreateSecret', NEW);
    expect(await environment.ok('DescribeSecret', { SecretName: 'db' })).toEqual({
      Arn: `${ARN}db`,
      SecretName: 'db',
      SecretType: 'Generic',
      Description: '',
      CreateTime: '2026-11-22T00:50:31Z',
      UpdateTime: '2026-11-22T00:50:31Z',
      RequestId: expect.any(String),
    });
    expect(await environment.ok('DescribeSecret', { SecretName: 'db', FetchTags: 'true' })).toMatchObject({
      Tags: { Tag: [] },
    });
    expect(await environment.rejected('DescribeSecret', { SecretName: 'nope' })).toBe(NOT_FOUND);
    expect(await environment.rejected('DescribeSecret', { SecretName: 'db', FetchTags: 'x' })).toBe(
      invalid('FetchTags'),
    );
  });

  it('change the description, to nothing too, and the time of change', async () => {
    await environment.ok('CreateSecret', { ...NEW, Description: 'before' });
    environment.services.advance(60_000);
    expect(await environment.ok('UpdateSecret', { SecretName: 'db', Description: 'after' })).toEqual({
      SecretName: 'db',
      RequestId: expect.any(String),
    });
    expect(await environment.ok('DescribeSecret', NEW)).toMatchObject({
      Description: 'after',
      CreateTime: '2026-11-22T00:50:31Z',
      UpdateTime: '2026-11-22T00:51:31Z',
    });
    await environment.ok('UpdateSecret', { SecretName: 'db', Description: '' });
    expect(await environment.ok('DescribeSecret', NEW)).toMatchObject({ Description: '' });
    expect(await environment.rejected('UpdateSecret', { SecretName: 'nope' })).toBe(NOT_FOUND);
  });
});

describe('a secret made through another door', () => {
  it('is shown as it is stored, with what is absent at its default', async () => {
    const data = credentialToText({ type: 'PASSWORD', slots: { password: 'p' } });
    const name = 'my credential: 1';
    await createSecret(environment.services, {
      vault: VAULT,
      name,
      actor: 'admin',
      value: { type: 'text', data },
      versionId: null,
      description: null,
      keyId: null,
      tags: [{ key: 'a b', value: '!' }],
      attributes: { huawei: { enterprise_project_id: '0' } },
      limits: { maxSecrets: null, caselessName: true },
    });
    expect(await environment.ok('GetSecretValue', { SecretName: name })).toMatchObject({
      SecretName: name,
      SecretData: data,
      SecretType: 'Generic',
      VersionId: 'v1',
    });
    expect(await environment.ok('DescribeSecret', { SecretName: name, FetchTags: 'true' })).toMatchObject({
      Description: '',
      Tags: { Tag: [{ TagKey: 'a b', TagValue: '!' }] },
    });
    const Filters = JSON.stringify([{ Key: 'Description', Values: ['x'] }]);
    expect(await environment.ok('ListSecrets', { Filters })).toMatchObject({ TotalCount: 0 });
    expect(await environment.ok('ListSecrets')).toMatchObject({
      TotalCount: 1,
      SecretList: { Secret: [{ SecretName: name }] },
    });
  });
});
