import { beforeEach, describe, expect, it } from '@jest/globals';

import { grantAccessCredential } from '@dragoman/core';

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

const NOW = '2026-11-22T00:50:31Z';
const STS = '2015-04-01';
const ROLE = { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'alice' };
const UNKNOWN_KEY = '404 InvalidAccessKeyId.NotFound The Access Key ID provided does not exist in our records.';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x' });
});

interface Credentials {
  AccessKeyId: string;
  AccessKeySecret: string;
  SecurityToken: string;
  Expiration: string;
}

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

describe('AssumeRoleWithOIDC', () => {
  const part = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const claims = {
    sub: 'pod',
    iss: 'https://issuer',
    aud: ['a', 'b'],
    exp: Date.parse(NOW) / 1000 + 60,
    iat: Date.parse(NOW) / 1000,
  };
  const token = (changes: object = {}, header: unknown = { alg: 'RS256' }) =>
    `${part(header)}.${part({ ...claims, ...changes })}.c2ln`;
  const request = { ...ROLE, OIDCProviderArn: 'acs:ram::1000000000000001:oidc-provider/idp', OIDCToken: token() };
  const unsigned = (changes: Params = {}) =>
    environment.send(
      'POST',
      '/',
      { 'content-type': 'application/x-www-form-urlencoded' },
      form({ Action: 'AssumeRoleWithOIDC', Version: STS, ...request, ...changes }),
    );
  const code = async (changes: Params) => {
    const response = await unsigned(changes);
    return `${response.status} ${String(json(response)['Code'])}`;
  };

  it('opens a session for an unsigned request with a token', async () => {
    const answer = json(await unsigned());
    expect(answer).toMatchObject({
      OIDCTokenInfo: {
        Subject: 'pod',
        Issuer: 'https://issuer',
        ClientIds: 'a,b',
        ExpirationTime: '2026-11-22T00:51:31Z',
        IssuanceTime: NOW,
        VerificationInfo: 'Success',
      },
      AssumedRoleUser: { Arn: 'acs:ram::1000000000000001:role/reader/alice' },
    });
    expect(await as(answer['Credentials'] as Credentials, 'GetSecretValue', { SecretName: 's' })).toBe('200');
    expect(json(await unsigned({ OIDCToken: token({ aud: 'one', iat: undefined }) }))).toMatchObject({
      OIDCTokenInfo: { ClientIds: 'one', IssuanceTime: NOW },
    });
  });

  it('rejects a token that is none or has expired, and a role of an account that nobody has', async () => {
    const invalid = '401 AuthenticationFail.OIDCToken.Invalid';
    for (const OIDCToken of [
      'abcd',
      'a.b.c',
      `${part('x')}.${part('y')}.z`,
      `${part([])}.${part(claims)}.z`,
      token({ sub: 1 }),
      token({ exp: '1' }),
      token({ aud: [] }),
      token({ iss: undefined }),
    ]) {
      expect(await code({ OIDCToken })).toBe(invalid);
    }
    expect(await code({ OIDCToken: token({ exp: Date.parse(NOW) / 1000 }) })).toBe(
      '401 AuthenticationFail.OIDCToken.Expired',
    );
    expect(await code({ RoleArn: 'acs:ram::3:role/r' })).toBe('404 EntityNotExist.Role');
    expect(await code({ RoleArn: 'x' })).toBe('400 InvalidParameter.RoleArn');
    expect(await code({ OIDCProviderArn: 'x' })).toBe('400 InvalidParameter.OIDCProviderArn');
    expect(await code({ OIDCToken: 'abc' })).toBe('400 InvalidParameter.OIDCToken');
    expect(await code({ OIDCToken: '' })).toBe('400 MissingOIDCToken');
  });
});

describe('DescribeEndpoints of the location service', () => {
  it('answers the very host that was called, or the vendor’s when that was called', async () => {
    const call = async (host: string, params: Params) =>
      json(
        await environment.send(
          'GET',
          `/?${form(signedV1('GET', { ...commonV1('DescribeEndpoints', NOW), Version: '2015-06-12', ...params }))}`,
          { host },
        ),
      );
    const kms = { Id: 'cn-beijing', ServiceCode: 'kms', Type: 'openAPI' };
    expect(await call('127.0.0.1:4600', kms)).toEqual({
      Endpoints: {
        Endpoint: [
          {
            Protocols: { Protocols: ['HTTP', 'HTTPS'] },
            Type: 'openAPI',
            Namespace: '',
            Id: 'cn-beijing',
            SerivceCode: 'kms',
            Endpoint: '127.0.0.1:4600',
          },
        ],
      },
      Success: true,
      RequestId: expect.any(String),
    });
    expect(await call('location-readonly.aliyuncs.com', kms)).toMatchObject({
      Endpoints: { Endpoint: [{ Endpoint: 'kms.cn-beijing.aliyuncs.com' }] },
    });
    expect(await call('x', { ...kms, ServiceCode: 'ecs' })).toMatchObject({
      Endpoints: { Endpoint: [] },
      Success: true,
    });
    expect(await call('x', { ServiceCode: 'ecs' })).toMatchObject({ Code: 'MissingId' });
  });
});

describe('the metadata service', () => {
  const path = '/latest/meta-data/ram/security-credentials/';

  it('hands out credentials of the development identity, and the same until they near their end', async () => {
    expect((await environment.send('GET', path)).body).toBe('dragoman');
    const response = await environment.send('GET', `${path}dragoman`);
    expect(response.headers['content-type']).toBe('application/json');
    const body = json(response) as unknown as Credentials;
    expect(body).toMatchObject({
      Code: 'Success',
      Expiration: '2026-11-22T01:50:31Z',
      LastUpdated: NOW,
      AccessKeyId: expect.stringMatching(/^STS\./),
    });
    expect(await as(body, 'GetSecretValue', { SecretName: 's' })).toBe('200');
    environment.services.advance(1_799_999);
    expect(json(await environment.send('GET', `${path}dragoman`))).toMatchObject({ AccessKeyId: body.AccessKeyId });
    environment.services.advance(1);
    const renewed = json(await environment.send('GET', `${path}dragoman`)) as unknown as Credentials;
    expect(renewed.AccessKeyId).not.toBe(body.AccessKeyId);
    expect(await as(body, 'ListSecrets')).toBe('200');
  });

  it('gives out the token that newer clients ask for first', async () => {
    expect(await environment.send('PUT', '/latest/api/token')).toMatchObject({
      status: 200,
      body: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('has nothing else', async () => {
    for (const [method, target] of [
      ['GET', `${path}other`],
      ['POST', `${path}dragoman`],
      ['GET', '/latest/api/token'],
      ['GET', '/latest/'],
    ] as const) {
      expect(await environment.send(method, target)).toMatchObject({ status: 404, body: '' });
    }
    expect(environment.outcomes.at(-1)?.rejection?.help).toContain('security-credentials/dragoman');
  });

  it('says nothing of a fault, but to the console', async () => {
    environment.services.identities.find = async () => {
      throw new Error('the disk is gone');
    };
    expect(await environment.send('GET', `${path}dragoman`)).toMatchObject({ status: 500, body: '' });
    expect(environment.outcomes.at(-1)?.internalError).toEqual(new Error('the disk is gone'));
    const nobody = await newEnvironment();
    await nobody.services.identities.remove('tester');
    expect(await nobody.send('GET', `${path}dragoman`)).toMatchObject({ status: 404 });
  });

  it('lets a credential of another kind be no session', async () => {
    await grantAccessCredential(environment.services, 'tester', {
      kind: 'access-key',
      lookup: 'STS.mine',
      secret: 'testSK',
      expiresAt: null,
    });
    expect(await environment.ok('ListSecrets', { AccessKeyId: 'STS.mine' })).toMatchObject({ TotalCount: 1 });
  });
});
