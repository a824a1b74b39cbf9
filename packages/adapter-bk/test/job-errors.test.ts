/** Every row of JOB's error table: one request that is answered with it, in both languages. */
import { describe, expect, it } from '@jest/globals';
import { requestHead } from '@dragoman/protocol-kit';

import { START } from './memory-services.ts';
import {
  APP,
  type Json,
  ACCESS_CREDENTIAL,
  SCOPE,
  type EnvironmentParts,
  authorization,
  dataOf,
  newEnvironment,
} from './environment.ts';
import { type Send, FIELDS, NO_ID, environmentWith, twice } from './error-requests.ts';

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
