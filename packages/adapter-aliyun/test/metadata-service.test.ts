import { beforeEach, describe, expect, it } from '@jest/globals';
import { grantAccessCredential } from '@dragoman/core';

import { type Params, type Environment, commonV1, form, json, newEnvironment, signedV1 } from './environment.ts';
import { type Credentials, callAs } from './session-requests.ts';

const NOW = '2026-11-22T00:50:31Z';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
  await environment.ok('CreateSecret', { SecretName: 's', VersionId: 'v1', SecretData: 'x' });
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
    expect(await callAs(environment, body, 'GetSecretValue', { SecretName: 's' })).toBe('200');
    environment.services.advance(1_799_999);
    expect(json(await environment.send('GET', `${path}dragoman`))).toMatchObject({ AccessKeyId: body.AccessKeyId });
    environment.services.advance(1);
    const renewed = json(await environment.send('GET', `${path}dragoman`)) as unknown as Credentials;
    expect(renewed.AccessKeyId).not.toBe(body.AccessKeyId);
    expect(await callAs(environment, body, 'ListSecrets')).toBe('200');
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
    expect(environment.outcomes.at(-1)?.rejection?.help?.en).toContain('security-credentials/dragoman');
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
