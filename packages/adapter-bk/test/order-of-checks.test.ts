import { expect, it } from '@jest/globals';

import { type Environment, type Json, newEnvironment, SCOPE } from './environment.ts';

/** A field of a type that no text can be, in every operation. */
const UNBOUND = { name: {}, id: {} };

const NEW = { name: 'n', type: 'PASSWORD', credential_password: 'x' };

async function codeOf(environment: Environment, operation: string, fields: Json): Promise<unknown> {
  return (await environment.esb(operation, fields)).body['code'];
}

const denying = (...denied: string[]) => newEnvironment({ settings: { deny: denied } });
const NOBODY = 'admin/access_business/*';

/** Each of what JOB checks of a new credential is wrong, and all that comes after it: the first is told. */
it.each<[subject: string, deny: readonly string[], fields: Json, code: number]>([
  ['scope-before-permission', [NOBODY], { bk_scope_type: 'biz', bk_scope_id: 'x', ...UNBOUND }, 1243049],
  ['permission-before-body', [NOBODY], { ...SCOPE, ...UNBOUND }, 9900403],
  ['body-before-parameters', [], { ...SCOPE, ...UNBOUND, type: '' }, 1240003],
  ['parameters-before-name', [], { ...SCOPE, name: 'n', type: '' }, 1241010],
])('create_credential checks %s', async (_subject, deny, fields, code) => {
  const environment = await denying(...deny);
  await environment.makeElsewhere('n', 'x');
  expect(await codeOf(environment, 'create_credential', fields)).toBe(code);
  expect(await codeOf(environment, 'create_credential', { ...SCOPE, ...NEW })).toBe(
    deny.length === 0 ? 1243060 : 9900403,
  );
});

const POSTED = [
  ...['create_credential', 'update_credential', 'create_account', 'update_account', 'delete_account'],
  ...['create_file_source', 'update_file_source'],
];

it.each(POSTED)('checks the scope before the permission, and that before the body: %s', async (operation) => {
  const environment = await denying(NOBODY);
  const call = async (fields: Json) => (await environment.apigw(operation, fields)).body['code'];
  expect(await call({ bk_scope_type: 'biz', bk_scope_id: 'x', ...UNBOUND })).toBe(1243049);
  expect(await call({ ...SCOPE, ...UNBOUND })).toBe(9900403);
  const open = await newEnvironment();
  expect((await open.apigw(operation, { ...SCOPE, ...UNBOUND })).body['code']).toBe(1240003);
});

it.each(['get_credential_detail', 'get_account_list', 'get_file_source_detail'])(
  'checks the scope before the permission: %s',
  async (operation) => {
    const environment = await denying(NOBODY);
    const call = async (fields: Json) => (await environment.apigw(operation, fields)).body['code'];
    const what = { id: 'none', code: 'none' };
    expect(await call({ bk_scope_type: 'biz', bk_scope_id: 'x', ...what })).toBe(1243049);
    expect(await call({ ...SCOPE, ...what })).toBe(9900403);
  },
);
