import { describe, expect, it } from '@jest/globals';

import { allOperations } from '../src/apis.ts';
import { createRole } from '../src/ram/roles.ts';
import { type Environment, json, newEnvironment } from './environment.ts';
import { callerWith, sessionOf } from './permissions-environment.ts';

const ACCOUNT = '1000000000000001';

function policy(Action: string | string[], Resource: string | string[] = '*') {
  return { Version: '1', Statement: [{ Effect: 'Allow', Action, Resource }] };
}

function denying(user: string, Action: string): string {
  const Principal = { RAM: [`acs:ram::${ACCOUNT}:user/${user}`] };
  return JSON.stringify({ Version: '1', Statement: [{ Effect: 'Deny', Principal, Action, Resource: '*' }] });
}

async function withSecret(environment: Environment, SecretName: string, params = {}): Promise<void> {
  await environment.ok('CreateSecret', {
    SecretName,
    VersionId: 'v1',
    SecretData: `value of ${SecretName}`,
    ...params,
  });
}

async function newKey(environment: Environment): Promise<string> {
  return ((await environment.ok('CreateKey'))['KeyMetadata'] as { readonly KeyId: string }).KeyId;
}

describe('permissions', () => {
  it('are said by every operation', () => {
    expect(allOperations.filter((operation) => !('checks' in operation))).toEqual([]);
  });

  it('are answered in XML as in JSON', async () => {
    const environment = await newEnvironment();
    const ci = await callerWith(environment, 'ci', { policies: [] });
    const answer = await ci.call('GetSecretValue', { SecretName: 'db', Format: 'XML' });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatch(
      /<Code>Forbidden.NoPermission<.*<AccessDeniedDetail><PolicyType>AccountLevelIdentityBasedPolicy<.*<\/AccessDeniedDetail>/,
    );
  });

  it('are asked for each name of a batch', async () => {
    const environment = await newEnvironment();
    await withSecret(environment, 'a');
    await withSecret(environment, 'b');
    const ci = await callerWith(environment, 'ci', {
      policies: [policy('kms:GetSecretValue', 'acs:kms:*:*:secret/a')],
    });
    const SecretsList = JSON.stringify([{ SecretName: 'a' }, { SecretName: 'b' }]);
    expect(json(await ci.call('BatchGetSecretValue', { SecretsList }))).toMatchObject({
      SecretValues: [{ SecretName: 'a', SecretData: 'value of a' }],
      Errors: [{ SecretName: 'b', Code: 'Forbidden.NoPermission', HttpStatus: 403 }],
    });
  });

  it('of the key stand beside those of the secret', async () => {
    const environment = await newEnvironment();
    const key = await newKey(environment);
    await withSecret(environment, 's', { EncryptionKeyId: key });
    const reader = await callerWith(environment, 'reader', { policies: [policy('kms:GetSecretValue')] });
    expect(json(await reader.call('GetSecretValue', { SecretName: 's' }))).toMatchObject({
      Code: 'Forbidden.NoPermission',
      Message: `This operation for ${key} is forbidden by permission system.`,
      AccessDeniedDetail: { AuthAction: 'kms:Decrypt' },
    });
    const both = await callerWith(environment, 'both', {
      policies: [policy('kms:GetSecretValue'), policy('kms:Decrypt', `acs:kms:*:*:key/${key}`)],
    });
    expect((await both.call('GetSecretValue', { SecretName: 's' })).status).toBe(200);
    expect(environment.outcomes.at(-1)?.checks).toHaveLength(2);
  });

  it('of whoever states none are nobody’s business, but for what a policy denies', async () => {
    const environment = await newEnvironment();
    const key = await newKey(environment);
    await withSecret(environment, 'open');
    await withSecret(environment, 'closed');
    await withSecret(environment, 'locked', { EncryptionKeyId: key });
    await environment.ok('SetSecretPolicy', { SecretName: 'closed', Policy: denying('tester', 'kms:*') });
    await environment.ok('SetKeyPolicy', { KeyId: key, Policy: denying('tester', 'kms:Decrypt') });
    expect((await environment.v1('GetSecretValue', { SecretName: 'open' })).status).toBe(200);
    expect(environment.outcomes.at(-1)?.checks).toBeNull();
    const forbidden = expect.stringContaining('403 Forbidden.NoPermission');
    expect(await environment.rejected('GetSecretValue', { SecretName: 'closed' })).toEqual(forbidden);
    expect(await environment.rejected('GetSecretValue', { SecretName: 'locked' })).toEqual(forbidden);
    expect(await environment.rejected('DeleteSecret', { SecretName: 'closed' })).toEqual(forbidden);
    // Its own policy is not decided by it, so that nobody is locked out.
    await environment.ok('SetSecretPolicy', { SecretName: 'closed', Policy: denying('nobody', 'kms:*') });
    await environment.ok('GetSecretValue', { SecretName: 'closed' });
  });

  it('of a policy that comes with a new secret or key are as those of one that is set', async () => {
    const environment = await newEnvironment();
    await withSecret(environment, 'closed', { Policy: denying('tester', 'kms:GetSecretValue') });
    const forbidden = expect.stringContaining('403 Forbidden.NoPermission');
    expect(await environment.rejected('GetSecretValue', { SecretName: 'closed' })).toEqual(forbidden);
    const created = await environment.ok('CreateKey', { Policy: denying('tester', 'kms:Encrypt') });
    const { KeyId } = created['KeyMetadata'] as { readonly KeyId: string };
    expect(await environment.rejected('Encrypt', { KeyId, Plaintext: 'aGk=' })).toEqual(forbidden);
    await environment.ok('DescribeKey', { KeyId });
  });

  it('observed reject nothing, and record what everybody needs', async () => {
    const environment = await newEnvironment({ permissions: 'observe' });
    await withSecret(environment, 's');
    const ci = await callerWith(environment, 'ci', { policies: [] });
    expect((await ci.call('GetSecretValue', { SecretName: 's' })).status).toBe(200);
    expect(environment.outcomes.at(-1)?.checks).toMatchObject([{ outcome: 'implicit-deny' }]);
    await environment.ok('GetSecretValue', { SecretName: 's' });
    expect(environment.outcomes.at(-1)?.checks).toMatchObject([
      { check: { action: 'kms:GetSecretValue' }, outcome: 'allowed', by: null },
    ]);
  });

  it('switched off are not looked at', async () => {
    const environment = await newEnvironment({ permissions: 'off' });
    await withSecret(environment, 's');
    const ci = await callerWith(environment, 'ci', { policies: [] });
    expect((await ci.call('GetSecretValue', { SecretName: 's' })).status).toBe(200);
    expect(environment.outcomes.at(-1)?.checks).toBeNull();
  });

  it('go by the tags of a secret and by where a request is said to come from', async () => {
    const environment = await newEnvironment();
    await withSecret(environment, 's', { Tags: JSON.stringify([{ TagKey: 'Team', TagValue: 'a' }]) });
    await withSecret(environment, 't');
    const policies = [
      {
        Version: '1',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'kms:GetSecretValue',
            Resource: '*',
            Condition: {
              StringEquals: { 'acs:ResourceTag/Team': 'a' },
              IpAddress: { 'acs:SourceIp': '203.0.113.0/24' },
              Bool: { 'acs:MFAPresent': 'true' },
            },
          },
        ],
      },
    ];
    const inside = await callerWith(environment, 'inside', {
      policies,
      context: { source_ip: '203.0.113.7', mfa: true },
    });
    const outside = await callerWith(environment, 'outside', { policies, context: { source_ip: '198.51.100.1' } });
    expect((await inside.call('GetSecretValue', { SecretName: 's' })).status).toBe(200);
    expect((await inside.call('GetSecretValue', { SecretName: 't' })).status).toBe(403);
    expect((await outside.call('GetSecretValue', { SecretName: 's' })).status).toBe(403);
  });

  it('come before existence and after what misses', async () => {
    const environment = await newEnvironment();
    const ci = await callerWith(environment, 'ci', { policies: [policy('kms:*')] });
    expect((await ci.call('DescribeKey', { KeyId: 'alias/none' })).status).toBe(404);
    expect((await ci.call('GetSecretValue', { SecretName: 'none' })).status).toBe(404);
    const nobody = await callerWith(environment, 'nobody', { policies: [] });
    expect((await nobody.call('DescribeKey', { KeyId: 'none' })).status).toBe(403);
    expect((await nobody.call('DescribeKey', { KeyId: 'alias/none' })).status).toBe(404);
    expect((await nobody.call('Decrypt', { CiphertextBlob: 'eA==' })).status).toBe(400);
    expect((await nobody.call('DescribeKey')).status).toBe(400);
  });
});

describe('a role that is kept', () => {
  it('may what its policies say, for as long as it says', async () => {
    const environment = await newEnvironment();
    await withSecret(environment, 'a');
    await createRole(environment.services, ACCOUNT, 'reader', {
      maxSession: 1_800,
      policies: [{ name: 'p', document: policy('kms:GetSecretValue') }],
    });
    const session = await sessionOf(environment, 'reader', 'test');
    expect((await session.call('GetSecretValue', { SecretName: 'a' })).status).toBe(200);
    expect((await session.call('DescribeSecret', { SecretName: 'a' })).status).toBe(403);
    const assume = (name: string, params = {}) =>
      environment.rejected('AssumeRole', {
        Version: '2015-04-01',
        RoleArn: `acs:ram::${ACCOUNT}:role/${name}`,
        RoleSessionName: 'test',
        ...params,
      });
    await expect(assume('other')).rejects.toThrow('HttpStatus differs: 404');
    await expect(assume('reader', { DurationSeconds: '3600' })).rejects.toThrow('InvalidParameter.DurationSeconds');
  });
});
