import { describe, expect, it } from '@jest/globals';

import { START } from './memory-services.ts';
import { type Json, SCOPE, dataOf } from './environment.ts';
import { BODY, MASK, newConsole, callConsole, newCredential } from './web-console.ts';

describe("the web console's credentials", () => {
  it('are made, and shown without what is secret', async () => {
    const environment = await newConsole();
    const answer = await callConsole(environment, 'POST', '', BODY);
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
    const row = await newCredential(environment, { type });
    expect(row).toMatchObject({ value1, value2: MASK });
    expect(await environment.valueOf(row['id'])).toBe(text);
  });

  it('are listed, the last changed first, by pages', async () => {
    const environment = await newConsole();
    const ids: unknown[] = [];
    for (let n = 0; n < 12; n += 1) {
      ids.push((await newCredential(environment, { name: `Name ${n}`, description: n === 3 ? 'Third' : null }))['id']);
      environment.services.advance(1000);
    }
    await callConsole(environment, 'PUT', `/${String(ids[0])}`, { ...BODY, name: 'Name 0' });
    const list = async (query: string) => dataOf(await callConsole(environment, 'GET', `/list?${query}`));
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
    expect((await callConsole(environment, 'GET', '/list?start=x')).body).toMatchObject({ code: 1240003 });
  });

  it('are listed by id and name, all of them unless asked for a page', async () => {
    const environment = await newConsole();
    for (let n = 0; n < 12; n += 1) {
      await newCredential(environment, { name: `${n}` });
      environment.services.advance(1);
    }
    const basic = async (query: string) => dataOf(await callConsole(environment, 'GET', `/basicInfo/list${query}`));
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
    const { id } = await newCredential(environment);
    const isFree = async (credential: string, query: string) =>
      (await callConsole(environment, 'GET', `/${credential}/check_name${query}`)).body['data'];
    expect([
      await isFree('0', '?name=N'),
      await isFree(String(id), '?name=N'),
      await isFree('0', '?name=m'),
      await isFree('0', '?name='),
    ]).toEqual([false, true, true, false]);
    expect(await callConsole(environment, 'GET', '/0/check_name')).toMatchObject({
      status: 400,
      body: { code: 1240003 },
    });
  });

  it('are replaced whole, but for asterisks', async () => {
    const environment = await newConsole();
    const { id } = await newCredential(environment);
    const answer = await callConsole(environment, 'PUT', `/${String(id)}`, {
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
    await callConsole(environment, 'PUT', `/${String(id)}`, { name: 'm', type: 'APP_ID_SECRET_KEY', value2: 'sk' });
    expect(await environment.valueOf(id)).toBe('{"type":"APP_ID_SECRET_KEY","secret_key":"sk"}');
  });

  it('are deleted once, unless a file source uses them', async () => {
    const environment = await newConsole();
    const { id } = await newCredential(environment);
    const source = { ...SCOPE, code: 'c', alias: 'a', type: 'TENCENT_CLOUD_COS', credential_id: id };
    await environment.esb('create_file_source', source);
    const used = await callConsole(environment, 'DELETE', `/ids/${String(id)}`);
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
    expect(dataOf(await callConsole(environment, 'DELETE', `/ids/${String(id)}`))).toBe(1);
    expect(await callConsole(environment, 'DELETE', `/ids/${String(id)}`)).toMatchObject({
      status: 404,
      body: { success: false, code: 1243048, errorMsg: 'Credential not exist' },
    });
    expect((await environment.esb('get_credential_detail', { ...SCOPE, id })).body).toMatchObject({ code: 1243048 });
  });

  it('made elsewhere are shown, those that wait for their deletion are not', async () => {
    const environment = await newConsole();
    await environment.makeElsewhere('plain', 'a value');
    await environment.scheduleDeletion(await environment.makeElsewhere('going', 'x'));
    expect(dataOf(await callConsole(environment, 'GET', '/list'))).toMatchObject({
      total: 1,
      data: [{ name: 'plain', type: 'SECRET_KEY', value1: MASK }],
    });
  });

  it('whose value cannot be read are shown without it', async () => {
    const environment = await newConsole();
    await newCredential(environment);
    environment.services.secrets.readSealed = async () => null;
    expect(dataOf(await callConsole(environment, 'GET', '/list'))).toMatchObject({
      total: 1,
      data: [{ name: 'n', type: 'SECRET_KEY', value1: MASK }],
    });
  });
});

describe("the web console's older releases", () => {
  it('let names repeat, and cannot write none', async () => {
    const environment = await newConsole({ settings: { job_version: '3.11' } });
    await newCredential(environment);
    expect(await newCredential(environment)).toMatchObject({ name: 'n' });
    expect(await callConsole(environment, 'POST', '', { ...BODY, name: null })).toMatchObject({
      status: 500,
      body: { code: 1240002 },
    });
    expect(await callConsole(environment, 'POST', '', { ...BODY, type: null })).toMatchObject({ status: 500 });
    expect((await callConsole(environment, 'GET', '/0/check_name?name=n')).body['data']).toBe(true);
  });
});
