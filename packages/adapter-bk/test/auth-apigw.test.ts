import { describe, expect, it } from '@jest/globals';
import type { NewAccessCredential } from '@dragoman/core';

import { START } from './memory-services.ts';
import { APP, ACCESS_CREDENTIAL, SCOPE, authorization, dataOf, newEnvironment } from './environment.ts';

const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };
const PATH = '/api/bk-job/prod/api/v3/create_credential';
const SYSTEM_PATH = '/api/bk-job/prod/api/v3/system/create_credential';

const TOKENS: readonly NewAccessCredential[] = [
  token('user-access', { app_code: 'dragoman', username: 'alice' }),
  token('app-access', { app_code: 'dragoman' }),
  token('expired-access', { app_code: 'dragoman', username: 'alice' }, START),
  token('expired-app-access', { app_code: 'dragoman' }, START),
];

function token(lookup: string, bk: Record<string, string>, expiresAt: number | null = null): NewAccessCredential {
  return { kind: 'token', lookup, secret: null, expiresAt, attributes: { bk } };
}

const rejected = (reason: string) => ({
  code: 1640001,
  code_name: 'INVALID_ARGS',
  message: `Parameters error [reason="${reason}"]`,
  result: false,
  data: null,
});

describe('a caller of the API gateway', () => {
  it.each<[unknown, string]>([
    [{}, 'app code cannot be empty'],
    [[], 'app code cannot be empty'],
    [{ ...ACCESS_CREDENTIAL, bk_app_code: '' }, 'app code cannot be empty'],
    ['text', 'request header X-Bkapi-Authorization is not a valid JSON'],
    [null, 'request header X-Bkapi-Authorization is not a valid JSON'],
    [{ ...ACCESS_CREDENTIAL, bk_app_code: 'x'.repeat(33) }, 'app code cannot be longer than 32 characters'],
    [{ ...ACCESS_CREDENTIAL, bk_app_code: 'x'.repeat(32) }, 'app not found'],
    [{ ...ACCESS_CREDENTIAL, bk_app_secret: 'x'.repeat(129) }, 'app secret cannot be longer than 128 characters'],
    [{ ...ACCESS_CREDENTIAL, bk_app_secret: 'x'.repeat(128) }, 'bk_app_code or bk_app_secret is incorrect'],
    [{ bk_app_code: 'dragoman', bk_username: 'a' }, 'please provide bk_app_secret or bk_signature to verify app'],
    [{ ...ACCESS_CREDENTIAL, bk_app_code: 'nobody' }, 'app not found'],
    [
      APP,
      'user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token',
    ],
    [
      { ...APP, bk_token: 7, bk_username: '' },
      'user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token',
    ],
    [{ ...APP, bk_token: 'x' }, 'bk_token is not valid'],
    [{ access_token: 'x' }, 'access_token is invalid'],
    [{ ...APP, access_token: 'x' }, 'access_token is invalid'],
    [{ access_token: 'app-access' }, 'the access_token is the application type and cannot indicate the user'],
    [{ access_token: 'expired-access' }, 'the access_token of the user(alice) has expired, please re-authorize'],
    [{ access_token: 'expired-app-access' }, 'access_token has expired'],
  ])('with %j is rejected', async (accessCredentials, reason) => {
    const environment = await newEnvironment({ accessCredentials: TOKENS });
    const answer = await environment.send('POST', PATH, {
      headers: authorization(accessCredentials),
      body: JSON.stringify({ ...ACCESS_CREDENTIAL, ...FIELDS }),
    });
    expect([answer.status, answer.body]).toEqual([400, rejected(reason)]);
  });

  it('with a header that is no JSON is rejected', async () => {
    const environment = await newEnvironment();
    const answer = await environment.send('POST', PATH, {
      headers: { 'x-bkapi-authorization': '{oops' },
      body: JSON.stringify(FIELDS),
    });
    expect(answer.body).toEqual(rejected('request header X-Bkapi-Authorization is not a valid JSON'));
  });

  it.each<[unknown, Record<string, string>, string]>([
    [ACCESS_CREDENTIAL, {}, 'admin'],
    [APP, { cookie: 'a=b; bk_token=dragoman-development-token' }, 'admin'],
    [{ ...APP, bk_username: 'carol' }, {}, 'carol'],
    [{ app_code: APP.bk_app_code, app_secret: APP.bk_app_secret, username: 'dave' }, {}, 'dave'],
    [{ access_token: 'user-access' }, {}, 'alice'],
  ])('with %j %j is the user %s', async (accessCredentials, headers, username) => {
    const environment = await newEnvironment({ accessCredentials: TOKENS });
    const answer = await environment.send('POST', PATH, {
      headers: { ...authorization(accessCredentials), ...headers },
      body: JSON.stringify(FIELDS),
    });
    expect(
      dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id: dataOf(answer)['id'] }))['creator'],
    ).toBe(username);
  });

  it('may sign', async () => {
    const environment = await newEnvironment();
    const headers = authorization({ bk_app_code: 'dragoman', bk_username: 'admin' });
    const messageOf = async (query: string) =>
      (await environment.send('POST', PATH, { headers, query, body: JSON.stringify(FIELDS) })).body['message'];
    const reason = (text: string) => `Parameters error [reason="${text}"]`;
    expect(await messageOf('bk_signature=x')).toBe(reason('parameter bk_nonce required'));
    expect(await messageOf('bk_signature=x&bk_nonce=0')).toBe(
      reason('parameter bk_nonce is invalid, it should be a positive integer'),
    );
    expect(await messageOf('bk_signature=x&bk_nonce=1')).toBe(reason('parameter bk_timestamp required'));
    expect(await messageOf('bk_signature=x&bk_nonce=1&bk_timestamp=x')).toBe(
      reason('parameter bk_timestamp is invalid, it should be in time format'),
    );
    expect(await messageOf('bk_signature=x&bk_nonce=1&bk_timestamp=1')).toBe(
      reason('parameter bk_timestamp has expired'),
    );
    expect(await messageOf('bk_signature=x&bk_nonce=1&bk_timestamp=1800000000')).toBe(
      reason('signature [bk_signature] verification failed, please provide valid bk_signature'),
    );
  });

  it('needs more than a name when bk_username is not trusted, unless its app is exempt', async () => {
    const sent = { headers: authorization({ ...APP, bk_username: 'carol' }), body: JSON.stringify(FIELDS) };
    const strict = await newEnvironment({ settings: { trust_bk_username: false } });
    expect((await strict.send('POST', PATH, sent)).body).toEqual(
      rejected('user authentication failed, the user indicated by bk_username is not verified'),
    );
    expect((await strict.send('POST', SYSTEM_PATH, sent)).body).toMatchObject({ code: 0 });
    const exempt = await newEnvironment({
      settings: { trust_bk_username: false, user_auth_exempt_apps: ['dragoman'] },
    });
    expect((await exempt.send('POST', PATH, sent)).body).toMatchObject({ code: 0 });
  });

  it('must be granted the resource where apps are granted some', async () => {
    const environment = await newEnvironment({ settings: { app_permissions: ['dragoman/system_create_credential'] } });
    const sent = { headers: authorization(ACCESS_CREDENTIAL), body: JSON.stringify(FIELDS) };
    const answer = await environment.send('POST', PATH, sent);
    expect([answer.status, answer.body]).toMatchObject([
      403,
      {
        code: 1640301,
        code_name: 'APP_NO_PERMISSION',
        message: 'App has no permission to the resource [reason="no permission, bk_app_code=dragoman"]',
      },
    ]);
    expect((await environment.send('POST', SYSTEM_PATH, sent)).body).toMatchObject({ code: 0 });
  });

  it('is not verified in lenient mode, but still has to name an app and a user', async () => {
    const environment = await newEnvironment({ authMode: 'lenient' });
    const send = async (accessCredentials: unknown) =>
      (
        await environment.send('POST', PATH, {
          headers: authorization(accessCredentials),
          body: JSON.stringify(FIELDS),
        })
      ).body['code'];
    expect(await send({ bk_app_code: 'any', bk_app_secret: 'any', bk_token: 'any' })).toBe(0);
    expect(await send({ bk_app_code: 'any', bk_app_secret: 'any' })).toBe(1640001);
    expect(await send({ bk_app_secret: 'any', bk_token: 'any' })).toBe(1640001);
  });
});

describe('an app that names its user', () => {
  it.each<[unknown, Record<string, string>, string]>([
    [APP, { 'x-bk-username': 'erin' }, 'erin'],
    [{ ...APP, bk_username: 'carol' }, { 'x-bk-username': 'erin' }, 'erin'],
    [{ ...APP, bk_username: 'carol' }, { 'x-bk-username': ' ' }, 'carol'],
    [ACCESS_CREDENTIAL, {}, 'admin'],
    [{ access_token: 'user-access' }, {}, 'alice'],
  ])('with %j %j calls as %s', async (accessCredentials, headers, username) => {
    const environment = await newEnvironment({ accessCredentials: TOKENS });
    const answer = await environment.send('POST', SYSTEM_PATH, {
      headers: { ...authorization(accessCredentials), ...headers },
      body: JSON.stringify(FIELDS),
    });
    expect(
      dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id: dataOf(answer)['id'] }))['creator'],
    ).toBe(username);
  });

  it('is rejected by JOB when it names none', async () => {
    const environment = await newEnvironment();
    const answer = await environment.send('POST', SYSTEM_PATH, {
      headers: authorization(APP),
      body: JSON.stringify(FIELDS),
    });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      code: 1247002,
      result: false,
      job_request_id: expect.any(String),
      message: '缺少有效的用户信息',
    });
    expect(answer.headers).not.toHaveProperty('X-Bkapi-Error-Code');
  });
});
