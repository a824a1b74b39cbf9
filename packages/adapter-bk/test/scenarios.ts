import type { Scenario } from '../../../test/fixtures.ts';
import { ACCESS_CREDENTIAL, SCOPE, authorization } from './environment.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One call. In its path and its fields `<name>` is the id of what an earlier call made under this name. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Fields;
}

const GATEWAY_HEADERS = { ...authorization(ACCESS_CREDENTIAL), 'content-type': 'application/json' };
const WEB_HEADERS = {
  cookie: `bk_token=${ACCESS_CREDENTIAL.bk_token}; job_csrf_key=k; blueking_language=en`,
  'x-csrf-token': 'k',
  'content-type': 'application/json',
};

const api = (method: Call['method'], operation: string, fields: Fields): Call => ({
  method,
  path: `/api/bk-job/prod/api/v3/${operation}`,
  headers: GATEWAY_HEADERS,
  fields: { ...SCOPE, ...fields },
});
const web = (method: Call['method'], path: string, fields: Fields = {}): Call => ({
  method,
  path: `/job-manage/web/credentials/scope/biz/2${path}`,
  headers: WEB_HEADERS,
  fields,
});

const credential = (name: string, more: Fields = {}): Call =>
  api('POST', 'create_credential', { name, type: 'PASSWORD', credential_password: `password of ${name}`, ...more });
const account = (name: string, more: Fields = {}): Call =>
  api('POST', 'create_account', { account: name, type: 1, category: 1, ...more });
const fileSource = (code: string, more: Fields = {}, operation = 'create_file_source'): Call =>
  api('POST', operation, {
    code,
    alias: `alias of ${code}`,
    type: 'BLUEKING_ARTIFACTORY',
    credential_id: '<a>',
    access_params: { base_url: 'http://files.example.com' },
    ...more,
  });
const row = (name: string, more: Fields = {}): Fields => ({
  name,
  type: 'PASSWORD',
  value1: `password of ${name}`,
  ...more,
});
const both = [credential('a'), credential('b', { type: 'SECRET_KEY', description: 'told' })];

/** Every operation of the open API, through the API gateway. */
export const scenarios: Readonly<Record<string, Scenario<Call>>> = {
  create_credential: { first: credential('a'), second: credential('b', { description: 'told' }) },
  update_credential: {
    given: both,
    first: api('POST', 'update_credential', { id: '<a>', name: 'a2' }),
    second: api('POST', 'update_credential', { id: '<b>', description: 'told again' }),
  },
  get_credential_detail: {
    given: both,
    first: api('GET', 'get_credential_detail', { id: '<a>' }),
    second: api('GET', 'get_credential_detail', { id: '<b>' }),
  },
  create_account: { first: account('root'), second: account('admin', { type: 2, alias: 'windows', description: 'd' }) },
  get_account_list: {
    given: [account('root'), account('admin', { type: 2 })],
    first: api('GET', 'get_account_list', { length: 1 }),
    second: api('GET', 'get_account_list', { start: 1, length: 1 }),
  },
  delete_account: {
    given: [account('root'), account('admin')],
    first: api('POST', 'delete_account', { id: 1 }),
    second: api('POST', 'delete_account', { id: 2 }),
  },
  update_account: {
    given: [account('root'), account('admin')],
    first: api('POST', 'update_account', { id: 1, alias: 'first' }),
    second: api('POST', 'update_account', { id: 2, description: 'second' }),
  },
  get_account_password_encryption_metadata: {
    first: api('GET', 'get_account_password_encryption_metadata', {}),
    second: api('GET', 'get_account_password_encryption_metadata', {}),
    constant: 'the gateway has one key pair',
  },
  create_file_source: {
    given: both,
    first: fileSource('one'),
    second: fileSource('two', { type: 'TENCENT_CLOUD_COS', file_prefix: 'x' }),
  },
  update_file_source: {
    given: [...both, fileSource('one'), fileSource('two')],
    first: fileSource('one', { alias: 'another' }, 'update_file_source'),
    second: fileSource('two', { credential_id: '<b>' }, 'update_file_source'),
  },
  get_file_source_detail: {
    given: [...both, fileSource('one'), fileSource('two', { credential_id: '<b>' })],
    first: api('GET', 'get_file_source_detail', { code: 'one' }),
    second: api('GET', 'get_file_source_detail', { code: 'two' }),
  },
};

/** Every operation of the web console. */
export const webScenarios: Readonly<Record<string, Scenario<Call>>> = {
  listCredentials: {
    given: both,
    first: web('GET', '/list', { pageSize: 1 }),
    second: web('GET', '/list', { name: 'b' }),
  },
  listCredentialBasicInfo: {
    given: both,
    first: web('GET', '/basicInfo/list'),
    second: web('GET', '/basicInfo/list', { start: 1, pageSize: 1 }),
  },
  checkCredentialName: {
    given: both,
    first: web('GET', '/0/check_name', { name: 'a' }),
    second: web('GET', '/0/check_name', { name: 'c' }),
  },
  createCredential: {
    first: web('POST', '', row('a')),
    second: web('POST', '', row('b', { type: 'SECRET_KEY', description: 'told' })),
  },
  updateCredential: {
    given: both,
    first: web('PUT', '/<a>', row('a2')),
    second: web('PUT', '/<b>', row('b', { type: 'SECRET_KEY' })),
  },
  deleteCredentialById: {
    given: both,
    first: web('DELETE', '/ids/<a>'),
    second: web('DELETE', '/ids/<b>'),
    constant: 'it answers how many credentials were deleted, and it deletes one',
  },
};
