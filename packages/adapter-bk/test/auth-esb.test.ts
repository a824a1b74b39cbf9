import { describe, expect, it } from '@jest/globals';
import type { NewAccessCredential } from '@dragoman/core';

import { START } from './memory-services.ts';
import { APP, type Json, ACCESS_CREDENTIAL, SCOPE, authorization, dataOf, newEnvironment } from './environment.ts';

const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };
const PATH = '/api/c/compapi/v2/jobv3/create_credential/';
const CODE = { bk_app_code: 'dragoman' };
const NO_USER = 'User authentication failed, please provide a valid user identity, such as bk_token, bk_username';

const TOKENS: readonly NewAccessCredential[] = [
  token('user-access', { app_code: 'dragoman', username: 'alice' }),
  token('app-access', { app_code: 'dragoman' }),
  token('expired-access', { app_code: 'dragoman', username: 'alice' }, START),
  token('of-another-dialect', {}),
  { kind: 'user-token', lookup: 'old-login', secret: null, expiresAt: START },
  { kind: 'user-token', lookup: 'bob-login', secret: null, expiresAt: null, attributes: { bk: { username: 'bob' } } },
];

function token(lookup: string, bk: Record<string, string>, expiresAt: number | null = null): NewAccessCredential {
  return { kind: 'token', lookup, secret: null, expiresAt, attributes: { bk } };
}

describe('a caller of ESB', () => {
  it.each<[string, Json, number, string]>([
    [
      'no secret',
      { ...CODE, bk_username: 'a' },
      1306000,
      'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time',
    ],
    [
      'nothing',
      {},
      1306000,
      'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time',
    ],
    ['no code', { bk_app_secret: 's' }, 1306000, 'APP Code [bk_app_code] cannot be empty'],
    [
      'an unknown code',
      { bk_app_code: 'X', bk_app_secret: 's' },
      1306000,
      'Invalid APP Code [bk_app_code=X], please confirm if the APP Code has been registered',
    ],
    [
      'a wrong secret',
      { ...ACCESS_CREDENTIAL, bk_app_secret: 's' },
      1306000,
      'APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=dragoman] match',
    ],
    ['no user', APP, 1306000, NO_USER],
    [
      'a wrong bk_token',
      { ...APP, bk_token: 't' },
      1306000,
      'User authentication failed, please check if the bk_token is valid',
    ],
    [
      'an expired bk_token',
      { ...APP, bk_token: 'old-login' },
      1306000,
      'User authentication failed, please check if the bk_token is valid',
    ],
    [
      'a wrong bk_access_token',
      { ...APP, bk_access_token: 't' },
      1306000,
      'The specified user TOKEN [bk_access_token] does not exist',
    ],
    [
      'an expired bk_access_token',
      { ...APP, bk_access_token: 'expired-access' },
      1306000,
      'The specified user TOKEN [bk_access_token] has expired, please apply for authorization again',
    ],
  ])('with %s is rejected', async (_case, accessCredentials, code, message) => {
    const environment = await newEnvironment({ accessCredentials: TOKENS });
    const answer = await environment.send('POST', PATH, { body: JSON.stringify({ ...accessCredentials, ...FIELDS }) });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      result: false,
      code,
      data: null,
      message,
      request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(Object.keys(answer.body)).toEqual(['result', 'code', 'data', 'message', 'request_id']);
  });

  it.each<[string, Json, string]>([
    [
      'a wrong access_token',
      { access_token: 't' },
      'verify access_token failed, please check if the access_token is valid',
    ],
    [
      'an expired access_token',
      { access_token: 'expired-access' },
      'verify access_token failed, please check if the access_token is valid',
    ],
    [
      "another dialect's token",
      { access_token: 'of-another-dialect' },
      'verify access_token failed, please check if the access_token is valid',
    ],
    [
      "an app's access_token",
      { access_token: 'app-access' },
      'the access_token is the application type and cannot indicate the user',
    ],
  ])('with %s in the header is rejected', async (_case, accessCredentials, message) => {
    const environment = await newEnvironment({ accessCredentials: TOKENS });
    const answer = await environment.send('POST', PATH, {
      headers: authorization(accessCredentials),
      body: JSON.stringify({ ...ACCESS_CREDENTIAL, ...FIELDS }),
    });
    expect(answer.body).toMatchObject({ code: 1306000, message });
  });

  it.each([
    [
      '{oops',
      1306406,
      'Parameters error, request header X-Bkapi-Authorization is not a valid JSON format string',
      false,
    ],
    ['', 1306406, 'Parameters error, request header X-Bkapi-Authorization is not a valid JSON format string', false],
    ['[]', 1306000, 'Component error, please contact the component developer to handle it.', true],
  ])('with the header %j is rejected', async (header, code, message, hasId) => {
    const environment = await newEnvironment();
    const answer = await environment.send('POST', PATH, {
      headers: { 'x-bkapi-authorization': header },
      body: JSON.stringify({ ...ACCESS_CREDENTIAL, ...FIELDS }),
    });
    expect(answer.body).toMatchObject({ code, message });
    expect('request_id' in answer.body).toBe(hasId);
  });

  it.each<[string, Json, string]>([
    ['bk_token', ACCESS_CREDENTIAL, 'admin'],
    ['the bk_token of somebody else', { ...APP, bk_token: 'bob-login' }, 'bob'],
    ['bk_username', { ...APP, bk_username: 'carol' }, 'carol'],
    [
      'username and the old names of the app',
      { app_code: APP.bk_app_code, app_secret: APP.bk_app_secret, username: 'dave' },
      'dave',
    ],
    ['bk_access_token', { ...APP, bk_access_token: 'user-access' }, 'alice'],
  ])('is the user of %s', async (_case, accessCredentials, username) => {
    const environment = await newEnvironment({ accessCredentials: TOKENS });
    const { body } = await environment.send('POST', PATH, {
      body: JSON.stringify({ ...accessCredentials, ...FIELDS }),
    });
    const id = (body['data'] as Json)['id'];
    expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))).toMatchObject({
      creator: username,
      last_modify_user: username,
    });
  });

  it('is the user of an access_token, over every other proof in the header', async () => {
    const environment = await newEnvironment({ accessCredentials: TOKENS });
    const headers = authorization({ access_token: 'user-access', bk_token: 'bob-login' });
    const answer = await environment.send('POST', PATH, { headers, body: JSON.stringify(FIELDS) });
    expect(
      dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id: dataOf(answer)['id'] }))['creator'],
    ).toBe('alice');
  });

  it('proves itself by the header alone when there is one', async () => {
    const environment = await newEnvironment();
    const answer = await environment.send('POST', PATH, {
      headers: authorization(CODE),
      body: JSON.stringify({ ...ACCESS_CREDENTIAL, ...FIELDS }),
    });
    expect(answer.body).toMatchObject({
      code: 1306000,
      message: expect.stringContaining('cannot be empty at the same time'),
    });
  });

  it('may sign instead of sending the secret', async () => {
    const environment = await newEnvironment();
    // Made with `get_signature` of the classic client, 2026-11-22.
    const body =
      '{"bk_app_code": "dragoman", "bk_username": "admin", "bk_scope_type": "biz", "bk_scope_id": "2", ' +
      '"name": "signed \\u51ed\\u8bc1", "type": "PASSWORD", "credential_password": "p"}';
    const query = 'bk_timestamp=1800000000&bk_nonce=1234567&bk_signature=YzgMVjhgvVKxHBBarxmHOmDV%2Bi4%3D';
    expect((await environment.send('POST', PATH, { query, body })).body).toMatchObject({
      code: 0,
      data: { name: 'signed 凭证' },
    });
    const messageOf = async (given: string) =>
      (await environment.send('POST', PATH, { query: given, body })).body['message'];
    expect(await messageOf(query.replace('YzgM', 'YzgN'))).toBe(
      'Signature [bk_signature] verification failed, please provide valid parameters and signature',
    );
    expect(await messageOf(query.replace('bk_nonce=1234567&', ''))).toBe('Parameter bk_nonce does not exist');
    expect(await messageOf(query.replace('1234567', 'x'))).toBe('Parameter bk_nonce is illegal');
    expect(await messageOf(query.replace('1234567', '-1'))).toBe(
      'Parameter bk_nonce is illegal, it must be a positive integer',
    );
    expect(await messageOf(query.replace('bk_timestamp=1800000000&', ''))).toBe(
      'Parameter bk_timestamp does not exist',
    );
    expect(await messageOf(query.replace('1800000000', 'x'))).toBe(
      'Parameter bk_timestamp is illegal, due to non-time format',
    );
    environment.services.advance(301_000);
    expect(await messageOf(query)).toBe('Parameter bk_timestamp is illegal, because it has expired');
  });

  it('needs more than a name when bk_username is not trusted, unless its app is exempt', async () => {
    const accessCredentials = { ...APP, bk_username: 'carol' };
    const strict = await newEnvironment({ settings: { trust_bk_username: false } });
    expect(
      (await strict.send('POST', PATH, { body: JSON.stringify({ ...accessCredentials, ...FIELDS }) })).body,
    ).toMatchObject({
      code: 1306000,
      message: NO_USER,
    });
    const exempt = await newEnvironment({
      settings: { trust_bk_username: false, user_auth_exempt_apps: ['dragoman'] },
    });
    expect(
      (await exempt.send('POST', PATH, { body: JSON.stringify({ ...accessCredentials, ...FIELDS }) })).body,
    ).toMatchObject({
      code: 0,
    });
  });

  it('must be granted the API where apps are granted some', async () => {
    const environment = await newEnvironment({ settings: { app_permissions: ['dragoman/update_credential'] } });
    const answer = await environment.esb('create_credential', FIELDS);
    expect(answer.body).toMatchObject({
      code: 1306403,
      message:
        'APP permission is insufficient, APP has no permission to access the component ' +
        '(create_credential) of the system (JOBV3). The APP manager can go to the Developer Center and ' +
        'apply for permission to access the component',
    });
    expect((await environment.esb('update_credential', SCOPE)).body).toMatchObject({ code: 1241010 });
  });

  it('is not verified in lenient mode, but still has to name an app and a user', async () => {
    const environment = await newEnvironment({ authMode: 'lenient' });
    const codeOf = async (accessCredentials: Json, name: string) =>
      (await environment.send('POST', PATH, { body: JSON.stringify({ ...FIELDS, ...accessCredentials, name }) })).body[
        'code'
      ];
    expect(await codeOf({ bk_app_code: 'any', bk_app_secret: 'any', bk_token: 'any' }, 'a')).toBe(0);
    expect(await codeOf({ bk_app_code: 'any', bk_app_secret: 'any', bk_username: 'eve' }, 'b')).toBe(0);
    expect(await codeOf({ bk_app_code: 'any', bk_app_secret: 'any' }, 'c')).toBe(1306000);
    expect(await codeOf({ bk_app_code: 'any', bk_username: 'eve' }, 'd')).toBe(1306000);
    expect(await codeOf({ bk_app_secret: 'any', bk_username: 'eve' }, 'e')).toBe(1306000);
  });
});

describe('ESB behind the gateway of BlueKing 7', () => {
  it('lets the gateway reject, with status 200', async () => {
    const environment = await newEnvironment({ settings: { esb_style: 'bk7' } });
    const answer = await environment.send('POST', PATH, { body: JSON.stringify(FIELDS) });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      code: 1640001,
      code_name: 'INVALID_ARGS',
      message: 'Parameters error [reason="app code cannot be empty"]',
    });
    expect(answer.headers).toMatchObject({ 'X-Bkapi-Error-Code': '1640001' });
  });

  it('takes the same proofs from the body, and answers with the ids of the gateway', async () => {
    const environment = await newEnvironment({ settings: { esb_style: 'bk7' } });
    const answer = await environment.esb('create_credential', FIELDS);
    expect(answer.body).toMatchObject({ code: 0, message: 'success', request_id: expect.any(String) });
    expect(answer.headers).toMatchObject({
      'X-Bkapi-Request-Id': expect.any(String),
      'X-Request-Id': expect.any(String),
    });
    expect((await environment.send('POST', PATH, { body: '{oops' })).body).toMatchObject({ code: 1640001 });
  });
});
