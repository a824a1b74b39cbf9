import { describe, expect, it } from '@jest/globals';

import { type Json, ACCESS_CREDENTIAL, SCOPE, dataOf } from './environment.ts';
import { BASE, SESSION, BODY, newConsole, callConsole, newCredential } from './web-console.ts';

describe("the web console's rejections", () => {
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
    await newCredential(environment, { name: 'other' });
    const { id } = await newCredential(environment);
    expect(await callConsole(environment, 'POST', '', { ...BODY, name: 'fresh', ...change })).toMatchObject({
      status,
      body: { success: false, ...body },
    });
    expect(await callConsole(environment, 'PUT', `/${String(id)}`, { ...BODY, ...change })).toMatchObject({
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
    expect(await callConsole(environment, 'PUT', `/${'f'.repeat(32)}`, BODY)).toMatchObject({
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
    const answer = await callConsole(environment, 'POST', '', BODY);
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
        (await callConsole(environment, method, path, method === 'PUT' ? { ...BODY, type: null } : undefined)).body,
      ).toMatchObject({
        code: 1238001,
        authResult: {
          requiredPermissions: [
            { actionName: 'Manage Ticket', relatedResources: [{ resourceTypeName: 'Tickets', resourceName: 'n' }] },
          ],
        },
      });
    }
    expect(dataOf(await callConsole(environment, 'GET', '/list'))).toMatchObject({
      canCreate: false,
      data: [{ canManage: false, canUse: false }],
    });
    const guarded = await newConsole({ addresses: [{ door: 'bk', key: 'biz/3' }] });
    expect(await callConsole(guarded, 'GET', '/list')).toMatchObject({ status: 403, body: { code: 1238001 } });
  });

  it('of a fault of ours have status 500, and are told to the console', async () => {
    const environment = await newConsole();
    const fault = new Error('disk');
    environment.services.secrets.list = async () => {
      throw fault;
    };
    expect(await callConsole(environment, 'GET', '/list')).toMatchObject({ status: 500, body: { code: 1240002 } });
    expect(environment.outcomes[0]?.internalError).toBe(fault);
  });
});
