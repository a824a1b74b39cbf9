import { beforeEach, describe, expect, it } from '@jest/globals';

import { CHARACTERS } from '@dragoman/core';

import { type Params, type Environment, commonV1, form, json, newEnvironment, signedV1 } from './environment.ts';

const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';
const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;
const POLICY =
  '{"Version":"1","Statement":[{"Effect":"Allow","Principal":{"RAM":"acs:ram::1:root"},"Action"' +
  ':"kms:*","Resource":"*"}]}';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'one' });
});

describe('SetSecretPolicy and GetSecretPolicy', () => {
  it('show the default policy until another is set, then that text as it was sent', async () => {
    expect(await environment.ok('GetSecretPolicy', { SecretName: 's' })).toEqual({
      Policy:
        '{"Version":"1","Statement":[{"Sid":"kms default secret policy","Effect":"Allow","Principal"' +
        ':{"RAM":["acs:ram::1000000000000001:*"]},"Action":["kms:*"],"Resource":["*"]}]}',
      RequestId: expect.any(String),
    });
    expect(
      await environment.ok('SetSecretPolicy', { SecretName: 's', Policy: ` ${POLICY}`, PolicyName: 'default' }),
    ).toEqual({ RequestId: expect.any(String) });
    expect(await environment.ok('GetSecretPolicy', { SecretName: 's', PolicyName: 'default' })).toMatchObject({
      Policy: ` ${POLICY}`,
    });
    await environment.ok('CreateSecret', { SecretName: 't', VersionId: 'v1', SecretData: 'x', Policy: POLICY });
    expect(await environment.ok('GetSecretPolicy', { SecretName: 't' })).toMatchObject({ Policy: POLICY });
  });

  it('take 32,768 bytes and not one more', async () => {
    await environment.ok('SetSecretPolicy', { SecretName: 's', Policy: POLICY.padEnd(32_768) });
    expect(await environment.rejected('SetSecretPolicy', { SecretName: 's', Policy: POLICY.padEnd(32_769) })).toBe(
      invalid('Policy'),
    );
  });

  it('reject what misses, is malformed or unknown, and a change in the deletion window', async () => {
    expect(await environment.rejected('SetSecretPolicy', { SecretName: 's' })).toBe(missing('Policy'));
    expect(await environment.rejected('SetSecretPolicy', { Policy: POLICY })).toBe(missing('SecretName'));
    expect(await environment.rejected('SetSecretPolicy', { SecretName: 's', Policy: '{}' })).toBe(invalid('Policy'));
    expect(await environment.rejected('SetSecretPolicy', { SecretName: 'nope', Policy: POLICY })).toBe(NOT_FOUND);
    expect(await environment.rejected('GetSecretPolicy')).toBe(missing('SecretName'));
    expect(await environment.rejected('GetSecretPolicy', { SecretName: 'nope' })).toBe(NOT_FOUND);
    for (const action of ['SetSecretPolicy', 'GetSecretPolicy']) {
      expect(await environment.rejected(action, { SecretName: 's', Policy: POLICY, PolicyName: 'other' })).toBe(
        invalid('PolicyName'),
      );
    }
    await environment.ok('DeleteSecret', { SecretName: 's' });
    expect(await environment.rejected('SetSecretPolicy', { SecretName: 's', Policy: POLICY })).toMatch(
      /^409 Rejected.ResourceInDeleteWindow/,
    );
  });

  it('are set with POST alone', async () => {
    const params = signedV1('GET', {
      ...commonV1('SetSecretPolicy', '2026-11-22T00:50:31Z'),
      SecretName: 's',
      Policy: POLICY,
    });
    expect(json(await environment.send('GET', `/?${form(params)}`))).toMatchObject({
      HttpStatus: 403,
      Code: 'UnsupportedHTTPMethod',
    });
  });
});

describe('GetRandomPassword', () => {
  const password = async (params: Params = {}): Promise<string> =>
    (await environment.ok('GetRandomPassword', params))['RandomPassword'] as string;
  const has = (text: string, characters: string) =>
    Array.from(characters).some((character) => text.includes(character));

  it('is 32 characters with all four kinds, and never the same', async () => {
    const made = await password();
    expect(made).toMatch(/^[!-~]{32}$/);
    const { lowercase, uppercase, digits, punctuation } = CHARACTERS;
    expect([lowercase, uppercase, digits, punctuation].map((kind) => has(made, kind))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(await password()).not.toBe(made);
  });

  it.each(['8', '9', '10', '99', '100', '128'])('has a length of %s', async (PasswordLength) => {
    expect(await password({ PasswordLength })).toHaveLength(Number(PasswordLength));
  });

  it('leaves out what is excluded', async () => {
    expect(
      await password({
        PasswordLength: '128',
        ExcludeLowercase: 'true',
        ExcludeUppercase: 'True',
        ExcludePunctuation: 'true',
        ExcludeCharacters: '13579',
      }),
    ).toMatch(/^[02468]{128}$/);
    expect(await password({ PasswordLength: '128', ExcludeNumbers: 'true', RequireEachIncludedType: 'false' })).toMatch(
      /^\D{128}$/,
    );
    expect(await password({ ExcludeCharacters: '' })).toHaveLength(32);
  });

  it('rejects lengths and characters that are none, and to leave nothing', async () => {
    for (const PasswordLength of ['7', '129', '0', '-8', '8.0', 'x', '1000'])
      expect(await environment.rejected('GetRandomPassword', { PasswordLength })).toBe(invalid('PasswordLength'));
    for (const ExcludeCharacters of [' ', 'é', 'a\n'])
      expect(await environment.rejected('GetRandomPassword', { ExcludeCharacters })).toBe(invalid('ExcludeCharacters'));
    for (const flag of [
      'ExcludeLowercase',
      'ExcludeUppercase',
      'ExcludeNumbers',
      'ExcludePunctuation',
      'RequireEachIncludedType',
    ]) {
      expect(await environment.rejected('GetRandomPassword', { [flag]: '1' })).toBe(invalid(flag));
    }
    const nothing = {
      ExcludeLowercase: 'true',
      ExcludeUppercase: 'true',
      ExcludeNumbers: 'true',
      ExcludePunctuation: 'true',
    };
    expect(await environment.rejected('GetRandomPassword', nothing)).toBe(
      '400 InvalidParameter The specified parameter is not valid.',
    );
  });
});

describe('BatchGetSecretValue', () => {
  it('reads what it can and says of the rest why not', async () => {
    await environment.ok('PutSecretValue', { SecretName: 's', VersionId: 'v2', SecretData: 'two' });
    const SecretsList = JSON.stringify([
      { SecretName: 's' },
      { SecretName: 'nope' },
      { SecretName: 's', VersionId: 'v1', FetchExtendedConfig: 'true' },
      { SecretName: 's', VersionStage: 'x' },
    ]);
    const value = {
      SecretName: 's',
      SecretType: 'Generic',
      SecretDataType: 'text',
      CreateTime: expect.any(String),
      RequestId: expect.any(String),
    };
    const error = { Code: 'Forbidden.ResourceNotFound', HttpStatus: 404, Message: 'Resource not found.' };
    expect(await environment.ok('BatchGetSecretValue', { SecretsList })).toEqual({
      SecretValues: [
        { ...value, VersionId: 'v2', SecretData: 'two', VersionStages: { VersionStage: ['ACSCurrent'] } },
        { ...value, VersionId: 'v1', SecretData: 'one', VersionStages: { VersionStage: ['ACSPrevious'] } },
      ],
      Errors: [
        { SecretName: 'nope', ...error },
        { SecretName: 's', ...error },
      ],
      RequestId: expect.any(String),
    });
    expect((await environment.xml('BatchGetSecretValue', { SecretsList })).body).toMatch(
      /^<KMS>(<SecretValues><SecretName>s.*?<\/SecretValues>){2}(<Errors><SecretName>.*?<\/Errors>){2}<RequestId>/,
    );
  });

  it('takes one to twenty entries', async () => {
    const entries = (count: number) => JSON.stringify(Array.from({ length: count }, () => ({ SecretName: 's' })));
    expect((await environment.ok('BatchGetSecretValue', { SecretsList: entries(20) }))['SecretValues']).toHaveLength(
      20,
    );
    expect(await environment.rejected('BatchGetSecretValue')).toBe(missing('SecretsList'));
    for (const SecretsList of [
      entries(21),
      '[]',
      'x',
      '{}',
      '["s"]',
      '[{}]',
      '[{"SecretName":1}]',
      '[{"SecretName":""}]',
      '[{"SecretName":"s","VersionId":1}]',
      '[{"SecretName":"s","FetchExtendedConfig":"x"}]',
    ]) {
      expect(await environment.rejected('BatchGetSecretValue', { SecretsList })).toBe(invalid('SecretsList'));
    }
  });

  it('fails as a whole only by a fault', async () => {
    environment.services.secrets.findByName = async () => {
      throw new Error('the disk is gone');
    };
    expect(await environment.rejected('BatchGetSecretValue', { SecretsList: '[{"SecretName":"s"}]' })).toBe(
      '500 InternalFailure Internal Failure.',
    );
  });
});

describe('the service', () => {
  it('has its regions, is open, and cannot be opened again', async () => {
    const { Regions } = (await environment.ok('DescribeRegions')) as { Regions: { Region: { RegionId: string }[] } };
    expect(Regions.Region).toHaveLength(36);
    expect(Regions.Region).toContainEqual({ RegionId: 'cn-hangzhou' });
    expect(await environment.ok('DescribeAccountKmsStatus')).toEqual({
      AccountStatus: 'Enabled',
      RequestId: expect.any(String),
    });
    expect((await environment.xml('DescribeRegions')).body).toMatch(
      /^<KMS><Regions><Region><RegionId>cn-qingdao<\/RegionId><\/Region><Region>/,
    );
    expect(await environment.rejected('OpenKmsService')).toBe('400 Forbidden.Opened Your kms service has been opened.');
  });
});
