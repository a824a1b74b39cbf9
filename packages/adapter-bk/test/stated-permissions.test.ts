import { type PermissionMode, registerIdentity } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import type { BkSettings } from '../src/index.ts';
import { type Answer, type Environment, type Json, SCOPE, dataOf, newEnvironment } from './environment.ts';
import { SESSION, callConsole } from './web-console.ts';

const APP = { bk_app_code: 'ci', bk_app_secret: 'app-secret-of-a-test' };
const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };
const TOKEN = 'token-of-alice';

interface Stated {
  readonly permissions?: readonly string[];
  readonly apis?: readonly string[];
}

/** A door, and alice with an app, who state this. */
async function withAlice(
  stated: Stated,
  options: { readonly mode?: PermissionMode; readonly settings?: Partial<BkSettings> } = {},
) {
  const environment = await newEnvironment({
    permissions: options.mode ?? 'enforce',
    settings: { web_console: true, ...options.settings },
  });
  await registerIdentity(
    environment.services,
    { id: 'alice', name: 'alice', addresses: 'any', attributes: { bk: { username: 'alice', ...stated } } },
    [
      { kind: 'app', lookup: APP.bk_app_code, secret: APP.bk_app_secret, expiresAt: null },
      { kind: 'user-token', lookup: TOKEN, secret: null, expiresAt: null },
    ],
  );
  const ask = async (operation: string, fields: Json, user: Json = { bk_token: TOKEN }): Promise<Answer> =>
    environment.esb(operation, { bk_token: '', ...fields, ...APP, ...user });
  return { environment, ask };
}

const codeOf = async (answer: Promise<Answer>): Promise<unknown> => (await answer).body['code'];
const checksOf = ({ outcomes }: Environment): unknown =>
  outcomes.at(-1)?.checks?.map(({ check, outcome }) => [check.action, check.resource, outcome]);

describe('permissions that a user states', () => {
  it('let whoever makes a credential manage and use it', async () => {
    const { environment, ask } = await withAlice({ permissions: ['access_business biz/2', 'create_ticket biz/2'] });
    const { id } = dataOf(await ask('create_credential', FIELDS));
    expect(await codeOf(ask('update_credential', { ...FIELDS, id }))).toBe(0);
    expect(environment.outcomes.at(-1)?.checks?.at(-1)).toMatchObject({ by: { source: 'creator' } });
    const other = dataOf(await environment.esb('create_credential', { ...FIELDS, name: 'other' }));
    expect(await codeOf(ask('update_credential', { ...FIELDS, id: other['id'] }))).toBe(9900403);
  });

  it('say which of them came closest where none allows something', async () => {
    const { environment, ask } = await withAlice({ permissions: ['access_business biz/2', 'create_ticket biz/3'] });
    expect(await codeOf(ask('create_credential', FIELDS))).toBe(9900403);
    expect(environment.outcomes.at(-1)?.checks?.at(-1)?.nearest?.()).toEqual({
      ...{ source: 'identity', policy: 'permissions', statement: 2 },
      mismatches: [{ element: 'Resource', written: 'biz/3' }],
    });
  });

  it('are asked for before the body is validated, and each at its place after it', async () => {
    const { environment, ask } = await withAlice({ permissions: ['access_business biz/2'] });
    expect(await codeOf(ask('create_credential', { ...FIELDS, bk_scope_id: '3', name: {} }))).toBe(9900403);
    expect(checksOf(environment)).toEqual([
      ['call_api', 'create_credential', 'allowed'],
      ['access_business', 'biz/3', 'implicit-deny'],
    ]);
    expect(await codeOf(ask('create_credential', { ...FIELDS, type: 'X' }))).toBe(1240002);
    expect(await codeOf(ask('create_credential', FIELDS))).toBe(9900403);
    expect(environment.outcomes.at(-1)?.rejection?.help?.en).toBe('create_ticket: alice has no permission on biz/2');
  });

  it('imply no other', async () => {
    const { ask } = await withAlice({ permissions: ['create_ticket *', 'manage_ticket *'] });
    expect(await codeOf(ask('create_credential', FIELDS))).toBe(9900403);
  });

  it('of accounts and file sources are asked for alike', async () => {
    const permissions = ['access_business *', 'create_account biz/2', 'create_file_source biz/2', 'use_ticket biz/2'];
    const { environment, ask } = await withAlice({ permissions });
    const account = { ...SCOPE, account: 'root', type: 1, category: 1, password: 'p' };
    const { id } = dataOf(await ask('create_account', account));
    expect(await codeOf(ask('delete_account', { ...SCOPE, id }))).toBe(0);
    const foreign = dataOf(await environment.esb('create_account', { ...account, alias: 'other' }));
    expect(await codeOf(ask('delete_account', { ...SCOPE, id: foreign['id'] }))).toBe(9900403);
    const credential = dataOf(await environment.esb('create_credential', FIELDS));
    const source = {
      ...SCOPE,
      code: 'c',
      alias: 'a',
      type: 'BLUEKING_ARTIFACTORY',
      access_params: { base_url: 'http://a' },
      file_prefix: '',
      credential_id: credential['id'],
    };
    expect(await codeOf(ask('create_file_source', source))).toBe(0);
    expect(await codeOf(ask('update_file_source', source))).toBe(0);
    const without = await withAlice({ permissions: permissions.slice(0, 3) });
    const held = dataOf(await without.environment.esb('create_credential', FIELDS));
    expect(await codeOf(without.ask('create_file_source', { ...source, credential_id: held['id'] }))).toBe(9900403);
  });

  it('are those of the app where the user is just a name', async () => {
    const { ask } = await withAlice({ permissions: ['access_business biz/2'] });
    expect(await codeOf(ask('create_credential', FIELDS, { bk_username: 'bob' }))).toBe(9900403);
  });

  it('leave to doors.bk.deny what it takes', async () => {
    const { ask } = await withAlice(
      { permissions: ['access_business *', 'create_ticket *'] },
      { settings: { deny: ['alice/create_ticket/*'] } },
    );
    expect(await codeOf(ask('create_credential', FIELDS))).toBe(9900403);
  });

  it('are marked in the rows of the web console, one by one', async () => {
    const { environment, ask } = await withAlice({
      permissions: ['access_business biz/2', 'create_ticket biz/2', 'use_ticket biz/2'],
    });
    await ask('create_credential', FIELDS);
    await environment.esb('create_credential', { ...FIELDS, name: 'other' });
    const headers = { ...SESSION, cookie: SESSION.cookie.replace(/bk_token=[^;]*/, `bk_token=${TOKEN}`) };
    const { body } = await callConsole(environment, 'GET', '/list', undefined, headers);
    const { data, canCreate } = body['data'] as { readonly data: readonly Json[]; readonly canCreate: boolean };
    expect(canCreate).toBe(true);
    expect(new Map(data.map(({ name, canManage, canUse }) => [name, [canManage, canUse]]))).toEqual(
      new Map([
        ['n', [true, true]],
        ['other', [false, true]],
      ]),
    );
  });

  it('keep nobody from anything where they are observed, and are recorded', async () => {
    const { environment, ask } = await withAlice({ permissions: [] }, { mode: 'observe' });
    expect(await codeOf(ask('create_credential', FIELDS))).toBe(0);
    expect(checksOf(environment)).toEqual([
      ['call_api', 'create_credential', 'allowed'],
      ['access_business', 'biz/2', 'implicit-deny'],
      ['create_ticket', 'biz/2', 'implicit-deny'],
    ]);
  });

  it('are not asked for where none are stated', async () => {
    const { environment, ask } = await withAlice({});
    expect(await codeOf(ask('create_credential', FIELDS))).toBe(0);
    expect(environment.outcomes.at(-1)?.checks).toBeNull();
  });
});

describe('APIs that an app states', () => {
  it('are asked for by each gateway in its own words, before the scope', async () => {
    const { environment, ask } = await withAlice({ apis: ['get_credential_detail'] });
    const byEsb = await ask('create_credential', { ...FIELDS, bk_scope_id: 'x' });
    expect(byEsb).toMatchObject({ status: 200, body: { code: 1306403 } });
    expect(checksOf(environment)).toEqual([['call_api', 'create_credential', 'app-denied']]);
    const authorization = { 'x-bkapi-authorization': JSON.stringify({ ...APP, bk_token: TOKEN }) };
    const byGateway = await environment.apigw('create_credential', FIELDS, authorization);
    expect(byGateway).toMatchObject({ status: 403, body: { code: 1640301 } });
    expect(environment.outcomes.at(-1)?.rejection?.help?.en).toBe('the apis of its identity do not have it');
    expect(await codeOf(ask('get_credential_detail', { ...SCOPE, id: 'f'.repeat(32) }))).toBe(1243048);
  });

  it('are rejected with status 200 where the API gateway stands before ESB', async () => {
    const { ask } = await withAlice({ apis: [] }, { settings: { esb_style: 'bk7' } });
    expect(await ask('create_credential', FIELDS)).toMatchObject({ status: 200, body: { code: 1640301 } });
  });
});
