import { describe, expect, it } from '@jest/globals';

import { type Json, SCOPE, dataOf, newEnvironment } from './environment.ts';

const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };
const SLOTS = {
  credential_access_key: 'ak',
  credential_secret_key: 'sk',
  credential_username: 'u',
  credential_password: 'p',
};
const taken = (name: string) => ({ code: 1243060, message: `Credential name [${name}] already exists` });

describe('create_credential', () => {
  it.each([
    ['PASSWORD', 'PASSWORD', '{"type":"PASSWORD","password":"p"}'],
    ['SECRET_KEY', 'SECRET_KEY', '{"type":"SECRET_KEY","secret_key":"sk"}'],
    ['USERNAME_PASSWORD', 'USERNAME_PASSWORD', '{"type":"USERNAME_PASSWORD","username":"u","password":"p"}'],
    ['APP_ID_SECRET_KEY', 'APP_ID_SECRET_KEY', '{"type":"APP_ID_SECRET_KEY","access_key":"ak","secret_key":"sk"}'],
    ['ACCESS_KEY_SECRET_KEY', 'APP_ID_SECRET_KEY', '{"type":"APP_ID_SECRET_KEY","access_key":"ak","secret_key":"sk"}'],
  ])('keeps the slots of %s', async (type, stored, text) => {
    const environment = await newEnvironment();
    const { id } = dataOf(await environment.esb('create_credential', { ...SCOPE, ...SLOTS, name: 'n', type }));
    expect(await environment.valueOf(id)).toBe(text);
    expect(dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id }))['type']).toBe(stored);
  });

  it('requires no slot, takes scalars for texts, and ignores id and what it does not know', async () => {
    const environment = await newEnvironment();
    const given = {
      ...SCOPE,
      id: 'f'.repeat(32),
      name: 7,
      type: 'USERNAME_PASSWORD',
      credential_username: true,
      credential_password: null,
      bk_supplier_account: '0',
    };
    const created = dataOf(await environment.esb('create_credential', given));
    expect(created['name']).toBe('7');
    expect(created['id']).not.toBe(given.id);
    expect(await environment.valueOf(created['id'])).toBe('{"type":"USERNAME_PASSWORD","username":"true"}');
  });

  it('keeps six asterisks as they are', async () => {
    const environment = await newEnvironment();
    const { id } = dataOf(await environment.esb('create_credential', { ...FIELDS, credential_password: '******' }));
    expect(await environment.valueOf(id)).toBe('{"type":"PASSWORD","password":"******"}');
  });

  it.each<[Json, Json]>([
    [
      { name: undefined, type: undefined },
      { code: 1241010, message: 'Invalid request parameter [name], reason: name cannot be null or blank' },
    ],
    [{ name: null }, { code: 1241010 }],
    [{ name: ' \t' }, { code: 1241010 }],
    [
      { type: undefined },
      { code: 1241010, message: 'Invalid request parameter [type], reason: type cannot be null or blank' },
    ],
    [{ type: ' ' }, { code: 1241010 }],
    [{ type: 'TOKEN' }, { code: 1240002, message: 'Internal Server Error' }],
    [{ type: 'password' }, { code: 1240002 }],
    [{ name: {} }, { code: 1240003, message: 'Bad Request' }],
    [{ description: [] }, { code: 1240003 }],
    [{ credential_password: { a: 1 } }, { code: 1240003 }],
  ])('rejects %j', async (change, rejection) => {
    const environment = await newEnvironment();
    expect((await environment.esb('create_credential', { ...FIELDS, ...change })).body).toMatchObject({
      result: false,
      data: null,
      ...rejection,
    });
  });

  it('rejects a name that differs by case alone, in the same scope', async () => {
    const environment = await newEnvironment();
    await environment.esb('create_credential', { ...FIELDS, name: 'Foo' });
    expect((await environment.esb('create_credential', { ...FIELDS, name: 'fOO' })).body).toMatchObject(taken('fOO'));
    expect((await environment.apigw('create_credential', { ...FIELDS, name: 'Foo' })).body['message']).toBe(
      '凭证名称[Foo]已存在',
    );
    expect((await environment.esb('create_credential', { ...FIELDS, name: 'Foo ' })).body).toMatchObject({ code: 0 });
    expect(
      (await environment.esb('create_credential', { ...FIELDS, name: 'Foo', bk_scope_id: '3' })).body,
    ).toMatchObject({
      code: 0,
    });
  });

  it('takes up to 255 characters of name and 65,535 bytes of description', async () => {
    const environment = await newEnvironment();
    const codeOf = async (change: Json) =>
      (await environment.esb('create_credential', { ...FIELDS, ...change })).body['code'];
    expect(await codeOf({ name: '凭'.repeat(255) })).toBe(0);
    expect(await codeOf({ name: '凭'.repeat(256) })).toBe(1240002);
    expect(await codeOf({ name: '😀'.repeat(255) })).toBe(0);
    expect(await codeOf({ name: 'a', description: 'é'.repeat(32_767) + 'x' })).toBe(0);
    expect(await codeOf({ name: 'b', description: 'é'.repeat(32_768) })).toBe(1240002);
    expect(await codeOf({ name: 'A', description: 'é'.repeat(32_768) })).toBe(1243060);
  });

  it('holds a name for a secret that waits for its deletion', async () => {
    const environment = await newEnvironment();
    await environment.scheduleDeletion(await environment.makeElsewhere('n', 'x'));
    expect((await environment.esb('create_credential', FIELDS)).body).toMatchObject(taken('n'));
  });
});

describe('switches of create_credential', () => {
  it('reject the documented spelling', async () => {
    const environment = await newEnvironment({ settings: { accept_documented_type: false } });
    expect(
      (await environment.esb('create_credential', { ...FIELDS, type: 'ACCESS_KEY_SECRET_KEY' })).body,
    ).toMatchObject({
      code: 1240002,
    });
    expect((await environment.esb('create_credential', { ...FIELDS, type: 'APP_ID_SECRET_KEY' })).body).toMatchObject({
      code: 0,
    });
  });

  it('explain an unknown type', async () => {
    const environment = await newEnvironment({ settings: { explain_unknown_type: true } });
    expect((await environment.esb('create_credential', { ...FIELDS, type: 'TOKEN' })).body).toMatchObject({
      code: 1241010,
      message:
        'Invalid request parameter [type], reason: Unsupported type:TOKEN, supported ' +
        'types:APP_ID_SECRET_KEY,PASSWORD,USERNAME_PASSWORD,SECRET_KEY',
    });
  });

  it('tell names apart by case', async () => {
    const environment = await newEnvironment({ settings: { case_sensitive_names: true } });
    await environment.esb('create_credential', { ...FIELDS, name: 'Foo' });
    expect((await environment.esb('create_credential', { ...FIELDS, name: 'foo' })).body).toMatchObject({ code: 0 });
    expect((await environment.esb('create_credential', { ...FIELDS, name: 'Foo' })).body).toMatchObject({
      code: 1243060,
    });
  });
});
