import { describe, expect, it } from '@jest/globals';
import { requestHead } from '@dragoman/protocol-kit';

import { START } from './memory-services.ts';
import {
  type Answer,
  type Json,
  ACCESS_CREDENTIAL,
  SCOPE,
  type Environment,
  type EnvironmentParts,
  dataOf,
  newEnvironment,
} from './environment.ts';

const BASE = '/job-manage/web/credentials/scope/biz/2';
const KEY = 'k'.repeat(32);
const SESSION = {
  cookie: `bk_token=${ACCESS_CREDENTIAL.bk_token}; job_csrf_key=${KEY}; blueking_language=en`,
  'x-csrf-token': KEY,
};
const BODY = { name: 'n', type: 'USERNAME_PASSWORD', value1: 'u', value2: 'p', value3: '', description: 'd' };
const MASK = '******';

async function newConsole(parts: EnvironmentParts = {}): Promise<Environment> {
  return newEnvironment({ ...parts, settings: { web_console: true, ...parts.settings } });
}

async function call(
  environment: Environment,
  method: string,
  path: string,
  body?: Json,
  headers: Record<string, string> = SESSION,
): Promise<Answer> {
  const [at = '', query = ''] = path.split('?');
  return environment.send(method, BASE + at, {
    query,
    headers: { ...headers, 'content-type': 'application/json' },
    body: body === undefined ? '' : JSON.stringify(body),
  });
}

async function made(environment: Environment, change: Json = {}): Promise<Json> {
  return dataOf(await call(environment, 'POST', '', { ...BODY, ...change }));
}

describe("the web console's login", () => {
  it('is served only where it is switched on', async () => {
    const { door } = await newEnvironment();
    expect(door.matches(requestHead('GET', `${BASE}/list`, {}))).toBe(false);
    const open = (await newConsole()).door;
    expect(open.matches(requestHead('GET', `${BASE}/list`, {}))).toBe(true);
    expect(open.matches(requestHead('GET', '/job-manage/other', {}))).toBe(false);
    expect(open.matches(requestHead('GET', '/api/bk-job/prod/x', {}))).toBe(true);
    expect(open.rejectTooLong(requestHead('POST', BASE, {}), 'body').status).toBe(413);
  });

  it.each([
    ['no cookie', {}],
    ['a token that nobody holds', { cookie: 'bk_token=x' }],
    ['an empty token', { cookie: 'bk_token=' }],
  ])('refuses %s with nothing but where to log in', async (_case, headers) => {
    const environment = await newConsole();
    const answer = await environment.door.handle({
      ...requestHead('GET', `${BASE}/list`, headers),
      body: Buffer.alloc(0),
    });
    expect(answer).toEqual({ status: 401, headers: { 'x-login-url': '/login/?' }, body: '' });
  });

  it('takes the first of several tokens that somebody holds', async () => {
    const environment = await newConsole();
    expect(
      (
        await call(environment, 'GET', '/list', undefined, {
          cookie: `bk_token=x; bk_token=${ACCESS_CREDENTIAL.bk_token}`,
        })
      ).status,
    ).toBe(200);
  });

  it('brings a key against forgery, and refuses changes without it', async () => {
    const environment = await newConsole();
    const cookie = `bk_token=${ACCESS_CREDENTIAL.bk_token}`;
    const first = await call(environment, 'GET', '/list', undefined, { cookie });
    const expected =
      /^job_csrf_key=([0-9a-f]{32}); Path=\/; Max-Age=2592000; Expires=Sun, 14 Feb 2027 08:00:00 GMT; SameSite=Lax$/;
    const key = expected.exec(first.headers['Set-Cookie'] ?? '')?.[1] ?? '';
    expect(key).toHaveLength(32);
    for (const headers of [
      { cookie },
      { cookie: `${cookie}; job_csrf_key=${key}` },
      { cookie: `${cookie}; job_csrf_key=${key}`, 'x-csrf-token': 'x' },
      { cookie, 'x-csrf-token': key },
    ]) {
      const answer = await environment.door.handle({
        ...requestHead('POST', BASE, headers),
        body: Buffer.from(JSON.stringify(BODY)),
      });
      expect([answer.status, answer.body]).toEqual([401, '']);
      expect(answer.headers).toEqual({ 'x-login-url': '/login/?', 'Set-Cookie': expect.stringMatching(expected) });
    }
    const last = await call(environment, 'POST', '', BODY, {
      cookie: `${cookie}; job_csrf_key=${key}`,
      'x-csrf-token': key,
    });
    expect([last.status, last.headers['Set-Cookie']]).toEqual([200, undefined]);
  });

  it('does not know other paths', async () => {
    const environment = await newConsole();
    expect((await call(environment, 'GET', '/elsewhere')).body).toMatchObject({ status: 404, error: 'Not Found' });
    expect((await call(environment, 'PATCH', '/x', {})).status).toBe(404);
  });
});

describe("the web console's credentials", () => {
  it('are made, and shown without what is secret', async () => {
    const environment = await newConsole();
    const answer = await call(environment, 'POST', '', BODY);
    expect([answer.status, Object.keys(answer.body)]).toEqual([
      200,
      ['success', 'code', 'errorMsg', 'data', 'requestId'],
    ]);
    expect(answer.body).toMatchObject({
      success: true,
      code: 0,
      errorMsg: 'Success',
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(answer.headers['X-Bk-Job-Request-Id']).toBe(answer.body['requestId']);
    const row = dataOf(answer);
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'n',
      type: 'USERNAME_PASSWORD',
      description: 'd',
      value1: 'u',
      value2: MASK,
      value3: MASK,
      creator: 'admin',
      createTime: START,
      lastModifyUser: 'admin',
      lastModifyTime: START,
      canManage: null,
      canUse: null,
    });
    expect(await environment.valueOf(row['id'])).toBe('{"type":"USERNAME_PASSWORD","username":"u","password":"p"}');
  });

  it.each([
    ['APP_ID_SECRET_KEY', 'u', '{"type":"APP_ID_SECRET_KEY","access_key":"u","secret_key":"p"}'],
    ['PASSWORD', MASK, '{"type":"PASSWORD","password":"u"}'],
    ['SECRET_KEY', MASK, '{"type":"SECRET_KEY","secret_key":"u"}'],
  ])('of type %s show %s', async (type, value1, text) => {
    const environment = await newConsole();
    const row = await made(environment, { type });
    expect(row).toMatchObject({ value1, value2: MASK });
    expect(await environment.valueOf(row['id'])).toBe(text);
  });

  it('are listed, the last changed first, by pages', async () => {
    const environment = await newConsole();
    const ids: unknown[] = [];
    for (let n = 0; n < 12; n += 1) {
      ids.push((await made(environment, { name: `Name ${n}`, description: n === 3 ? 'Third' : null }))['id']);
      environment.services.advance(1000);
    }
    await call(environment, 'PUT', `/${String(ids[0])}`, { ...BODY, name: 'Name 0' });
    const list = async (query: string) => dataOf(await call(environment, 'GET', `/list?${query}`));
    const names = async (query: string) => ((await list(query))['data'] as Json[]).map((row) => row['name']);
    const all = await list('');
    expect(Object.keys(all)).toEqual(['start', 'pageSize', 'total', 'data', 'canCreate']);
    expect(all).toMatchObject({ start: 0, pageSize: 10, total: 12, canCreate: true });
    expect((all['data'] as Json[])[0]).toMatchObject({ name: 'Name 0', value1: 'u', canManage: true, canUse: true });
    expect(await names('start=10')).toEqual(['Name 2', 'Name 1']);
    expect(await names('start=1&pageSize=2')).toEqual(['Name 11', 'Name 10']);
    expect(await names('start=-1&pageSize=0')).toHaveLength(10);
    expect(await names('name=NAME%201')).toEqual(['Name 11', 'Name 10', 'Name 1']);
    expect(await names('description=thi')).toEqual(['Name 3']);
    expect(await names(`id=${String(ids[4])}`)).toEqual(['Name 4']);
    expect(await names('id=')).toEqual([]);
    expect(await names('creator=nobody&lastModifyUser=nobody')).toHaveLength(10);
    expect((await call(environment, 'GET', '/list?start=x')).body).toMatchObject({ code: 1240003 });
  });

  it('are listed by id and name, all of them unless asked for a page', async () => {
    const environment = await newConsole();
    for (let n = 0; n < 12; n += 1) {
      await made(environment, { name: `${n}` });
      environment.services.advance(1);
    }
    const basic = async (query: string) => dataOf(await call(environment, 'GET', `/basicInfo/list${query}`));
    const all = await basic('');
    expect(all).toMatchObject({ start: null, pageSize: null, total: 12, canCreate: true });
    expect(all['data']).toHaveLength(12);
    expect((all['data'] as Json[])[0]).toEqual({ id: expect.any(String), name: '11', canUse: true });
    expect(await basic('?start=11&pageSize=5')).toMatchObject({
      start: 11,
      pageSize: 5,
      total: 12,
      data: [{ name: '0' }],
    });
  });

  it('have names that can be asked for', async () => {
    const environment = await newConsole();
    const { id } = await made(environment);
    const isFree = async (credential: string, query: string) =>
      (await call(environment, 'GET', `/${credential}/check_name${query}`)).body['data'];
    expect([
      await isFree('0', '?name=N'),
      await isFree(String(id), '?name=N'),
      await isFree('0', '?name=m'),
      await isFree('0', '?name='),
    ]).toEqual([false, true, true, false]);
    expect(await call(environment, 'GET', '/0/check_name')).toMatchObject({ status: 400, body: { code: 1240003 } });
  });

  it('are replaced whole, but for asterisks', async () => {
    const environment = await newConsole();
    const { id } = await made(environment);
    const answer = await call(environment, 'PUT', `/${String(id)}`, {
      name: 'm',
      type: 'APP_ID_SECRET_KEY',
      value1: 'ak',
      value2: MASK,
    });
    expect(dataOf(answer)).toMatchObject({
      id,
      name: 'm',
      type: 'APP_ID_SECRET_KEY',
      description: null,
      value1: 'ak',
      value2: MASK,
    });
    expect(await environment.valueOf(id)).toBe('{"type":"APP_ID_SECRET_KEY","access_key":"ak","secret_key":"p"}');
    await call(environment, 'PUT', `/${String(id)}`, { name: 'm', type: 'APP_ID_SECRET_KEY', value2: 'sk' });
    expect(await environment.valueOf(id)).toBe('{"type":"APP_ID_SECRET_KEY","secret_key":"sk"}');
  });

  it('are deleted once, unless a file source uses them', async () => {
    const environment = await newConsole();
    const { id } = await made(environment);
    const source = { ...SCOPE, code: 'c', alias: 'a', type: 'TENCENT_CLOUD_COS', credential_id: id };
    await environment.esb('create_file_source', source);
    const used = await call(environment, 'DELETE', `/ids/${String(id)}`);
    expect([used.status, used.body]).toEqual([
      200,
      {
        success: false,
        code: 1243055,
        errorMsg: 'Credential is referenced and cannot be deleted',
        requestId: expect.any(String),
      },
    ]);
    await environment.esb('update_file_source', { ...source, credential_id: 'f'.repeat(32) });
    expect(dataOf(await call(environment, 'DELETE', `/ids/${String(id)}`))).toBe(1);
    expect(await call(environment, 'DELETE', `/ids/${String(id)}`)).toMatchObject({
      status: 404,
      body: { success: false, code: 1243048, errorMsg: 'Credential not exist' },
    });
    expect((await environment.esb('get_credential_detail', { ...SCOPE, id })).body).toMatchObject({ code: 1243048 });
  });

  it('made elsewhere are shown, those that wait for their deletion are not', async () => {
    const environment = await newConsole();
    await environment.makeElsewhere('plain', 'a value');
    await environment.scheduleDeletion(await environment.makeElsewhere('going', 'x'));
    expect(dataOf(await call(environment, 'GET', '/list'))).toMatchObject({
      total: 1,
      data: [{ name: 'plain', type: 'SECRET_KEY', value1: MASK }],
    });
  });

  it('whose value cannot be read are shown without it', async () => {
    const environment = await newConsole();
    await made(environment);
    environment.services.secrets.readSealed = async () => null;
    expect(dataOf(await call(environment, 'GET', '/list'))).toMatchObject({
      total: 1,
      data: [{ name: 'n', type: 'SECRET_KEY', value1: MASK }],
    });
  });
});

describe("the web console's refusals", () => {
  it.each<[Json, number, Json]>([
    [{ name: ' ' }, 409, { code: 1243060, errorMsg: 'Credential name [ ] already exists' }],
    [{ name: undefined }, 409, { code: 1243060, errorMsg: 'Credential name [null] already exists' }],
    [{ name: 'OTHER' }, 409, { code: 1243060 }],
    [{ name: 'OTHER', type: null }, 409, { code: 1243060 }],
    [{ name: 'x', type: null }, 500, { code: 1240002, errorMsg: 'Internal Server Error' }],
    [{ name: 'x', type: 'ACCESS_KEY_SECRET_KEY' }, 400, { code: 1240003, errorMsg: 'Bad Request' }],
    [{ name: 'x', algorithm: 'RSA' }, 500, { code: 1240002 }],
    [{ name: 'x'.repeat(256) }, 500, { code: 1240002 }],
    [{ name: {} }, 400, { code: 1240003 }],
  ])('of %j have status %i', async (change, status, body) => {
    const environment = await newConsole();
    await made(environment, { name: 'other' });
    const { id } = await made(environment);
    expect(await call(environment, 'POST', '', { ...BODY, name: 'fresh', ...change })).toMatchObject({
      status,
      body: { success: false, ...body },
    });
    expect(await call(environment, 'PUT', `/${String(id)}`, { ...BODY, ...change })).toMatchObject({
      status,
      body: { success: false, ...body },
    });
  });

  it('come from the scope too, in Chinese unless the cookie asks for English', async () => {
    const environment = await newConsole({ settings: { scopes: ['biz/2'] } });
    const send = (scope: string) =>
      environment.send('GET', `/job-manage/web/credentials/scope/${scope}/list`, {
        headers: { cookie: `bk_token=${ACCESS_CREDENTIAL.bk_token}` },
      });
    expect(await send('module/2')).toMatchObject({
      status: 400,
      body: { code: 1241005, errorMsg: '请求参数[bk_scope_type]不合法' },
    });
    expect(await send('biz/3')).toMatchObject({
      status: 404,
      body: { code: 1243049, errorMsg: '业务/业务集不存在或已被归档' },
    });
    expect((await send('biz/2')).body['errorMsg']).toBe('成功');
    expect((await send('%20/2')).body).toMatchObject({ code: 1240003 });
  });

  it('of what is no JSON have status 400', async () => {
    const environment = await newConsole();
    const answer = await environment.send('POST', BASE, { headers: SESSION, body: '{' });
    expect(answer).toMatchObject({ status: 400, body: { code: 1240003 } });
  });

  it('of an unknown credential have status 404', async () => {
    const environment = await newConsole();
    expect(await call(environment, 'PUT', `/${'f'.repeat(32)}`, BODY)).toMatchObject({
      status: 404,
      body: { code: 1243048 },
    });
  });

  it('of permissions have status 403, and say what to apply for', async () => {
    const environment = await newConsole({
      settings: { deny: ['admin/create_ticket/*', 'admin/manage_ticket/*', 'admin/use_ticket/*'] },
    });
    const { id } = dataOf(
      await environment.esb('create_credential', {
        ...SCOPE,
        name: 'n',
        type: 'PASSWORD',
        bk_token: '',
        bk_username: 'bob',
      }),
    );
    const answer = await call(environment, 'POST', '', BODY);
    expect([answer.status, answer.body]).toEqual([
      403,
      {
        success: false,
        code: 1238001,
        requestId: expect.any(String),
        errorMsg: 'User (admin) permission not allowed, please confirm and apply permission in IAM and try again',
        authResult: {
          pass: false,
          applyUrl: null,
          requiredPermissions: [
            { actionName: 'Create Ticket', relatedResources: [{ resourceTypeName: 'Business', resourceName: '2' }] },
          ],
        },
      },
    ]);
    for (const [method, path] of [
      ['PUT', `/${String(id)}`],
      ['DELETE', `/ids/${String(id)}`],
    ] as const) {
      expect(
        (await call(environment, method, path, method === 'PUT' ? { ...BODY, type: null } : undefined)).body,
      ).toMatchObject({
        code: 1238001,
        authResult: {
          requiredPermissions: [
            { actionName: 'Manage Ticket', relatedResources: [{ resourceTypeName: 'Tickets', resourceName: 'n' }] },
          ],
        },
      });
    }
    expect(dataOf(await call(environment, 'GET', '/list'))).toMatchObject({
      canCreate: false,
      data: [{ canManage: false, canUse: false }],
    });
    const guarded = await newConsole({ addresses: [{ door: 'bk', key: 'biz/3' }] });
    expect(await call(guarded, 'GET', '/list')).toMatchObject({ status: 403, body: { code: 1238001 } });
  });

  it('of a fault of ours have status 500, and are told to the console', async () => {
    const environment = await newConsole();
    const fault = new Error('disk');
    environment.services.secrets.list = async () => {
      throw fault;
    };
    expect(await call(environment, 'GET', '/list')).toMatchObject({ status: 500, body: { code: 1240002 } });
    expect(environment.outcomes[0]?.internalError).toBe(fault);
  });
});

describe("the web console's older releases", () => {
  it('let names repeat, and cannot write none', async () => {
    const environment = await newConsole({ settings: { job_version: '3.11' } });
    await made(environment);
    expect(await made(environment)).toMatchObject({ name: 'n' });
    expect(await call(environment, 'POST', '', { ...BODY, name: null })).toMatchObject({
      status: 500,
      body: { code: 1240002 },
    });
    expect(await call(environment, 'POST', '', { ...BODY, type: null })).toMatchObject({ status: 500 });
    expect((await call(environment, 'GET', '/0/check_name?name=n')).body['data']).toBe(true);
  });
});
