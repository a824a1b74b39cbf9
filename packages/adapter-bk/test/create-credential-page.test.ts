import { beforeEach, describe, expect, it } from '@jest/globals';

import { type HeldSentence, describeSeedPage } from '../../../test/seed-pages.ts';
import { type Answer, type Environment, SCOPE, dataOf, newEnvironment } from './environment.ts';

/** The page's example of a request, without who sends it. */
const EXAMPLE = {
  bk_scope_type: 'biz',
  bk_scope_id: '1',
  name: 'testCredential',
  type: 'USERNAME_PASSWORD',
  description: 'This is a test credential',
  credential_username: 'admin',
  credential_password: 'password',
};
const SAMPLE = { ...EXAMPLE, ...SCOPE };

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

const create = async (change: Record<string, unknown> = {}): Promise<Answer> =>
  environment.esb('create_credential', { ...SAMPLE, ...change });
const valueOf = async (answer: Answer): Promise<unknown> =>
  JSON.parse(await environment.valueOf(dataOf(answer)['id'])) as unknown;
const detailOf = async (answer: Answer): Promise<unknown> =>
  dataOf(await environment.esb('get_credential_detail', { ...SCOPE, id: dataOf(answer)['id'] }));

describe('the request of the page', () => {
  it('is answered with the fields of the example of responses', async () => {
    const { body } = await environment.esb('create_credential', EXAMPLE);
    expect(body).toMatchObject({
      result: true,
      code: 0,
      message: 'success',
      data: { id: expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  it('authenticates by the common arguments, as the example has them', async () => {
    const { body } = await environment.esb('create_credential', { ...EXAMPLE, bk_app_secret: 'xxx' });
    expect(body).toMatchObject({ result: false, code: 1306000 });
  });

  it('makes a credential', async () => {
    const answer = await create();
    expect(await detailOf(answer)).toMatchObject({
      id: dataOf(answer)['id'],
      name: 'testCredential',
      type: 'USERNAME_PASSWORD',
      description: 'This is a test credential',
    });
    expect(await valueOf(answer)).toEqual({ type: 'USERNAME_PASSWORD', username: 'admin', password: 'password' });
  });

  it.each([
    ['bk_scope_type', 1240003],
    ['bk_scope_id', 1240003],
    ['name', 1241010],
    ['type', 1241010],
  ])('must have %s', async (field, code) => {
    expect((await create({ [field]: undefined })).body).toMatchObject({ result: false, code });
  });

  it('takes biz and biz_set as type of scope, and no other', async () => {
    for (const bk_scope_type of ['biz', 'biz_set']) expect((await create({ bk_scope_type })).body['code']).toBe(0);
    expect((await create({ bk_scope_type: 'business' })).body['code']).toBe(1241005);
  });

  it('is for the business or the business set that the id means', async () => {
    const id = dataOf(await create({ bk_scope_type: 'biz_set', bk_scope_id: '9' }))['id'];
    const found = await environment.esb('get_credential_detail', { bk_scope_type: 'biz_set', bk_scope_id: '9', id });
    expect(found.body).toMatchObject({ data: { bk_scope_type: 'biz_set', bk_scope_id: '9' } });
    const other = await environment.esb('get_credential_detail', { bk_scope_type: 'biz', bk_scope_id: '9', id });
    expect(other.body['code']).toBe(1243048);
  });

  it.each([
    ['ACCESS_KEY_SECRET_KEY', 'APP_ID_SECRET_KEY'],
    ['PASSWORD', 'PASSWORD'],
    ['USERNAME_PASSWORD', 'USERNAME_PASSWORD'],
    ['SECRET_KEY', 'SECRET_KEY'],
  ])('takes the type %s', async (type, answered) => {
    expect(await detailOf(await create({ type }))).toMatchObject({ type: answered });
  });

  it('takes no other type', async () => {
    expect((await create({ type: 'TOKEN' })).body).toMatchObject({ result: false, code: 1240002 });
  });

  it('may leave the description out', async () => {
    expect(await detailOf(await create({ description: undefined }))).toMatchObject({ description: null });
  });

  it.each([
    [
      'access and secret key of ACCESS_KEY_SECRET_KEY',
      { type: 'ACCESS_KEY_SECRET_KEY', credential_access_key: 'the access key', credential_secret_key: 'the key' },
      { type: 'APP_ID_SECRET_KEY', access_key: 'the access key', secret_key: 'the key' },
    ],
    [
      'secret key of SECRET_KEY',
      { type: 'SECRET_KEY', credential_secret_key: 'the secret key' },
      { type: 'SECRET_KEY', secret_key: 'the secret key' },
    ],
    [
      'password of PASSWORD',
      { type: 'PASSWORD', credential_password: 'the password' },
      { type: 'PASSWORD', password: 'the password' },
    ],
  ])('keeps the %s', async (_what, fields, value) => {
    expect(await valueOf(await create(fields))).toEqual(value);
  });

  it('may leave values out, which the page says are required and the service does not ask for', async () => {
    for (const type of ['ACCESS_KEY_SECRET_KEY', 'PASSWORD', 'USERNAME_PASSWORD', 'SECRET_KEY']) {
      const { name, bk_scope_type, bk_scope_id } = SAMPLE;
      const bare = { name: `${name} ${type}`, type, bk_scope_type, bk_scope_id };
      expect((await environment.esb('create_credential', bare)).body['code']).toBe(0);
    }
  });
});

describe('the response of the page', () => {
  it('says by result and code whether the request succeeded', async () => {
    expect((await create()).body).toMatchObject({ result: true, code: 0 });
    const { result, code } = (await create()).body;
    expect([result, Number(code) > 0]).toEqual([false, true]);
  });

  it('tells in message what is wrong', async () => {
    expect((await create({ name: '' })).body['message']).toMatch(/name cannot be null or blank/);
  });

  it('has in data the id of the credential', async () => {
    const answer = await create();
    expect(dataOf(answer)['id']).toMatch(/^[0-9a-f]{32}$/);
    expect(await detailOf(answer)).toMatchObject({ id: dataOf(answer)['id'] });
  });

  it('has in permission what the user lacks', async () => {
    const denying = await newEnvironment({ settings: { deny: ['admin/create_ticket/*'] } });
    expect((await denying.esb('create_credential', SAMPLE)).body).toMatchObject({
      result: false,
      permission: { system_id: 'bk_job', actions: [{ id: 'create_ticket' }] },
    });
  });

  it('has a request_id of its own', async () => {
    const ids = [await create(), await create()].map(({ body }) => body['request_id']);
    expect(ids).toEqual(ids.map(() => expect.stringMatching(/^[0-9a-f]{32}$/)));
    expect(new Set(ids).size).toBe(2);
  });
});

const by = (title: string): readonly string[] => [`create-credential-page.test.ts › ${title}`];
const REQUIRED = by('must have %s');
const UNREQUIRED = by('may leave values out, which the page says are required and the service does not ask for');
const SUCCESS = by('says by result and code whether the request succeeded');
const ID = by('has in data the id of the credential');
const KEPT = by('keeps the %s');
const MADE = by('makes a credential');

const HELD: readonly HeldSentence[] = [
  ['Create credential.', MADE],
  ['{{ common_args_desc }}', by('authenticates by the common arguments, as the example has them')],
  ['bk_scope_type string yes', REQUIRED],
  ['Resource scope type.', by('is for the business or the business set that the id means')],
  [
    'Optional values: biz - Business，biz_set - Business Set',
    by('takes biz and biz_set as type of scope, and no other'),
  ],
  ['bk_scope_id string yes', REQUIRED],
  ['Resource scope ID.', by('is for the business or the business set that the id means')],
  [
    'Corresponds to bk_scope_type, which means business ID or business set ID',
    by('is for the business or the business set that the id means'),
  ],
  ['name string yes', REQUIRED],
  ['Required Credential Name', REQUIRED],
  ['type string yes', REQUIRED],
  [
    'Credential type，value can be ACCESS_KEY_SECRET_KEY,PASSWORD,USERNAME_PASSWORD,SECRET_KEY',
    [...by('takes the type %s'), ...by('takes no other type')],
  ],
  ['description string no', by('may leave the description out')],
  ['Credentials Description', MADE],
  ['credential_access_key string no', UNREQUIRED],
  ['When the credential type is ACCESS_KEY_SECRET_KEY, required', [...KEPT, ...UNREQUIRED]],
  ['credential_secret_key string no', UNREQUIRED],
  ['When the credential type is ACCESS_KEY_SECRET_KEY/SECRET_KEY, required', [...KEPT, ...UNREQUIRED]],
  ['credential_username string no', UNREQUIRED],
  ['When the credential type is USERNAME_PASSWORD, required', [...MADE, ...UNREQUIRED]],
  ['credential_password string no', UNREQUIRED],
  ['When the credential type is USERNAME_PASSWORD/PASSWORD, required', [...KEPT, ...MADE, ...UNREQUIRED]],
  [
    '{ "bk_app_code": "esb_test", "bk_app_secret": "xxx", "bk_token": "xxx", "bk_scope_type": "biz", ' +
      '"bk_scope_id": "1", "name": "testCredential", "type": "USERNAME_PASSWORD", ' +
      '"description": "This is a test credential", "credential_username": "admin", ' +
      '"credential_password": "password" }',
    by('is answered with the fields of the example of responses'),
  ],
  [
    '{ "result": true, "code": 0, "message": "success", "data": { "id": "06644309e10e4068b3c7b32799668210" } }',
    by('is answered with the fields of the example of responses'),
  ],
  ['result bool', SUCCESS],
  ['Success or failure of the request. true: request successful; false: request failed', SUCCESS],
  ['code int', SUCCESS],
  ['Error code. 0 means SUCCESS, >0 means FAIL', SUCCESS],
  ['message string', by('tells in message what is wrong')],
  ['Error message', by('tells in message what is wrong')],
  ['data object', ID],
  ['Data returned by request', ID],
  ['permission object', by('has in permission what the user lacks')],
  ['Permission information', by('has in permission what the user lacks')],
  ['request_id string', by('has a request_id of its own')],
  ['Request chain id', by('has a request_id of its own')],
  ['id string yes', ID],
  ['Credential ID', ID],
];

describeSeedPage('blueking-create_credential.md', new URL('./', import.meta.url), HELD);
