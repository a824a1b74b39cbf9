import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Params, type Environment, form, json, newEnvironment } from './environment.ts';
import { type Credentials, callAs } from './session-requests.ts';

const NOW = '2026-11-22T00:50:31Z';
const STS = '2015-04-01';
const ROLE = { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'alice' };

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x' });
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
    expect(await callAs(environment, answer['Credentials'] as Credentials, 'GetSecretValue', { SecretName: 's' })).toBe(
      '200',
    );
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
