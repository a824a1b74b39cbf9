import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import type { AuthMode } from '@dragoman/protocol-kit';
import { Value } from '@sinclair/typebox/value';

import { type OidcProvider, oidcProviderSchema } from '../src/sts/oidc-providers.ts';
import { form, json, newEnvironment } from './environment.ts';

const NOW = '2026-11-22T00:50:31Z';
const ROLE = { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'alice' };

describe('AssumeRoleWithOIDC with configured providers', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = (key: KeyObject, kid?: string) =>
    ({ ...key.export({ format: 'jwk' }), ...(kid !== undefined && { kid }) }) as OidcProvider['keys'][number];
  const PROVIDERS = [
    {
      name: 'idp',
      issuer_url: 'https://issuer',
      client_ids: ['sts.aliyuncs.com'],
      keys: [jwk(rsa.publicKey, 'one'), jwk(ec.publicKey, 'two')],
    },
    { name: 'anybody', issuer_url: 'https://other', keys: [jwk(ec.publicKey)] },
  ];
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: 'pod', iss: 'https://issuer', aud: ['sts.aliyuncs.com'], exp: Date.parse(NOW) / 1000 + 60 };
  const token = (header: object, changes: object = {}, key = rsa.privateKey, digest = 'sha256') => {
    const text = `${part(header)}.${part({ ...claims, ...changes })}`;
    return `${text}.${sign(digest, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  const answerTo = async (OIDCToken: string, name = 'idp', authMode: AuthMode = 'strict') => {
    const at = await newEnvironment({ settings: { oidc_providers: PROVIDERS }, authMode });
    const request = {
      Action: 'AssumeRoleWithOIDC',
      Version: '2015-04-01',
      ...ROLE,
      OIDCProviderArn: `acs:ram::1000000000000001:oidc-provider/${name}`,
      OIDCToken,
    };
    const response = await at.send('POST', '/', { 'content-type': 'application/x-www-form-urlencoded' }, form(request));
    return response.status === 200
      ? '200'
      : `${response.status} ${String(json(response)['Code'])} ${String(json(response)['Message'])}`;
  };
  const SIGNATURE = '401 AuthenticationFail.OIDCToken.InvalidSignature OIDC token validate failed: invalid signature.';

  it.each([
    ['RS256', 'one', token({ alg: 'RS256', kid: 'one' })],
    ['RS512', 'one', token({ alg: 'RS512', kid: 'one' }, {}, rsa.privateKey, 'sha512')],
    ['ES256', 'two', token({ alg: 'ES256', kid: 'two' }, {}, ec.privateKey)],
    ['RS256', 'no one', token({ alg: 'RS256' })],
  ])('takes a token that is signed with %s by key %s', async (_algorithm, _kid, given) => {
    expect(await answerTo(given)).toBe('200');
  });

  it('takes a token for anybody where no client is named', async () => {
    expect(
      await answerTo(token({ alg: 'ES256', kid: 'any' }, { iss: 'https://other', aud: 'x' }, ec.privateKey), 'anybody'),
    ).toBe('200');
  });

  const good = token({ alg: 'RS256', kid: 'one' });
  const [header = '', , signature = ''] = good.split('.');
  it.each([
    [
      'of a provider that is not there',
      good,
      '401 AuthenticationFail.NoPermission No such OIDC Provider registered.',
      'nobody',
    ],
    [
      'of another issuer',
      token({ alg: 'RS256' }, { iss: 'https://evil' }),
      '401 AuthenticationFail.OIDCToken.IssuerNotMatch ' +
        "The issuer in the OIDC Token doesn't match the OIDC Provider registered.",
    ],
    [
      'for another client',
      token({ alg: 'RS256' }, { aud: 'other' }),
      '401 AuthenticationFail.OIDCToken.AudienceNotMatch Invalid audience.',
    ],
    ['with a changed claim', `${header}.${part({ ...claims, sub: 'other' })}.${signature}`, SIGNATURE],
    [
      'with a signature of another',
      token({ alg: 'RS256', kid: 'one' }, {}, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
      SIGNATURE,
    ],
    ['that names another key', token({ alg: 'RS256', kid: 'two' }), SIGNATURE],
    ['without a signature', `${part({ alg: 'RS256' })}.${part(claims)}.`, SIGNATURE],
    [
      'of no algorithm',
      `${part({ alg: 'none' })}.${part(claims)}.`,
      '401 AuthenticationFail.OIDCToken.Invalid The algorithm none that be specified in Jwt header is unknown.',
    ],
    [
      'of a shared secret',
      token({ alg: 'HS256' }),
      '401 AuthenticationFail.OIDCToken.Invalid The algorithm HS256 that be specified in Jwt header is unknown.',
    ],
  ])('rejects a token %s', async (_case, given, rejection, name = 'idp') => {
    expect(await answerTo(given, name)).toBe(rejection);
  });

  it('verifies nothing in the lenient mode, and nothing opens with a key that is none', async () => {
    expect(await answerTo(token({ alg: 'HS256' }), 'nobody', 'lenient')).toBe('200');
    const settings = {
      oidc_providers: [{ name: 'idp', issuer_url: 'https://issuer', keys: [{ kty: 'RSA' as const, n: 'x' }] }],
    };
    await expect(newEnvironment({ settings })).rejects.toThrow(
      'doors.aliyun.oidc_providers: key 1 of idp is no public key',
    );
    expect(PROVIDERS.every((provider) => Value.Check(oidcProviderSchema, provider))).toBe(true);
  });
});
