import { describe, expect, it } from '@jest/globals';
import { requestHead } from '@dragoman/protocol-kit';

import { notImplemented } from '../src/not-implemented.ts';
import { csmsOperations } from '../src/operations/csms/index.ts';
import { PROJECT, SECRETS, openEnvironment, problem } from './environment.ts';

describe('API Gateway', () => {
  it.each([
    ['GET', '/v1/p/other'],
    ['PATCH', SECRETS],
    ['POST', `${SECRETS}/demo`],
    ['GET', '/v1//secrets'],
    ['GET', '/v9/p/secrets'],
  ])('knows no %s %s', async (method, path) => {
    const answer = await (await openEnvironment()).send({ method, path, headers: {} });
    expect([answer.status, answer.json]).toEqual([
      404,
      {
        error_msg: 'The API does not exist or has not been published in the environment',
        error_code: 'APIGW.0101',
        request_id: answer.headers['X-Request-Id'],
      },
    ]);
  });

  it.each(notImplemented.map(({ name, route }) => [name, route.method, route.path]))(
    'has not published %s',
    async (name, method, path) => {
      const environment = await openEnvironment();
      expect(problem(await environment.call(method, path.replaceAll(/\{\w+\}/g, 'x')))).toEqual([404, 'APIGW.0101']);
      expect(environment.outcomes[0]?.rejection?.help?.en).toBe(`${name} is not implemented here`);
    },
  );

  it('knows the 51 operations of CSMS, each once', () => {
    const known = [...csmsOperations, ...notImplemented.filter(({ name }) => !name.includes(':'))];
    expect(new Set(known.map(({ name }) => name)).size).toBe(51);
    expect(known).toHaveLength(51);
  });

  it('takes a slash at the end', async () => {
    const environment = await openEnvironment();
    expect((await environment.call('GET', `${SECRETS}/`)).status).toBe(200);
    expect((await environment.call('GET', `${SECRETS}/?limit=1`)).status).toBe(200);
  });

  it('finds a secret whatever it is named', async () => {
    const environment = await openEnvironment();
    for (const name of ['restore', 'checker', 'batch-import']) {
      await environment.call('POST', SECRETS, { name, secret_string: 'v' });
      expect((await environment.call('GET', `${SECRETS}/${name}/versions/latest`)).json.version.secret_string).toBe(
        'v',
      );
    }
  });

  it.each([
    ['CSMS', SECRETS],
    ['KMS', `/v1.0/${PROJECT}/kms/create-key`],
    ['IAM', '/v3/auth/tokens'],
    ["IAM's users", '/v3.0/OS-USER/users'],
    ['SMN', `/v2/${PROJECT}/notifications/topics`],
    ['EPS', '/v1.0/enterprise-projects'],
    ['nobody', '/v1/x'],
  ])('rejects a body and a URL that are too long, before %s is asked', async (_who, path) => {
    const { door } = await openEnvironment();
    expect([door.bodyLimit, door.uriLimit]).toEqual([12 * 1024 * 1024, 32 * 1024]);
    for (const [part, status, error_msg] of [
      ['body', 413, 'Request entity too large'],
      ['uri', 414, 'Request URI too large'],
    ] as const) {
      const answer = door.rejectTooLong(requestHead('POST', path, {}), part);
      expect([answer.status, JSON.parse(String(answer.body))]).toEqual([
        status,
        { error_code: 'APIGW.0201', error_msg, request_id: answer.headers['X-Request-Id'] },
      ]);
    }
  });

  it('reports a fault without telling the client', async () => {
    const environment = await openEnvironment();
    environment.services.secrets.findByName = async () => {
      throw new Error('the disk is gone');
    };
    const answer = await environment.call('GET', `${SECRETS}/demo`);
    expect([problem(answer), answer.text.includes('disk')]).toEqual([[500, 'CSMS.0001'], false]);
    expect(environment.outcomes[0]?.internalError).toMatchObject({ message: 'the disk is gone' });
  });

  it('tells nobody the value of a secret that it rejects', async () => {
    const environment = await openEnvironment();
    await environment.call('POST', SECRETS, { name: 'a/b', secret_string: 'unspeakable' });
    await environment.call('POST', SECRETS, {
      name: 'demo',
      secret_string: 'unspeakable',
      secret_binary: 'unspeakable',
    });
    await environment.call('POST', SECRETS, '{"secret_string":"unspeakable"');
    expect(environment.outcomes.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(
      JSON.stringify(environment.outcomes.map(({ rejection }) => [rejection?.message, rejection?.help])),
    ).not.toContain('unspeakable');
  });
});

describe('the door', () => {
  it.each<readonly [string, string, Record<string, string>]>([
    ['CSMS', `GET /v1/${PROJECT}/secrets`, {}],
    ['KMS', `POST /v1.0/${PROJECT}/kms/list-keys`, {}],
    ['KMS v2', `GET /v2/${PROJECT}/kms/regions`, {}],
    ['IAM', 'POST /v3/auth/tokens', {}],
    ['IAM, its version', 'GET /v3', {}],
    ['temporary keys', 'POST /v3.0/OS-CREDENTIAL/securitytokens', {}],
    ['STS', 'GET /v5/caller-identity', {}],
    ['a signature', 'GET /', { authorization: 'SDK-HMAC-SHA256 Access=a' }],
    ['a derived signature', 'GET /', { authorization: 'V11-HMAC-SHA256 Credential=a' }],
    ['a token', 'GET /', { 'x-auth-token': 't' }],
    ['a host of KMS', 'GET /', { host: 'kms.cn-north-4.myhuaweicloud.com:443' }],
    ['a host of IAM', 'GET /', { host: 'iam.myhuaweicloud.com' }],
    ['a search for the versions of Keystone', 'GET /', { accept: 'application/json' }],
  ])('claims %s', async (_what, line, headers) => {
    const [method = '', target = ''] = line.split(' ');
    expect((await openEnvironment()).door.matches(requestHead(method, target, headers))).toBe(true);
  });

  it.each<readonly [string, string, Record<string, string>]>([
    ['a plain root', 'GET /', {}],
    ['a root in a browser', 'GET /', { accept: 'text/html' }],
    ["Aliyun's root, for JSON", 'GET /?Format=JSON', { accept: 'application/json' }],
    ["Aliyun's host, for JSON", 'GET /', { host: 'kms.cn-hangzhou.aliyuncs.com', accept: 'application/json' }],
    ["Aliyun's root", 'POST /?Action=CreateSecret', { 'x-auth-token': 't' }],
    ["Aliyun's ACS3", 'POST /', { 'x-acs-action': 'CreateSecret', authorization: 'ACS3-HMAC-SHA256 Credential=a' }],
    ["Aliyun's host", 'GET /', { host: 'kms.cn-hangzhou.aliyuncs.com' }],
    ["BlueKing's ESB", 'POST /api/c/compapi/v2/jobv3/create_credential/', { 'x-auth-token': 't' }],
    ["BlueKing's gateway", 'POST /api/bk-job/prod/api/v3/create_credential', {}],
    ["BlueKing's backend", 'POST /esb/api/v3/create_credential', {}],
    ['a longer word', 'GET /v1x/secrets', {}],
  ])('leaves %s to others', async (_what, line, headers) => {
    const [method = '', target = ''] = line.split(' ');
    expect((await openEnvironment()).door.matches(requestHead(method, target, headers))).toBe(false);
  });
});

describe('the billing service', () => {
  it.each(['bss.myhuaweicloud.com', 'bss.cn-north-4.myhuaweicloud.com:443', 'bss.myhuaweicloud.eu'])(
    'rejects everybody at %s at once, and not as one of the international site',
    async (host) => {
      const environment = await openEnvironment();
      const request = { method: 'GET', path: '/v2/products/service-types', query: 'limit=1', headers: { host } };
      expect(environment.door.matches({ ...request })).toBe(true);
      const { status, json } = await environment.send(request);
      expect([status, json]).toEqual([403, { error_code: 'CBC.0151', error_msg: 'Access denied.' }]);
    },
  );
});
