import { beforeEach, describe, expect, it } from '@jest/globals';

import { requestHead } from '@dragoman/protocol-kit';

import { notImplemented } from '../src/operations/index.ts';
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
const UNSUPPORTED = '400 UnsupportedOperation This action is not supported.';
const MALFORMED =
  '400 ParseRequestParameterException Server parse parameters exception. Please check your input params.';
const NEW = { SecretName: 's', VersionId: 'v1', SecretData: 'x' };

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

async function answer(
  method: string,
  target: string,
  headers: Params = {},
  body: string | Buffer = '',
): Promise<string> {
  const response = await environment.send(method, target, headers, body);
  const { Code, Message } = json(response);
  return response.status === 200 ? '200' : `${response.status} ${String(Code)} ${String(Message)}`;
}

describe('what a door claims', () => {
  const matches = (method: string, target: string, headers: Params = {}) =>
    environment.door.matches(requestHead(method, target, headers));

  it.each([
    ['POST', '/', {}],
    ['GET', '/?Format=JSON', {}],
    ['GET', '/', { host: 'kms.cn-hangzhou.aliyuncs.com' }],
    ['PUT', '/?x=1', {}],
    ['GET', '/x?Version=1&Action=ListSecrets', {}],
    ['POST', '/x', { 'x-acs-action': 'ListSecrets' }],
    ['POST', '/x', { authorization: 'ACS3-HMAC-SHA256 x' }],
    ['POST', '/x', { authorization: 'ACS4-HMAC-SHA256 x' }],
    ['GET', '/latest/meta-data/ram/security-credentials/dragoman', {}],
    ['POST', '/x', { host: 'kms.cn-hangzhou.aliyuncs.com' }],
    ['POST', '/x', { host: 'KMS-VPC.cn-hangzhou.aliyuncs.com:443' }],
  ])('claims %s %s %j', (method, target, headers) => {
    expect(matches(method, target, headers)).toBe(true);
  });

  it.each([
    ['GET', '/', {}],
    ['HEAD', '/', {}],
    ['GET', '/v1/p/secrets', {}],
    ['GET', '/latest', {}],
    ['GET', '/v1/p?aAction=x', {}],
    ['GET', '/v1/p', { host: 'aliyuncs.com.example.org' }],
    ['GET', '/v1/p', { host: 'notaliyuncs.com' }],
    ['GET', '/v1/p', { authorization: 'SDK-HMAC-SHA256 x' }],
  ])('leaves %s %s %j', (method, target, headers) => {
    expect(matches(method, target, headers)).toBe(false);
  });
});

describe('which operation is called', () => {
  it('rejects by name every operation that it does not serve', async () => {
    for (const { name } of notImplemented) {
      expect(await environment.rejected(name)).toBe(UNSUPPORTED);
      expect(environment.outcomes.at(-1)?.rejection?.help?.en).toContain(name);
    }
  });

  it.each(['Nope', 'createSecret', '__proto__', 'constructor'])('rejects the action %s', async (action) => {
    expect(await environment.rejected(action)).toBe(UNSUPPORTED);
    expect(json(await environment.acs3(action))).toMatchObject({ Code: 'UnsupportedOperation' });
  });

  it('rejects another version, or none, or no action', async () => {
    const query = (changes: Params) => `/?${form(signedV1('GET', { ...commonV1('ListSecrets', NOW), ...changes }))}`;
    expect(await answer('GET', query({ Version: '2014-05-26' }))).toBe(
      '400 InvalidVersion Specified parameter Version is not valid.',
    );
    expect(await answer('GET', query({ Version: '' }))).toBe(
      '400 MissingParameter The parameter  Version  needed but no provided.',
    );
    expect(await answer('GET', query({ Action: '' }))).toBe(
      '400 MissingParameter The parameter  Action  needed but no provided.',
    );
    expect(await answer('GET', '/')).toBe('400 MissingParameter The parameter  Action  needed but no provided.');
    const acs3 = signedAcs3('POST', '/?Action=ListSecrets', { 'x-acs-date': NOW });
    expect(await answer('POST', '/?Action=ListSecrets', acs3)).toBe(
      '400 MissingParameter The parameter  Action  needed but no provided.',
    );
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])('rejects the method %s', async (method) => {
    expect(await answer(method, `/?${form(signedV1(method, commonV1('ListSecrets', NOW)))}`)).toBe(
      '403 UnsupportedHTTPMethod This http method is not supported.',
    );
  });

  it('serves no other path', async () => {
    const message = '404 InvalidAction.NotFound Specified api is not found, please check your url and method.';
    expect(await answer('GET', `/secrets?${form(signedV1('GET', commonV1('ListSecrets', NOW)))}`)).toBe(message);
  });
});

describe('what cannot be read', () => {
  const type = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };

  it.each(['/?Action=%', '/?Action=%zz', '/?Action=%ff%fe', '/?%E4%B8=1'])('is rejected: %s', async (target) => {
    expect(await answer('GET', target)).toBe(MALFORMED);
  });

  it('is rejected in a form too, and nowhere else', async () => {
    const query = `/?${form(signedV1('POST', commonV1('ListSecrets', NOW)))}`;
    expect(await answer('POST', query, type, 'PageSize=%f')).toBe(MALFORMED);
    expect(await answer('POST', query, type, Buffer.from([0x50, 0x3d, 0xff]))).toBe(MALFORMED);
    expect(await answer('POST', query, { 'content-type': 'application/json' }, Buffer.from([0xff]))).toBe('200');
  });

  it('is rejected when the body is too long', () => {
    const response = environment.door.rejectTooLong(requestHead('POST', '/?Format=xml', { host: 'h' }), 'body');
    expect(response.status).toBe(413);
    expect(response.body).toContain('<Code>ParseRequestParameterException</Code>');
    // An instance takes longer ones, and each rejects its own.
    expect(environment.door.bodyLimit).toBe(3 * 1024 * 1024);
  });

  it('is rejected in a page when the URL is too long, as the web server in front rejects it', () => {
    const response = environment.door.rejectTooLong(requestHead('GET', '/?Format=xml', { host: 'h' }), 'uri');
    expect([response.status, response.headers['content-type']]).toEqual([414, 'text/html']);
    expect(response.body).toContain('<title>414 Request-URI Too Large</title>');
    expect(environment.outcomes.at(-1)?.rejection).toMatchObject({ status: 414, message: 'Request-URI Too Large' });
  });

  it('is our fault when nobody foresaw it, and says nothing of it', async () => {
    const broken = await newEnvironment();
    broken.services.secrets.count = async () => {
      throw new Error('the disk is gone');
    };
    const response = await broken.v1('ListSecrets');
    expect(response.status).toBe(500);
    expect(json(response)).toMatchObject({ Code: 'InternalFailure', Message: 'Internal Failure.' });
    expect(response.body).not.toContain('disk');
    expect(broken.outcomes.at(-1)?.internalError).toEqual(new Error('the disk is gone'));
  });
});

describe('where a request works', () => {
  const call = async (host: string, action: string, params: Params): Promise<Record<string, unknown>> =>
    json(
      await environment.send('POST', `/?${form(signedV1('POST', { ...commonV1(action, NOW), ...params }))}`, { host }),
    );

  it('is the region of its host, else RegionId, else the default', async () => {
    const arnOf = async (host: string, SecretName: string, more: Params = {}) =>
      (await call(host, 'CreateSecret', { ...NEW, SecretName, ...more }))['Arn'];
    expect(await arnOf('kms.cn-beijing.aliyuncs.com', 'a', { RegionId: 'cn-shanghai' })).toBe(
      'acs:kms:cn-beijing:1000000000000001:secret/a',
    );
    expect(await arnOf('kms-vpc.CN-beijing.aliyuncs.com:443', 'b')).toBe(
      'acs:kms:cn-beijing:1000000000000001:secret/b',
    );
    expect(await arnOf('127.0.0.1:4600', 'c', { RegionId: 'cn-shanghai' })).toBe(
      'acs:kms:cn-shanghai:1000000000000001:secret/c',
    );
    expect(await arnOf('kst-1.cryptoservice.kms.aliyuncs.com', 'd')).toBe(
      'acs:kms:cn-hangzhou:1000000000000001:secret/d',
    );
    expect(await arnOf('x', 'e', { RegionId: '' })).toBe('acs:kms:cn-hangzhou:1000000000000001:secret/e');
    expect(await call('x', 'ListSecrets', { RegionId: 'a/b' })).toMatchObject({
      Code: 'InvalidParameter',
      Message: 'The specified parameter RegionId is not valid.',
    });
  });

  it('is a vault of its own for each region, or one that several are bound to', async () => {
    await environment.ok('CreateSecret', NEW);
    expect(await environment.rejected('DescribeSecret', { SecretName: 's', RegionId: 'cn-beijing' })).toMatch(/^404/);
    const bindings = new Map([
      ['aliyun:1000000000000001/cn-hangzhou', 'v'],
      ['aliyun:1000000000000001/cn-beijing', 'v'],
    ]);
    const bound = await newEnvironment({ bindings, settings: { default_region: 'cn-beijing' } });
    await bound.ok('CreateSecret', NEW);
    expect(await bound.ok('DescribeSecret', { SecretName: 's', RegionId: 'cn-hangzhou' })).toMatchObject({
      Arn: 'acs:kms:cn-hangzhou:1000000000000001:secret/s',
    });
  });
});
