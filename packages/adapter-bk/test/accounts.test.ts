import { describe, expect, it } from '@jest/globals';

import { unmarked } from './guard.ts';
import { START } from './memory-services.ts';
import { type Json, SCOPE, type Environment, dataOf, newEnvironment } from './environment.ts';

const FIELDS = {
  ...SCOPE,
  account: 'Admin',
  type: 2,
  category: 1,
  password: 'pw',
  alias: 'admin of hosts',
  description: 'd',
};
const EN = { 'blueking-language': 'en' };

async function made(environment: Environment, fields: Json = FIELDS): Promise<Json> {
  return dataOf(await environment.esb('create_account', fields));
}

describe('create_account', () => {
  it('answers the account without its password, keys in order', async () => {
    const environment = await newEnvironment();
    const account = await made(environment);
    expect(account).toEqual({
      bk_biz_id: 2,
      bk_scope_type: 'biz',
      bk_scope_id: '2',
      id: 1,
      account: 'Admin',
      alias: 'admin of hosts',
      category: 1,
      type: 2,
      db_system_account_id: null,
      os: 'Windows',
      creator: 'admin',
      create_time: START,
      last_modify_user: 'admin',
      last_modify_time: START,
      description: 'd',
    });
    expect(Object.keys(account).slice(0, 5)).toEqual(['bk_biz_id', 'bk_scope_type', 'bk_scope_id', 'id', 'account']);
  });

  it('was last changed when it was made, though the clock moves on meanwhile', async () => {
    const environment = await newEnvironment();
    let now = START;
    environment.services.clock.now = () => (now += 1);
    const account = await made(environment);
    expect(account['last_modify_time']).toBe(account['create_time']);
  });

  it('numbers accounts across scopes, calls one by its name, and takes numbers as strings', async () => {
    const environment = await newEnvironment();
    await made(environment);
    const other = { bk_scope_type: 'biz_set', bk_scope_id: '9', account: 'root', type: '1', category: '1', alias: ' ' };
    expect(await made(environment, other)).toMatchObject({
      id: 2,
      alias: 'root',
      os: 'Linux',
      bk_biz_id: 9,
      description: null,
    });
  });

  it('seals the password', async () => {
    const environment = await newEnvironment();
    await made(environment, { ...FIELDS, password: 'clear-as-day' });
    const kept = await environment.services.resources.find('default', 'bk.account', '1');
    expect(JSON.stringify(kept)).not.toContain('clear-as-day');
    const { password } = kept?.body as { password: string };
    expect(unmarked(environment.services.sealer.openText(['bk.account', 'default', '1'], password))).toBe(
      'clear-as-day',
    );
  });

  it.each<[Json, Json]>([
    [{ account: undefined }, { code: 1240003, message: 'Account name cannot be empty' }],
    [{ account: '' }, { code: 1240003, message: 'Account name cannot be empty' }],
    [{ type: 3 }, { code: 1240003, message: 'Account type value is illegal' }],
    [{ category: 3 }, { code: 1240003, message: 'Account category value is illegal' }],
    [{ password: 'p'.repeat(118) }, { code: 1240003, message: 'Account password length cannot be larger than 117' }],
    [{ alias: 'a'.repeat(256) }, { code: 1240003, message: 'Account alias length cannot be larger than 255' }],
    [
      { description: 'd'.repeat(1025) },
      { code: 1240003, message: 'Account description length cannot be larger than 1024' },
    ],
    [{ type: 'x' }, { code: 1240003, message: 'Bad Request' }],
    [{ account: {} }, { code: 1240003, message: 'Bad Request' }],
    [{ type: undefined }, { code: 1240002 }],
    [{ category: null }, { code: 1240002 }],
    [
      { category: 2, type: 9 },
      { code: 1243008, message: 'DB dependency system account is illegal' },
    ],
    [{ alias: 'ADMIN of hosts' }, { code: 1243007, message: 'The account alias already exists' }],
  ])('rejects %j', async (change, rejection) => {
    const environment = await newEnvironment();
    await made(environment);
    const answer = await environment.esb('create_account', { ...FIELDS, alias: 'another', ...change });
    expect(answer.body).toMatchObject({ result: false, data: null, ...rejection });
  });

  it('takes the longest fields there may be', async () => {
    const environment = await newEnvironment();
    const longest = { password: 'p'.repeat(117), alias: 'a'.repeat(255), description: 'd'.repeat(1024) };
    expect(await made(environment, { ...FIELDS, ...longest })).toMatchObject({ alias: longest.alias });
  });

  it('tells aliases apart by scope, and by case where asked to', async () => {
    const environment = await newEnvironment({ settings: { case_sensitive_names: true } });
    await made(environment);
    expect(await made(environment, { ...FIELDS, alias: 'ADMIN of hosts' })).toMatchObject({ id: 2 });
    expect(await made(environment, { ...FIELDS, bk_scope_id: '3' })).toMatchObject({ id: 3 });
  });
});

describe('update_account', () => {
  it('changes what it names, and keeps what is empty', async () => {
    const environment = await newEnvironment();
    await made(environment);
    environment.services.advance(5);
    const changed = dataOf(
      await environment.apigw(
        'update_account',
        { ...SCOPE, id: 1, alias: 'new', description: '', password: 'q' },
        { 'x-bk-username': 'x' },
      ),
    );
    expect(changed).toMatchObject({
      id: 1,
      alias: 'new',
      description: 'd',
      account: 'Admin',
      create_time: START,
      last_modify_time: START + 5,
    });
    const kept = dataOf(await environment.apigw('system/update_account', { ...SCOPE, id: '1', alias: '' }));
    expect(kept).toMatchObject({ alias: 'new' });
    const { password } = (await environment.services.resources.find('default', 'bk.account', '1'))?.body as {
      password: string;
    };
    expect(unmarked(environment.services.sealer.openText(['bk.account', 'default', '1'], password))).toBe('q');
  });

  it('rejects an alias of another, an account of no scope, and none', async () => {
    const environment = await newEnvironment();
    await made(environment);
    await made(environment, { ...FIELDS, alias: 'second' });
    const update = async (fields: Json) =>
      (await environment.apigw('update_account', { ...SCOPE, ...fields }, EN)).body;
    expect(await update({ id: 2, alias: 'Admin of hosts' })).toMatchObject({ code: 1243007 });
    expect(await update({ id: 2, alias: 'SECOND' })).toMatchObject({ code: 0 });
    expect(await update({ id: 7 })).toMatchObject({ code: 1244003, message: 'Account [7] does not exist' });
    expect(await update({ id: 1, bk_scope_id: '3' })).toMatchObject({ code: 1244003 });
    expect(await update({})).toMatchObject({ code: 1240003, message: 'Account id cannot be empty' });
    expect(await update({ id: 1, password: 'p'.repeat(256) })).toMatchObject({
      code: 1240003,
      message: 'Account password length cannot be larger than 117',
    });
    expect(await update({ id: 1, password: 'p'.repeat(255) })).toMatchObject({ code: 0 });
  });
});

describe('delete_account', () => {
  it('answers what it deleted, once', async () => {
    const environment = await newEnvironment();
    const account = await made(environment);
    const answer = await environment.esb('delete_account', { ...SCOPE, id: 1 });
    expect(dataOf(answer)).toEqual(account);
    expect((await environment.esb('delete_account', { ...SCOPE, id: 1 })).body).toMatchObject({
      code: 1244003,
      message: 'Account [1] does not exist',
    });
    expect((await environment.esb('delete_account', SCOPE, { 'blueking-language': 'zh-cn' })).body).toMatchObject({
      message: '账号ID不能为空',
    });
    expect(await made(environment)).toMatchObject({ id: 2 });
  });
});

describe('get_account_list', () => {
  it('pages in the order of creation, and filters', async () => {
    const environment = await newEnvironment();
    for (const name of ['a', 'b', 'c']) await made(environment, { ...SCOPE, account: name, type: 1, category: 1 });
    await made(environment, { ...FIELDS, bk_scope_id: '3' });
    const list = async (fields: Json) => dataOf(await environment.apigw('get_account_list', { ...SCOPE, ...fields }));
    const names = async (fields: Json) => ((await list(fields))['data'] as Json[]).map((account) => account['account']);
    expect(await list({})).toMatchObject({ start: 0, length: 20, total: 3 });
    expect(Object.keys(await list({}))).toEqual(['start', 'length', 'total', 'data']);
    expect(await list({ start: 1, length: 1 })).toMatchObject({
      start: 1,
      length: 1,
      total: 3,
      data: [{ account: 'b' }],
    });
    expect(await list({ start: -1, length: 5000 })).toMatchObject({ start: 0, length: 1000 });
    expect(await list({ length: 0 })).toMatchObject({ length: 20 });
    expect([
      await names({ account: 'B' }),
      await names({ alias: 'c' }),
      await names({ account: 'x' }),
      await names({ category: 2 }),
    ]).toEqual([['b'], ['c'], [], []]);
    expect((await environment.apigw('get_account_list', { ...SCOPE, category: '7' })).body).toMatchObject({
      code: 1240003,
      message: '账号用途取值非法',
    });
    expect((await environment.apigw('get_account_list', {})).body).toMatchObject({ code: 1240002 });
    expect(dataOf(await environment.esb('get_account_list', SCOPE))).toMatchObject({ total: 3 });
  });
});

describe('get_account_password_encryption_metadata', () => {
  it('answers one key for ever, and needs no scope', async () => {
    const environment = await newEnvironment();
    const metadata = dataOf(await environment.apigw('get_account_password_encryption_metadata', {}));
    expect(Object.keys(metadata)).toEqual(['publicKey', 'encryptAlgorithm']);
    expect(Buffer.from(String(metadata['publicKey']), 'base64').toString()).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    const again = dataOf(
      await environment.apigw('system/get_account_password_encryption_metadata', {
        bk_scope_type: 'biz',
        bk_scope_id: '3',
      }),
    );
    expect(again).toEqual(metadata);
  });
});

describe('accounts through ESB', () => {
  it('are those that the platform registers there', async () => {
    const environment = await newEnvironment();
    for (const name of ['update_account', 'get_account_password_encryption_metadata', 'get_file_source_detail']) {
      expect((await environment.esb(name, SCOPE)).status).toBe(404);
    }
  });
});

describe('permissions on accounts', () => {
  it('can be taken away', async () => {
    const environment = await newEnvironment({
      settings: { deny: ['bob/create_account/*', 'bob/manage_account/biz/2'] },
    });
    await made(environment);
    const bob = { bk_token: '', bk_username: 'bob' };
    expect((await environment.esb('create_account', { ...FIELDS, ...bob })).body).toMatchObject({
      code: 9900403,
      permission: {
        actions: [{ id: 'create_account', name: 'Create Account', related_resource_types: [{ type: 'biz' }] }],
      },
    });
    expect((await environment.esb('delete_account', { ...SCOPE, ...bob, id: 1 })).body).toMatchObject({
      code: 9900403,
      permission: {
        actions: [
          {
            id: 'manage_account',
            related_resource_types: [
              {
                system_id: 'bk_job',
                type: 'account',
                type_name: 'Accounts',
                instances: [[{ type: 'biz' }, { id: '1', name: 'admin of hosts' }]],
              },
            ],
          },
        ],
      },
    });
    expect((await environment.esb('delete_account', { ...SCOPE, ...bob, id: 9 })).body).toMatchObject({
      code: 1244003,
    });
  });
});
