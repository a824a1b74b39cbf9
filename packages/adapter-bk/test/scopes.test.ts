import { describe, expect, it } from '@jest/globals';

import { type Json, ACCESS_CREDENTIAL, authorization, dataOf, newEnvironment } from './environment.ts';

const FIELDS = { name: 'n', type: 'PASSWORD', credential_password: 'p' };
const BAD_TYPE = { code: 1240003, message: 'Invalid bk_scope_type' };
const BAD_ID = { code: 1240003, message: 'Invalid bk_scope_id' };
const NO_SCOPE = { code: 1243049, message: 'Business/Business Set not exist or archived' };
const INTERNAL = { code: 1240002, message: 'Internal Server Error' };
const BAD_REQUEST = { code: 1240003, message: 'Bad Request' };

describe('the scope of a body', () => {
  it.each<[Json, string]>([
    [{ bk_scope_type: 'biz', bk_scope_id: '2' }, 'biz/2'],
    [{ bk_scope_type: 'biz', bk_scope_id: 2 }, 'biz/2'],
    [{ bk_scope_type: 'biz_set', bk_scope_id: '9', bk_biz_id: 2 }, 'biz_set/9'],
    [{ bk_biz_id: 2 }, 'biz/2'],
    [{ bk_biz_id: '2' }, 'biz/2'],
    [{ bk_scope_type: '', bk_scope_id: '', bk_biz_id: '3' }, 'biz/3'],
    [{ bk_biz_id: 7_999_999 }, 'biz/7999999'],
    [{ bk_biz_id: 8_000_000 }, 'biz_set/8000000'],
    [{ bk_biz_id: 9_999_999 }, 'biz_set/9999999'],
    [{ bk_biz_id: 10_000_000 }, 'biz/10000000'],
  ])('%j is %s', async (scope, key) => {
    const environment = await newEnvironment();
    const created = await environment.esb('create_credential', { ...scope, ...FIELDS });
    const [type, id] = key.split('/');
    const detail = await environment.esb('get_credential_detail', {
      bk_scope_type: type,
      bk_scope_id: id,
      id: dataOf(created)['id'],
    });
    expect(detail.body).toMatchObject({ code: 0, data: { bk_biz_id: null, bk_scope_type: type, bk_scope_id: id } });
  });

  it.each<[Json, Json]>([
    [{}, BAD_TYPE],
    [{ bk_scope_id: '2' }, BAD_TYPE],
    [{ bk_scope_type: 'biz' }, BAD_ID],
    [{ bk_scope_type: 'biz', bk_scope_id: ' ' }, BAD_ID],
    [{ bk_scope_type: 'module' }, BAD_TYPE],
    [
      { bk_scope_type: 'module', bk_scope_id: '2' },
      { code: 1241005, message: 'Invalid request parameter [bk_scope_type]' },
    ],
    [{ bk_scope_type: 'biz', bk_scope_id: 'x' }, NO_SCOPE],
    [{ bk_scope_type: 'biz', bk_scope_id: '0' }, NO_SCOPE],
    [{ bk_scope_type: 'tenant_set', bk_scope_id: '2' }, NO_SCOPE],
    [{ bk_biz_id: 0 }, NO_SCOPE],
    [{ bk_biz_id: -2 }, NO_SCOPE],
    [{ bk_biz_id: 'x' }, INTERNAL],
    [{ bk_biz_id: 2.5 }, INTERNAL],
    [{ bk_biz_id: true }, INTERNAL],
    [{ bk_biz_id: '9223372036854775808' }, INTERNAL],
    [{ bk_biz_id: {} }, BAD_REQUEST],
    [{ bk_scope_type: 'biz', bk_scope_id: '2', bk_biz_id: 'x' }, BAD_REQUEST],
    [{ bk_scope_type: {}, bk_scope_id: '2' }, BAD_REQUEST],
    [{ bk_scope_type: 'biz', bk_biz_id: 2 }, BAD_ID],
    [{ bk_scope_id: '2', bk_biz_id: 2 }, INTERNAL],
  ])('%j is rejected', async (scope, rejection) => {
    const environment = await newEnvironment();
    const answer = await environment.esb('create_credential', { ...scope, ...FIELDS });
    expect(answer.body).toMatchObject({ ...rejection, result: false });
    expect((await environment.esb('update_credential', { ...scope, ...FIELDS, id: 'x' })).body).toMatchObject(
      rejection,
    );
  });

  it('is checked before the fields are bound, and they before the scope is validated', async () => {
    const environment = await newEnvironment();
    const wrong = { name: {}, type: [] };
    expect(
      (await environment.esb('create_credential', { bk_scope_type: 'module', bk_scope_id: '2', ...wrong })).body,
    ).toMatchObject({ code: 1241005 });
    expect(
      (await environment.esb('create_credential', { bk_scope_type: 'biz', bk_scope_id: 'x', ...wrong })).body,
    ).toMatchObject({ code: 1243049 });
    expect((await environment.esb('create_credential', wrong)).body).toMatchObject(BAD_REQUEST);
  });

  it('has its messages in Chinese', async () => {
    const environment = await newEnvironment();
    const messageOf = async (scope: Json) => (await environment.apigw('create_credential', scope)).body['message'];
    expect(await messageOf({})).toBe('非法的资源范围类型');
    expect(await messageOf({ bk_scope_type: 'biz' })).toBe('非法的资源范围 ID');
    expect(await messageOf({ bk_scope_type: 'x', bk_scope_id: '2' })).toBe('请求参数[bk_scope_type]不合法');
    expect(await messageOf({ bk_scope_type: 'biz', bk_scope_id: 'x' })).toBe('业务/业务集不存在或已被归档');
    expect(await messageOf({ bk_biz_id: 'x' })).toBe('内部服务器异常');
  });
});

describe('the scope of a query', () => {
  it.each<[string, number]>([
    ['id=x', 1243048],
    ['id=', 1243048],
    ['bk_biz_id=2&id=x', 1243048],
    ['bk_scope_id=2&id=x', 1240002],
    ['bk_scope_type=module&id=x', 1240002],
    ['bk_scope_type=biz&id=x', 1243049],
    ['bk_scope_type=biz&bk_scope_id=2&bk_biz_id=x&id=x', 1240003],
    ['bk_biz_id=x&id=x', 1240002],
    ['bk_scope_type=biz&bk_scope_id=2', 1240003],
    ['', 1240003],
    ['bk_scope_type=module&bk_scope_id=2', 1241005],
    ['bk_scope_type=biz&bk_scope_id=0', 1243049],
    ['bk_scope_type=biz&bk_scope_id=2&bk_scope_id=0&id=x', 1243048],
  ])('?%s is %i', async (query, code) => {
    const environment = await newEnvironment();
    const answer = await environment.send('GET', '/api/bk-job/prod/api/v3/get_credential_detail', {
      headers: authorization(ACCESS_CREDENTIAL),
      query,
    });
    expect(answer.body).toMatchObject({ code });
  });
});

describe('configured scopes', () => {
  it('are the only ones that exist, and may be sets of tenants', async () => {
    const environment = await newEnvironment({ settings: { scopes: ['biz/2', 'tenant_set/t'] } });
    const codeOf = async (type: string, id: string) =>
      (await environment.esb('create_credential', { bk_scope_type: type, bk_scope_id: id, ...FIELDS })).body['code'];
    expect(await codeOf('biz', '2')).toBe(0);
    expect(await codeOf('tenant_set', 't')).toBe(0);
    expect(await codeOf('biz', '3')).toBe(1243049);
  });
});
