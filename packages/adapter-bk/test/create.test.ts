import { describe, expect, it } from '@jest/globals';

import { type Json, SCOPE, dataOf, newWorld } from './world.ts';

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
    const world = await newWorld();
    const { id } = dataOf(await world.esb('create_credential', { ...SCOPE, ...SLOTS, name: 'n', type }));
    expect(await world.valueOf(id)).toBe(text);
    expect(dataOf(await world.esb('get_credential_detail', { ...SCOPE, id }))['type']).toBe(stored);
  });

  it('requires no slot, takes scalars for texts, and ignores id and what it does not know', async () => {
    const world = await newWorld();
    const given = {
      ...SCOPE,
      id: 'f'.repeat(32),
      name: 7,
      type: 'USERNAME_PASSWORD',
      credential_username: true,
      credential_password: null,
      bk_supplier_account: '0',
    };
    const created = dataOf(await world.esb('create_credential', given));
    expect(created['name']).toBe('7');
    expect(created['id']).not.toBe(given.id);
    expect(await world.valueOf(created['id'])).toBe('{"type":"USERNAME_PASSWORD","username":"true"}');
  });

  it('keeps six asterisks as they are', async () => {
    const world = await newWorld();
    const { id } = dataOf(await world.esb('create_credential', { ...FIELDS, credential_password: '******' }));
    expect(await world.valueOf(id)).toBe('{"type":"PASSWORD","password":"******"}');
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
  ])('refuses %j', async (change, refusal) => {
    const world = await newWorld();
    expect((await world.esb('create_credential', { ...FIELDS, ...change })).body).toMatchObject({
      result: false,
      data: null,
      ...refusal,
    });
  });

  it('refuses a name that differs by case alone, in the same scope', async () => {
    const world = await newWorld();
    await world.esb('create_credential', { ...FIELDS, name: 'Foo' });
    expect((await world.esb('create_credential', { ...FIELDS, name: 'fOO' })).body).toMatchObject(taken('fOO'));
    expect((await world.apigw('create_credential', { ...FIELDS, name: 'Foo' })).body['message']).toBe(
      '凭证名称[Foo]已存在',
    );
    expect((await world.esb('create_credential', { ...FIELDS, name: 'Foo ' })).body).toMatchObject({ code: 0 });
    expect((await world.esb('create_credential', { ...FIELDS, name: 'Foo', bk_scope_id: '3' })).body).toMatchObject({
      code: 0,
    });
  });

  it('takes up to 255 characters of name and 65,535 bytes of description', async () => {
    const world = await newWorld();
    const codeOf = async (change: Json) =>
      (await world.esb('create_credential', { ...FIELDS, ...change })).body['code'];
    expect(await codeOf({ name: '凭'.repeat(255) })).toBe(0);
    expect(await codeOf({ name: '凭'.repeat(256) })).toBe(1240002);
    expect(await codeOf({ name: '😀'.repeat(255) })).toBe(0);
    expect(await codeOf({ name: 'a', description: 'é'.repeat(32_767) + 'x' })).toBe(0);
    expect(await codeOf({ name: 'b', description: 'é'.repeat(32_768) })).toBe(1240002);
    expect(await codeOf({ name: 'A', description: 'é'.repeat(32_768) })).toBe(1243060);
  });

  it('holds a name for a secret that waits for its deletion', async () => {
    const world = await newWorld();
    await world.scheduleDeletion(await world.makeElsewhere('n', 'x'));
    expect((await world.esb('create_credential', FIELDS)).body).toMatchObject(taken('n'));
  });
});

describe('switches of create_credential', () => {
  it('refuse the documented spelling', async () => {
    const world = await newWorld({ settings: { accept_documented_type: false } });
    expect((await world.esb('create_credential', { ...FIELDS, type: 'ACCESS_KEY_SECRET_KEY' })).body).toMatchObject({
      code: 1240002,
    });
    expect((await world.esb('create_credential', { ...FIELDS, type: 'APP_ID_SECRET_KEY' })).body).toMatchObject({
      code: 0,
    });
  });

  it('explain an unknown type', async () => {
    const world = await newWorld({ settings: { explain_unknown_type: true } });
    expect((await world.esb('create_credential', { ...FIELDS, type: 'TOKEN' })).body).toMatchObject({
      code: 1241010,
      message:
        'Invalid request parameter [type], reason: Unsupported type:TOKEN, supported types:APP_ID_SECRET_KEY,PASSWORD,USERNAME_PASSWORD,SECRET_KEY',
    });
  });

  it('tell names apart by case', async () => {
    const world = await newWorld({ settings: { case_sensitive_names: true } });
    await world.esb('create_credential', { ...FIELDS, name: 'Foo' });
    expect((await world.esb('create_credential', { ...FIELDS, name: 'foo' })).body).toMatchObject({ code: 0 });
    expect((await world.esb('create_credential', { ...FIELDS, name: 'Foo' })).body).toMatchObject({ code: 1243060 });
  });
});
