import { describe, expect, it } from '@jest/globals';

import { START } from './memory-services.ts';
import { ACCESS_CREDENTIAL, SCOPE, dataOf, newEnvironment } from './environment.ts';

const FIELDS = { ...SCOPE, name: 'n', type: 'USERNAME_PASSWORD', credential_username: 'u', credential_password: 'p' };

describe('get_credential_detail', () => {
  it('tells everything but the values, in this order', async () => {
    const environment = await newEnvironment();
    const { id } = dataOf(await environment.esb('create_credential', FIELDS));
    const answer = await environment.apigw('get_credential_detail', { ...SCOPE, id });
    expect(answer.text).toContain(
      `"data":{"bk_biz_id":null,"bk_scope_type":"biz","bk_scope_id":"2","id":"${String(id)}","name":"n",` +
        `"type":"USERNAME_PASSWORD","description":null,` +
        `"creator":"admin","create_time":${START},"last_modify_user":"admin","last_modify_time":${START}}}`,
    );
  });

  it('is served in every form', async () => {
    const environment = await newEnvironment();
    const { id } = dataOf(await environment.esb('create_credential', FIELDS));
    const query = new URLSearchParams({ ...ACCESS_CREDENTIAL, ...SCOPE, id: String(id) }).toString();
    const answers = [
      await environment.apigw('get_credential_detail', { ...SCOPE, id }),
      await environment.apigw('system/get_credential_detail', { ...SCOPE, id }),
      await environment.esb('get_credential_detail', { ...SCOPE, id }),
      await environment.send('GET', '/api/c/compapi/v2/jobv3/get_credential_detail/', { query }),
    ];
    for (const answer of answers) expect(dataOf(answer)).toMatchObject({ id, name: 'n' });
  });

  it('finds no credential of another scope, of no credential, or one that waits for its deletion', async () => {
    const environment = await newEnvironment();
    const { id } = dataOf(await environment.esb('create_credential', FIELDS));
    const codeOf = async (fields: Record<string, unknown>) =>
      (await environment.esb('get_credential_detail', { ...SCOPE, ...fields })).body;
    expect(await codeOf({ id, bk_scope_id: '3' })).toMatchObject({ code: 1243048, message: 'Credential not exist' });
    expect(await codeOf({ id: 'f'.repeat(32) })).toMatchObject({ code: 1243048 });
    expect(await codeOf({ id: 'x' })).toMatchObject({ code: 1243048 });
    await environment.scheduleDeletion(String(id));
    expect(await codeOf({ id })).toMatchObject({ code: 1243048 });
    expect((await environment.esb('update_credential', { ...FIELDS, id })).body).toMatchObject({ code: 1243048 });
  });

  it('validates the id of a body, after the scope', async () => {
    const environment = await newEnvironment();
    const messageOf = async (fields: Record<string, unknown>, language: string) =>
      (await environment.esb('get_credential_detail', fields, { 'blueking-language': language })).body;
    expect(await messageOf(SCOPE, 'en')).toMatchObject({ code: 1240003, message: 'idCan not be empty' });
    expect(await messageOf({ ...SCOPE, id: ' ' }, 'zh-cn')).toMatchObject({ code: 1240003, message: 'id不能为空' });
    expect(await messageOf({}, 'en')).toMatchObject({ code: 1240003, message: 'Invalid bk_scope_type' });
  });

  it('can be left out of ESB, as the platform does', async () => {
    const environment = await newEnvironment({ settings: { esb_credential_detail: false } });
    expect((await environment.esb('get_credential_detail', { ...SCOPE, id: 'x' })).status).toBe(404);
    expect((await environment.apigw('get_credential_detail', { ...SCOPE, id: 'x' })).status).toBe(200);
  });
});

describe('a secret made elsewhere', () => {
  it.each([
    ['{"type":"PASSWORD","password":"p"}', 'PASSWORD'],
    ['{"username":"u","password":"p","host":"h"}', 'USERNAME_PASSWORD'],
    ['{"access_key":"a","secret_key":"s"}', 'APP_ID_SECRET_KEY'],
    ['anything', 'SECRET_KEY'],
    ['[1]', 'SECRET_KEY'],
  ])('%s is seen as %s', async (data, type) => {
    const environment = await newEnvironment();
    const id = await environment.makeElsewhere('a name/no door here would take', data);
    expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))).toMatchObject({
      id,
      type,
      name: 'a name/no door here would take',
      creator: 'other-door',
      description: 'elsewhere',
    });
  });

  it('can be updated, and keeps its value by place', async () => {
    const environment = await newEnvironment();
    const id = await environment.makeElsewhere('plain', 'the value');
    await environment.esb('update_credential', { ...SCOPE, id, type: 'PASSWORD', credential_password: '******' });
    expect(await environment.valueOf(id)).toBe('{"type":"PASSWORD","password":"the value"}');
  });
});
