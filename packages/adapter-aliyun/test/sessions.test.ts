import { beforeEach, describe, expect, it } from '@jest/globals';

import {
  type Params,
  type Environment,
  commonV1,
  form,
  json,
  newEnvironment,
  signedAcs3,
  signedV1,
} from './environment.ts';
import type { Credentials } from './session-requests.ts';

const NOW = '2026-11-22T00:50:31Z';
const STS = '2015-04-01';
const ROLE = { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'alice' };
const UNKNOWN_KEY = '404 InvalidAccessKeyId.NotFound The Access Key ID provided does not exist in our records.';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x' });
});

const sts = (action: string, params: Params = {}) => environment.v1(action, { Version: STS, ...params });

async function rejected(action: string, params: Params = {}): Promise<string> {
  const response = await sts(action, params);
  const { Code, Message } = json(response);
  return `${response.status} ${String(Code)} ${String(Message)}`;
}

const EVERYTHING = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

async function assumed(params: Params = {}): Promise<Credentials> {
  const response = await sts('AssumeRole', { ...ROLE, ...params });
  expect(response.status).toBe(200);
  return json(response)['Credentials'] as Credentials;
}

const time = () => `${new Date(environment.services.clock.now()).toISOString().slice(0, 19)}Z`;

/** A call over V1 with a session's credentials. */
async function as(
  { AccessKeyId, AccessKeySecret, SecurityToken }: Credentials,
  action: string,
  params: Params = {},
): Promise<string> {
  const all = signedV1('GET', { ...commonV1(action, time()), AccessKeyId, SecurityToken, ...params }, AccessKeySecret);
  const response = await environment.send('GET', `/?${form(all)}`);
  const { Code, Message } = json(response);
  return response.status === 200 ? '200' : `${response.status} ${String(Code)} ${String(Message)}`;
}

describe('AssumeRole', () => {
  it('answers with a session, in both formats', async () => {
    const response = await sts('AssumeRole', ROLE);
    expect(json(response)).toEqual({
      AssumedRoleUser: {
        Arn: 'acs:ram::1000000000000001:role/reader/alice',
        AssumedRoleId: expect.stringMatching(/^3\d{17}:alice$/),
      },
      Credentials: {
        SecurityToken: expect.stringMatching(/^CAIS.{100}/),
        Expiration: '2026-11-22T01:50:31Z',
        AccessKeySecret: expect.stringMatching(/^[A-Za-z0-9]{44}$/),
        AccessKeyId: expect.stringMatching(/^STS\.[A-Za-z0-9]{25}$/),
      },
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    });
    expect(response.headers['x-acs-request-id']).toBe(json(response)['RequestId']);
    expect((await environment.xml('AssumeRole', { Version: STS, ...ROLE })).body).toMatch(
      /^<AssumeRoleResponse><AssumedRoleUser><Arn>.*<\/Credentials><RequestId>[^<]+<\/RequestId><\/Assume\w+>$/,
    );
  });

  it('opens a session that works over V1 and ACS3 until it expires', async () => {
    const credentials = await assumed({
      DurationSeconds: '900',
      Policy: EVERYTHING,
      ExternalId: 'abcd1234',
      SourceIdentity: 'bob',
    });
    expect(credentials.Expiration).toBe('2026-11-22T01:05:31Z');
    expect(await as(credentials, 'GetSecretValue', { SecretName: 's' })).toBe('200');
    const headers = {
      'x-acs-action': 'ListSecrets',
      'x-acs-date': NOW,
      'x-acs-accesskey-id': credentials.AccessKeyId,
      'x-acs-security-token': credentials.SecurityToken,
    };
    const signed = signedAcs3('POST', '/', headers, '', credentials.AccessKeySecret, 'SHA256', credentials.AccessKeyId);
    expect((await environment.send('POST', '/', signed)).status).toBe(200);
    environment.services.advance(899_999);
    expect(await as(credentials, 'ListSecrets')).toBe('200');
    environment.services.advance(1);
    expect(await as(credentials, 'ListSecrets')).toBe(UNKNOWN_KEY);
    expect(await as(credentials, 'GetCallerIdentity', { Version: STS })).toBe(
      '400 InvalidSecurityToken.Expired Specified SecurityToken is expired.',
    );
  });

  it('opens a session whose key is nothing without its token', async () => {
    const credentials = await assumed();
    const other = await assumed();
    const faults = [
      ['', '400 MissingSecurityToken SecurityToken is mandatory for this action.'],
      ['nonsense', '400 InvalidSecurityToken.Malformed Specified SecurityToken is malformed.'],
      [
        other.SecurityToken,
        '400 InvalidSecurityToken.MismatchWithAccessKey Specified SecurityToken mismatch with the AccessKey.',
      ],
    ] as const;
    for (const [SecurityToken, generic] of faults) {
      expect(await as({ ...credentials, SecurityToken }, 'ListSecrets')).toBe(UNKNOWN_KEY);
      expect(await as({ ...credentials, SecurityToken }, 'GetCallerIdentity', { Version: STS })).toBe(generic);
    }
    expect(await as({ ...credentials, AccessKeySecret: 'x' }, 'ListSecrets')).toMatch(/^400 IncompleteSignature/);
    expect(await environment.rejected('ListSecrets', { SecurityToken: credentials.SecurityToken })).toBe(UNKNOWN_KEY);
    expect(await environment.ok('ListSecrets', { SecurityToken: '' })).toMatchObject({ TotalCount: 1 });
  });

  it('works in the account of the role, where its maker may', async () => {
    const away = await assumed({ RoleArn: 'acs:ram::2:role/r' });
    expect(await as(away, 'DescribeSecret', { SecretName: 's' })).toMatch(/^404 Forbidden.ResourceNotFound/);
    const bound = await newEnvironment({
      services: environment.services,
      addresses: [{ door: 'aliyun', key: '1000000000000001/cn-hangzhou' }],
    });
    environment = bound;
    expect(await as(await assumed({ RoleArn: 'acs:ram::2:role/r' }), 'ListSecrets')).toMatch(
      /^403 Forbidden.NoPermission/,
    );
    expect(await as(await assumed(), 'ListSecrets')).toBe('200');
  });

  it('rejects what misses or is wrongly formed', async () => {
    const bad = (change: Params) => rejected('AssumeRole', { ...ROLE, ...change });
    const wrong = (name: string) => `400 InvalidParameter.${name} The parameter ${name} is wrongly formed.`;
    expect(await bad({ RoleArn: '' })).toBe('400 MissingRoleArn RoleArn is mandatory for this action.');
    expect(await bad({ RoleSessionName: '' })).toBe(
      '400 MissingRoleSessionName RoleSessionName is mandatory for this action.',
    );
    for (const RoleArn of ['x', 'acs:ram::x:role/r', 'acs:ram::1:user/r', 'acs:ram::1:role/'])
      expect(await bad({ RoleArn })).toBe(wrong('RoleArn'));
    for (const RoleSessionName of ['a', 'a b', 'a'.repeat(65)])
      expect(await bad({ RoleSessionName })).toBe(wrong('RoleSessionName'));
    expect(await bad({ ExternalId: 'a' })).toBe(wrong('ExternalId'));
    expect(await bad({ SourceIdentity: 'a b' })).toBe(wrong('SourceIdentity'));
    for (const DurationSeconds of ['899', '3601', '1e3x', '900.5']) {
      expect(await bad({ DurationSeconds })).toBe(
        '400 InvalidParameter.DurationSeconds The Min/Max value of DurationSeconds is 15min/1hr.',
      );
    }
    for (const Policy of ['x', '[]', '{"Version":"1","Statement":[]}', EVERYTHING.replace('"1"', '"2"')])
      expect(await bad({ Policy })).toBe(
        '400 InvalidParameter.PolicyGrammar The parameter Policy has not passed grammar check.',
      );
    expect(await bad({ Policy: EVERYTHING.padEnd(2049) })).toBe(
      '400 InvalidParameter.PolicySize The size of Policy must be smaller than 2048 bytes.',
    );
    expect((await sts('AssumeRole', { ...ROLE, Policy: EVERYTHING.padEnd(2048) })).status).toBe(200);
  });

  it('keeps nothing of a caller whom nobody knows, in lenient mode', async () => {
    environment = await newEnvironment({ authMode: 'lenient', services: environment.services });
    const credentials = await assumed({ AccessKeyId: 'anything' });
    expect(await environment.services.identities.find('access-key', credentials.AccessKeyId)).toBeNull();
    expect(await as(credentials, 'GetSecretValue', { SecretName: 's' })).toBe('200');
    expect(
      (await environment.services.identities.find('access-key', (await assumed()).AccessKeyId))?.accessCredential
        .sealedSecret,
    ).not.toBeNull();
  });
});

describe('the generic gateway, before STS', () => {
  it('rejects in words and an envelope of its own', async () => {
    const unknown = await sts('GetCallerIdentity', { AccessKeyId: 'nobody' });
    expect(json(unknown)).toEqual({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: '127.0.0.1:4600',
      Code: 'InvalidAccessKeyId.NotFound',
      Message: 'Specified access key is not found.',
      Recommend: 'https://error-center.aliyun.com/status/search?Keyword=InvalidAccessKeyId.NotFound&source=PopGw',
    });
    expect((await environment.xml('Nope', { Version: STS })).body).toMatch(
      /^<Error><RequestId>[^<]+<\/RequestId><HostId>127.0.0.1:4600<\/HostId><Code>InvalidAction.NotFound<\/Code>/,
    );
    expect(await rejected('AssumeRoleWithSAML')).toMatch(/^404 InvalidAction.NotFound /);
    expect(await rejected('ListSecrets')).toMatch(/^404 InvalidAction.NotFound /);
    expect(await environment.rejected('AssumeRole', ROLE)).toMatch(/^400 UnsupportedOperation/);
    expect(await rejected('GetCallerIdentity', { Timestamp: '2026-11-22T00:00:00Z' })).toMatch(
      /^400 InvalidTimeStamp.Expired /,
    );
    expect(await rejected('GetCallerIdentity', { Timestamp: 'x' })).toMatch(/^400 InvalidTimeStamp.Format /);
    expect(await rejected('GetCallerIdentity', { Timestamp: '' })).toBe(
      '400 MissingTimestamp Timestamp is mandatory for this action.',
    );
    expect(await rejected('GetCallerIdentity', { SignatureVersion: '2.0' })).toMatch(/^400 InvalidSignatureVersion /);
    const unsigned = json(await environment.send('GET', `/?Action=GetCallerIdentity&Version=${STS}`));
    expect(unsigned).toMatchObject({
      Code: 'MissingAccessKeyId',
      Message: 'AccessKeyId is mandatory for this action.',
    });
    const wrong = json(
      await environment.send(
        'GET',
        `/?${form({ ...commonV1('GetCallerIdentity', NOW), Version: STS, Signature: 'x' })}`,
      ),
    );
    expect(wrong).toMatchObject({
      Code: 'SignatureDoesNotMatch',
      Message: expect.stringMatching(/server string to sign is:GET&%2F&/),
    });
  });

  it('says that a fault is one, and that a service is busy', async () => {
    environment.services.identities.addAccessCredential = async () => {
      throw new Error('the disk is gone');
    };
    expect(await rejected('AssumeRole', ROLE)).toBe(
      '500 InternalError STS Server Internal Error happened, please send the RequestId to us.',
    );
  });
});

describe('GetCallerIdentity', () => {
  it('tells a user from a session', async () => {
    expect(json(await sts('GetCallerIdentity'))).toEqual({
      IdentityType: 'RAMUser',
      AccountId: '1000000000000001',
      UserId: expect.stringMatching(/^2\d{17}$/),
      PrincipalId: expect.stringMatching(/^2\d{17}$/),
      Arn: 'acs:ram::1000000000000001:user/tester',
      RequestId: expect.any(String),
    });
    const { AccessKeyId, AccessKeySecret, SecurityToken } = await assumed();
    const all = signedV1(
      'GET',
      { ...commonV1('GetCallerIdentity', NOW), Version: STS, AccessKeyId, SecurityToken },
      AccessKeySecret,
    );
    expect(json(await environment.send('GET', `/?${form(all)}`))).toEqual({
      IdentityType: 'AssumedRoleUser',
      AccountId: '1000000000000001',
      RoleId: expect.stringMatching(/^3\d{17}$/),
      PrincipalId: expect.stringMatching(/^3\d{17}:alice$/),
      Arn: 'acs:ram::1000000000000001:assumed-role/reader/alice',
      RequestId: expect.any(String),
    });
  });
});
