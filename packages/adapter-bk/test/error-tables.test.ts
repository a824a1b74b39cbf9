/**
 * Every row of the platform's error tables: one request that is answered with it, in both languages where JOB speaks;
 * or why none is.
 */
import { readFileSync, readdirSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import type { NewAccessCredential } from '@dragoman/core';
import { requestHead } from '@dragoman/protocol-kit';

import { APIGW_ERRORS } from '../src/errors/apigw-error.ts';
import { START } from './memory-services.ts';
import {
  APP,
  type Answer,
  type Json,
  ACCESS_CREDENTIAL,
  SCOPE,
  type Environment,
  type EnvironmentParts,
  authorization,
  dataOf,
  newEnvironment,
} from './environment.ts';

const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };
const ESB = '/api/c/compapi/v2/jobv3/create_credential/';
const APIGW = '/api/bk-job/prod/api/v3/create_credential';
const CODE = { bk_app_code: 'dragoman' };
const NO_ID = 'f'.repeat(32);

const accessCredential = (
  lookup: string,
  bk: Record<string, string>,
  expiresAt: number | null = null,
): NewAccessCredential => ({
  kind: 'token',
  lookup,
  secret: null,
  expiresAt,
  attributes: { bk },
});
const ACCESS_CREDENTIALS = [
  accessCredential('of-user', { app_code: 'dragoman', username: 'alice' }),
  accessCredential('of-app', { app_code: 'dragoman' }),
  accessCredential('old-of-user', { app_code: 'dragoman', username: 'alice' }, START),
  accessCredential('old-of-app', { app_code: 'dragoman' }, START),
];

const environmentWith = (settings: EnvironmentParts['settings'] = {}): Promise<Environment> =>
  newEnvironment({ accessCredentials: ACCESS_CREDENTIALS, settings });

type Send = (environment: Environment) => Promise<Answer>;

const esbWith =
  (accessCredentials: Json): Send =>
  (environment) =>
    environment.send('POST', ESB, { body: JSON.stringify({ ...accessCredentials, ...FIELDS }) });
const esbHeader =
  (accessCredentials: unknown): Send =>
  (environment) =>
    environment.send('POST', ESB, { headers: authorization(accessCredentials), body: JSON.stringify(FIELDS) });
const esbSigned =
  (query: string): Send =>
  (environment) =>
    environment.send('POST', ESB, {
      query: `bk_signature=x&${query}`,
      body: JSON.stringify({ ...CODE, bk_username: 'a', ...FIELDS }),
    });
const apigwWith =
  (accessCredentials: unknown): Send =>
  (environment) =>
    environment.send('POST', APIGW, { headers: authorization(accessCredentials), body: JSON.stringify(FIELDS) });
const twice =
  (first: Send, second: Send): Send =>
  async (environment) => {
    await first(environment);
    return second(environment);
  };

describe('errors of ESB itself', () => {
  const COMMON = 1306000;
  it.each<[string, Send, number, string, EnvironmentParts['settings']?]>([
    [
      'neither signature nor secret',
      esbWith({}),
      COMMON,
      'Signature [bk_signature] and APP Secret [bk_app_secret] cannot be empty at the same time',
    ],
    ['a secret without a code', esbWith({ bk_app_secret: 's' }), COMMON, 'APP Code [bk_app_code] cannot be empty'],
    [
      'an unknown code',
      esbWith({ bk_app_code: 'X', bk_app_secret: 's' }),
      COMMON,
      'Invalid APP Code [bk_app_code=X], please confirm if the APP Code has been registered',
    ],
    [
      'a wrong secret',
      esbWith({ ...ACCESS_CREDENTIAL, bk_app_secret: 's' }),
      COMMON,
      'APP Secret verification failed, pelase confirm if the APP Secret and APP Code [bk_app_code=dragoman] match',
    ],
    [
      'a bad signature',
      esbSigned(`bk_nonce=1&bk_timestamp=${START / 1000}`),
      COMMON,
      'Signature [bk_signature] verification failed, please provide valid parameters and signature',
    ],
    ['no nonce', esbSigned(''), COMMON, 'Parameter bk_nonce does not exist'],
    ['an illegal nonce', esbSigned('bk_nonce=x'), COMMON, 'Parameter bk_nonce is illegal'],
    [
      'a nonce of nought',
      esbSigned('bk_nonce=0'),
      COMMON,
      'Parameter bk_nonce is illegal, it must be a positive integer',
    ],
    ['no timestamp', esbSigned('bk_nonce=1'), COMMON, 'Parameter bk_timestamp does not exist'],
    [
      'an illegal timestamp',
      esbSigned('bk_nonce=1&bk_timestamp=x'),
      COMMON,
      'Parameter bk_timestamp is illegal, due to non-time format',
    ],
    [
      'an old timestamp',
      esbSigned(`bk_nonce=1&bk_timestamp=${START / 1000 - 301}`),
      COMMON,
      'Parameter bk_timestamp is illegal, because it has expired',
    ],
    [
      'no user',
      esbWith(APP),
      COMMON,
      'User authentication failed, please provide a valid user identity, such as bk_token, bk_username',
    ],
    [
      'bk_username of an app that is not exempt',
      esbWith({ ...APP, bk_username: 'a' }),
      COMMON,
      'User authentication failed, please provide a valid user identity, such as bk_token, bk_username',
      { trust_bk_username: false },
    ],
    [
      'a bad bk_token',
      esbWith({ ...APP, bk_token: 'x' }),
      COMMON,
      'User authentication failed, please check if the bk_token is valid',
    ],
    [
      'a bad access_token',
      esbHeader({ access_token: 'x' }),
      COMMON,
      'verify access_token failed, please check if the access_token is valid',
    ],
    [
      "an app's access_token",
      esbHeader({ access_token: 'of-app' }),
      COMMON,
      'the access_token is the application type and cannot indicate the user',
    ],
    [
      'an unknown bk_access_token',
      esbWith({ ...APP, bk_access_token: 'x' }),
      COMMON,
      'The specified user TOKEN [bk_access_token] does not exist',
    ],
    [
      'an old bk_access_token',
      esbWith({ ...APP, bk_access_token: 'old-of-user' }),
      COMMON,
      'The specified user TOKEN [bk_access_token] has expired, please apply for authorization again',
    ],
    [
      'an internal exception',
      esbHeader([]),
      COMMON,
      'Component error, please contact the component developer to handle it.',
    ],
    [
      'a body that only begins like JSON',
      (environment) => environment.send('POST', ESB, { headers: authorization(ACCESS_CREDENTIAL), body: '{x' }),
      COMMON,
      'Request JSON string is wrong in format, which cannot be analyzed.',
    ],
    [
      'an app without the API',
      esbWith(ACCESS_CREDENTIAL),
      1306403,
      'APP permission is insufficient, APP has no permission to access the component (create_credential) ' +
        'of the system (JOBV3). The APP manager can go to the Developer Center and apply for permission to ' +
        'access the component',
      { app_permissions: ['x/*'] },
    ],
    [
      'a header that is no JSON',
      (environment) => environment.send('POST', ESB, { headers: { 'x-bkapi-authorization': '{' }, body: '{}' }),
      1306406,
      'Parameters error, request header X-Bkapi-Authorization is not a valid JSON format string',
    ],
    [
      'an answer of JOB with another status',
      (environment) => environment.esb('update_file_source', SCOPE),
      1306201,
      'Component request third-party system [JOBV3] interface [update_file_source] error: Status Code: ' +
        '400, Error Message: third-party system interface response status code is not 200, please try again ' +
        'later or contact component developer to handle this',
      { job_version: '3.9' },
    ],
  ])('%s', async (...[, send, code, message, settings]) => {
    const answer = await send(await environmentWith(settings));
    expect([answer.status, answer.headers]).toEqual([200, { 'Content-Type': 'application/json; charset=utf-8' }]);
    expect(answer.body).toMatchObject({ result: false, code, data: null, message });
  });

  it('an unknown path', async () => {
    const answer = await (await environmentWith()).esb('no_such_api', {});
    expect([answer.status, answer.body]).toEqual([
      404,
      { result: false, data: null, message: 'The content does not exist' },
    ]);
  });
});

describe('errors of the API gateway itself', () => {
  const invalid = (reason: string): [number, number, string, string] => [
    400,
    1640001,
    'INVALID_ARGS',
    `Parameters error [reason="${reason}"]`,
  ];
  it.each<[string, Send, [number, number, string, string], EnvironmentParts['settings']?]>([
    [
      'no header',
      (environment) => environment.send('POST', APIGW, { body: '{}' }),
      invalid('app code cannot be empty'),
    ],
    ['no app code', apigwWith({ bk_app_secret: 's' }), invalid('app code cannot be empty')],
    [
      'a long code',
      apigwWith({ ...ACCESS_CREDENTIAL, bk_app_code: 'x'.repeat(33) }),
      invalid('app code cannot be longer than 32 characters'),
    ],
    [
      'a long secret',
      apigwWith({ ...ACCESS_CREDENTIAL, bk_app_secret: 'x'.repeat(129) }),
      invalid('app secret cannot be longer than 128 characters'),
    ],
    [
      'neither secret nor signature',
      apigwWith(CODE),
      invalid('please provide bk_app_secret or bk_signature to verify app'),
    ],
    ['an unknown app', apigwWith({ ...ACCESS_CREDENTIAL, bk_app_code: 'X' }), invalid('app not found')],
    [
      'a wrong secret',
      apigwWith({ ...ACCESS_CREDENTIAL, bk_app_secret: 'x' }),
      invalid('bk_app_code or bk_app_secret is incorrect'),
    ],
    [
      'a header that is no JSON object',
      apigwWith('x'),
      invalid('request header X-Bkapi-Authorization is not a valid JSON'),
    ],
    [
      'no user',
      apigwWith(APP),
      invalid(
        'user authentication failed, please provide a valid user identity, such as bk_username, bk_token, access_token',
      ),
    ],
    [
      'bk_username alone',
      apigwWith({ ...APP, bk_username: 'a' }),
      invalid('user authentication failed, the user indicated by bk_username is not verified'),
      { trust_bk_username: false },
    ],
    ['a bad bk_token', apigwWith({ ...APP, bk_token: 'x' }), invalid('bk_token is not valid')],
    [
      "an app's access_token",
      apigwWith({ access_token: 'of-app' }),
      invalid('the access_token is the application type and cannot indicate the user'),
    ],
    [
      "an old user's access_token",
      apigwWith({ access_token: 'old-of-user' }),
      invalid('the access_token of the user(alice) has expired, please re-authorize'),
    ],
    ["an old app's access_token", apigwWith({ access_token: 'old-of-app' }), invalid('access_token has expired')],
    [
      'an app without the API',
      apigwWith(ACCESS_CREDENTIAL),
      [
        403,
        1640301,
        'APP_NO_PERMISSION',
        'App has no permission to the resource [reason="no permission, bk_app_code=dragoman"]',
      ],
      { app_permissions: ['x/*'] },
    ],
    [
      'an unknown path',
      (environment) => environment.send('POST', '/api/bk-job/prod/x'),
      [404, 1640401, 'API_NOT_FOUND', 'API not found [method="POST" path="/api/bk-job/prod/x"]'],
    ],
    [
      'a long body',
      async (environment) => {
        const { status, headers, body } = environment.door.rejectTooLong(requestHead('POST', APIGW, {}), 'body');
        return { status, headers, text: body, body: JSON.parse(body) as Json };
      },
      [413, 1641301, 'BODY_SIZE_LIMIT_EXCEED', 'Request body size too large.'],
    ],
    [
      'a long URL',
      async (environment) => {
        const { status, headers, body } = environment.door.rejectTooLong(requestHead('GET', APIGW, {}), 'uri');
        return { status, headers, text: body, body: JSON.parse(body) as Json };
      },
      [414, 1641401, 'URI_SIZE_LIMIT_EXCEED', 'Request uri size too large.'],
    ],
  ])('%s', async (...[, send, [status, code, codeName, message], settings]) => {
    const answer = await send(await environmentWith(settings));
    expect([answer.status, answer.body]).toEqual([
      status,
      { code, code_name: codeName, message, result: false, data: null },
    ]);
    expect(answer.headers).toMatchObject({
      'X-Bkapi-Error-Code': String(code),
      'X-Bkapi-Error-Message': message,
      'X-Bkapi-Request-Id': expect.any(String),
    });
  });
});

describe('errors of JOB', () => {
  const call =
    (operation: string, fields: Json, headers: Record<string, string> = {}) =>
    (language: string): Send =>
    (environment) =>
      environment.apigw(operation, fields, { 'blueking-language': language, ...headers });
  const once = call('create_credential', FIELDS)('en');
  const account = { ...SCOPE, account: 'a', type: 1, category: 1 };
  const source = { ...SCOPE, code: 'c', alias: 'a', type: 'TENCENT_CLOUD_COS', credential_id: NO_ID };

  it.each<[number, (language: string) => Send, string, string, EnvironmentParts['settings']?]>([
    [1240002, call('create_credential', { ...FIELDS, type: 'X' }), 'Internal Server Error', '内部服务器异常'],
    [1240003, call('create_credential', { ...FIELDS, name: {} }), 'Bad Request', '错误的请求'],
    [
      1241005,
      call('create_credential', { ...FIELDS, bk_scope_type: 'x' }),
      'Invalid request parameter [bk_scope_type]',
      '请求参数[bk_scope_type]不合法',
    ],
    [
      1241010,
      call('create_credential', { ...FIELDS, name: ' ' }),
      'Invalid request parameter [name], reason: name cannot be null or blank',
      '请求参数[name]不合法，原因：name cannot be null or blank',
    ],
    [
      1241010,
      call('create_credential', { ...FIELDS, type: '' }),
      'Invalid request parameter [type], reason: type cannot be null or blank',
      '请求参数[type]不合法，原因：type cannot be null or blank',
    ],
    [
      1241010,
      call('update_credential', FIELDS),
      'Invalid request parameter [id], reason: id cannot be null or blank',
      '请求参数[id]不合法，原因：id cannot be null or blank',
    ],
    [1243048, call('update_credential', { ...FIELDS, id: NO_ID }), 'Credential not exist', '凭证不存在'],
    [
      1243049,
      call('create_credential', { ...FIELDS, bk_scope_id: 'x' }),
      'Business/Business Set not exist or archived',
      '业务/业务集不存在或已被归档',
    ],
    [
      1243060,
      (language) => twice(once, call('create_credential', FIELDS)(language)),
      'Credential name [n] already exists',
      '凭证名称[n]已存在',
    ],
    [
      9900403,
      call('create_credential', FIELDS),
      'User (admin) permission not allowed, please confirm and apply permission in IAM and try again',
      '用户(admin)权限不足，请前往权限中心确认并申请补充后重试',
      { deny: ['admin/*/*'] },
    ],
    [
      1243007,
      (language) => twice(call('create_account', account)('en'), call('create_account', account)(language)),
      'The account alias already exists',
      '账号别名已存在',
    ],
    [
      1243008,
      call('create_account', { ...account, category: 2 }),
      'DB dependency system account is illegal',
      'DB依赖的系统账号不合法',
    ],
    [1244003, call('delete_account', { ...SCOPE, id: 7 }), 'Account [7] does not exist', '账号[7]不存在'],
    [
      1260004,
      (language) =>
        twice(call('create_file_source', source)('en'), call('create_file_source', { ...source, code: 'd' })(language)),
      'FileSource alias already exists:a',
      '文件源别名已存在：a',
    ],
    [1260012, call('update_file_source', source), 'Cannot find file source by code:c', '无法根据标识c找到文件源'],
    [
      1260015,
      (language) => twice(call('create_file_source', source)('en'), call('create_file_source', source)(language)),
      'FileSource code already exists:c',
      '文件源标识已存在：c',
    ],
    [1240003, call('create_credential', { name: 'n' }), 'Invalid bk_scope_type', '非法的资源范围类型'],
    [1240003, call('create_credential', { bk_scope_type: 'biz' }), 'Invalid bk_scope_id', '非法的资源范围 ID'],
  ])('%i', async (...[code, send, en, zh, settings]) => {
    for (const [language, message] of [
      ['en', en],
      ['zh-cn', zh],
    ] as const) {
      const answer = await send(language)(await environmentWith(settings));
      expect([answer.status, answer.body]).toMatchObject([200, { code, result: false, message }]);
      expect('data' in answer.body).toBe(false);
      expect('permission' in answer.body).toBe(code === 9900403);
    }
  });

  it.each<[string, string]>([
    ['en', 'Missing request parameter [credential_id]'],
    ['zh-cn', '请求参数[credential_id]缺失'],
  ])('1241004 in %s, before JOB 3.10', async (language, message) => {
    const environment = await environmentWith({ job_version: '3.9' });
    const answer = await environment.esb(
      'create_file_source',
      { ...source, credential_id: ' ' },
      { 'blueking-language': language },
    );
    expect(answer.body).toMatchObject({ code: 1241004, message });
  });

  it.each<[string, string]>([
    ['en', 'idCan not be empty'],
    ['zh-cn', 'id不能为空'],
  ])('1240003 of a body with a blank id in %s', async (language, message) => {
    const answer = await (
      await environmentWith()
    ).esb('get_credential_detail', SCOPE, { 'blueking-language': language });
    expect(answer.body).toMatchObject({ code: 1240003, message });
  });

  it.each<[string, string]>([
    ['en', 'Missing user info'],
    ['zh-cn', '缺少有效的用户信息'],
  ])('1247002 in %s', async (language, message) => {
    const environment = await environmentWith();
    const answer = await environment.apigw('system/create_credential', FIELDS, {
      ...authorization(APP),
      'blueking-language': language,
    });
    expect([answer.status, answer.body]).toMatchObject([401, { code: 1247002, result: false, message }]);
  });

  it('1247004, and nothing at all without a token', async () => {
    const environment = await newEnvironment({ authMode: 'lenient' });
    const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part({ exp: START, user: { username: 'a' } })}.`;
    const path = '/api/job/v3/job-file-gateway/create_file_source';
    const answer = await environment.send('POST', path, {
      headers: { 'x-bkapi-jwt': token, 'blueking-language': 'en' },
      body: '{}',
    });
    expect([answer.status, answer.body]).toMatchObject([401, { code: 1247004, message: 'Missing AppCode' }]);
    expect(await environment.door.handle({ ...requestHead('POST', path, {}), body: Buffer.alloc(0) })).toEqual({
      status: 401,
      headers: {},
      body: '',
    });
  });

  it.each<[string, number, number, string]>([
    ['en', 1243055, 200, 'Credential is referenced and cannot be deleted'],
    ['zh-cn', 1243055, 200, '凭证被引用不支持删除'],
    [
      'en',
      1238001,
      403,
      'User (admin) permission not allowed, please confirm and apply permission in IAM and try again',
    ],
    ['zh-cn', 1238001, 403, '用户(admin)权限不足，请前往权限中心确认并申请补充后重试'],
  ])('of the web console in %s: %i', async (language, code, status, message) => {
    const environment = await environmentWith({
      web_console: true,
      deny: code === 1238001 ? ['admin/manage_ticket/*'] : [],
    });
    const { id } = dataOf(await environment.esb('create_credential', FIELDS));
    await environment.esb('create_file_source', { ...source, credential_id: id });
    const headers = {
      cookie: `bk_token=${ACCESS_CREDENTIAL.bk_token}; job_csrf_key=k; blueking_language=${language}`,
      'x-csrf-token': 'k',
    };
    const answer = await environment.send('DELETE', `/job-manage/web/credentials/scope/biz/2/ids/${String(id)}`, {
      headers,
    });
    expect([answer.status, answer.body]).toMatchObject([status, { success: false, code, errorMsg: message }]);
  });
});

describe('errors that no request is answered with, unless a fault says so', () => {
  const GATEWAY_NAMES = new Map<number, string>(
    Object.entries(APIGW_ERRORS).map(([name, { code }]) => [code, `'${name}'`]),
  );
  const FOR_FAULTS = ['apigw-error.ts', 'backend-error.ts', 'esb-error.ts', 'injectable.ts'];
  const SOURCES = readdirSync(new URL('../src/', import.meta.url), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        entry.name.endsWith('.ts') &&
        !entry.name.endsWith('.test.ts') &&
        !FOR_FAULTS.includes(entry.name),
    )
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8').replaceAll(/\/\*\*.*?\*\//gs, ''))
    .join('\n');

  it.each<[string, readonly number[]]>([
    [
      'there is no third system behind ESB that could be out of reach',
      [1306203, 1306206, 1306207, 1306208, 1306209, 1306407, 1306408],
    ],
    ['users come with their credential or not at all, and have no rights of ESB', [1306401, 1306402]],
    ['a path is known or it is not', [1306404, 1306405]],
    ['nothing is throttled', [1306429, 1642901, 1642902, 1642903, 1642904]],
    ['the gateway takes no token of another gateway in its header', [1640004]],
    ['the usual way to authenticate does not use them', [1640100, 1640101, 1640102]],
    ['tenants, addresses and users are not restricted', [1640302, 1640303, 1640304, 1210005, 1210006]],
    ['there is no backend that could fail', [1650000, 1650002, 1650070, 1650200, 1650201, 1650300, 1650401, 1650801]],
    [
      'JOB keeps them for its own services, or for operations that are not here',
      [1240001, 1240005, 1241001, 1241002, 1241008, 1241012, 1243051],
    ],
    ['no job plan refers to an account, nor can an account of a database', [1243014]],
  ])('as %s', (_reason, codes) => {
    const names = codes.map((code) => GATEWAY_NAMES.get(code) ?? String(code));
    expect(names.filter((name) => SOURCES.includes(name))).toEqual([]);
  });
});
