import { type Identity, type Json, isDenied } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { newEnvironment } from './environment.ts';

const SCOPE = { scopeType: 'biz', scopeId: '2' };

const userWith = (permissions?: readonly string[]): Identity => ({
  id: 'alice',
  name: 'alice',
  addresses: 'any',
  attributes: { bk: { username: 'alice', ...(permissions !== undefined && { permissions }) } },
});

/** The checks of an operation of the web console, before anybody calls it. */
async function checksOf(
  operation: string,
  parameters: Readonly<Record<string, Json>>,
  permissions?: readonly string[],
) {
  const { door } = await newEnvironment({ permissions: 'enforce', settings: { web_console: true } });
  const decided = await door.permissions?.decide({ identity: userWith(permissions), operation, parameters });
  return decided?.map((one) => [one.check.action, one.check.resource, isDenied(one) ? 'denied' : 'allowed']);
}

describe('an operation of the web console', () => {
  const ROW = { ...SCOPE, name: 'n', type: 'PASSWORD', value1: 'p' };

  it('is asked about before it is called', async () => {
    expect(await checksOf('createCredential', ROW, ['access_business biz/2'])).toEqual([
      ['access_business', 'biz/2', 'allowed'],
      ['create_ticket', 'biz/2', 'denied'],
    ]);
    const id = 'f'.repeat(32);
    const row = { ...ROW, credentialId: id };
    expect(await checksOf('updateCredential', row, ['access_business biz/2', `manage_ticket ticket/${id}`])).toEqual([
      ['access_business', 'biz/2', 'allowed'],
      ['manage_ticket', `ticket/${id}`, 'allowed'],
    ]);
    expect(await checksOf('deleteCredentialById', { ...SCOPE, id }, ['access_business biz/2'])).toEqual([
      ['access_business', 'biz/2', 'allowed'],
      ['manage_ticket', `ticket/${id}`, 'denied'],
    ]);
  });

  it('that lists needs the scope alone, and whoever states nothing may everything', async () => {
    for (const operation of ['listCredentials', 'listCredentialBasicInfo'])
      expect(await checksOf(operation, SCOPE, [])).toEqual([['access_business', 'biz/2', 'denied']]);
    expect(await checksOf('listCredentials', SCOPE)).toEqual([['access_business', 'biz/2', 'allowed']]);
  });

  it('is asked beside those of the open API, each by its own names', async () => {
    const { door } = await newEnvironment({ permissions: 'enforce', settings: { web_console: true } });
    const parameters = { bk_scope_type: 'biz', bk_scope_id: '2', id: 'f'.repeat(32) };
    const question = { identity: userWith([]), operation: 'get_credential_detail', parameters };
    expect(await door.permissions?.decide(question)).toMatchObject([
      { check: { action: 'call_api' } },
      { check: { action: 'access_business' } },
    ]);
    await expect(checksOf('createCredential', { name: 'n' })).rejects.toThrow();
  });
});
