/** What facts of the kind `gap` say that the platform has and this door has not. */
import { describe, expect, it } from '@jest/globals';

import { ACCESS_CREDENTIAL, SCOPE, authorization, dataOf, newEnvironment } from './environment.ts';
import { BODY, callConsole, newConsole } from './web-console.ts';

const CREATE = '/api/bk-job/prod/api/v3/create_credential';
const FIELDS = { ...SCOPE, name: 'n', type: 'SECRET_KEY', credential_secret_key: 'k' };
const EN = { 'blueking-language': 'en' };

describe('what the platform has and this door has not', () => {
  it('are tokens of another gateway in the header', async () => {
    const environment = await newEnvironment();
    const send = async (header: unknown) =>
      (await environment.send('POST', CREATE, { headers: authorization(header), body: JSON.stringify(FIELDS) })).body;
    const tokens = { jwt: 'e30.e30.c2lnbg', inner_jwt: 'e30.e30.c2lnbg' };
    expect(await send(tokens)).toMatchObject({ message: 'Parameters error [reason="app code cannot be empty"]' });
    expect(await send({ ...ACCESS_CREDENTIAL, ...tokens })).toMatchObject({ code: 0 });
  });

  it('are multipart forms', async () => {
    const environment = await newEnvironment();
    const parts = Object.entries({ ...ACCESS_CREDENTIAL, ...FIELDS }).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const answer = await environment.send('POST', '/api/c/compapi/v2/jobv3/create_credential/', {
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body: `${parts.join('')}--b--\r\n`,
    });
    expect(answer.body).toMatchObject({ result: false });
    expect(await environment.namesElsewhere()).toEqual([]);
  });

  it('are limits of how often one may call', async () => {
    const environment = await newEnvironment();
    const codes = new Set<unknown>();
    for (let call = 0; call < 100; call += 1)
      for (const front of ['esb', 'apigw'] as const)
        codes.add((await environment[front]('get_account_list', { ...SCOPE, account: 'root' })).body['code']);
    expect([...codes]).toEqual([0]);
  });

  it('is the length of the column for values, 65535 bytes once they are sealed', async () => {
    const environment = await newEnvironment();
    const value = 'v'.repeat(65_536);
    const answer = await environment.apigw('create_credential', { ...FIELDS, credential_secret_key: value });
    expect(await environment.valueOf(dataOf(answer)['id'])).toContain(value);
  });

  it('are the accounts that a scope is born with', async () => {
    const environment = await newEnvironment();
    const list = await environment.esb('get_account_list', { ...SCOPE, bk_scope_id: '7' });
    expect(dataOf(list)).toMatchObject({ total: 0, data: [] });
  });

  it('are job plans, which would keep an account from being deleted', async () => {
    const environment = await newEnvironment();
    const account = dataOf(await environment.esb('create_account', { ...SCOPE, account: 'a', type: 1, category: 1 }));
    const answer = await environment.esb('delete_account', { ...SCOPE, id: account['id'] }, EN);
    expect(answer.body).toMatchObject({ code: 0, data: { id: account['id'] } });
  });

  it('are encrypted values in the web console', async () => {
    const environment = await newConsole();
    expect((await callConsole(environment, 'POST', '', { ...BODY, algorithm: 'RSA' })).body).toMatchObject({
      success: false,
      code: 1240002,
    });
    expect((await callConsole(environment, 'POST', '', { ...BODY, algorithm: '' })).body).toMatchObject({ code: 0 });
  });
});

it('an empty tenant, which the Go SDK sends with every call, is as none', async () => {
  const environment = await newEnvironment();
  const call = async (headers: Record<string, string>) => {
    const answer = await environment.apigw('get_account_list', SCOPE, headers);
    return [answer.status, answer.body['code'], answer.body['data']];
  };
  expect(await call({ 'x-bk-tenant-id': '' })).toEqual(await call({}));
  expect(await call({})).toEqual([200, 0, expect.anything()]);
});
