import { type ErrorTest, type Fields, NOW, REQUEST_ID_DIGITS, asInvalid } from '../answers/exchange.ts';
import { ERROR_NOTES } from '../answers/error-notes.ts';
import { type Stated, readTable } from '../answers/table.ts';
import type { Family, Request } from '../vector-file.ts';
import { answer, call, callOf } from './answers.ts';

type Wrong = readonly [comment: string, flag: string, request: Request, error: Stated, given?: readonly Request[]];

const NAME = 'orders-db';
const SECRET = { name: NAME, secret_string: 'data' };
const create = (more: object = {}): Request => call('POST', '', { ...SECRET, ...more });
const put = (more: object = {}): Request => call('POST', `/${NAME}/versions`, { secret_string: 'data', ...more });
const show = (path = ''): Request => call('GET', `/${NAME}${path}`);
const stage = (name: string, version = 'v1'): Request => call('POST', `/${NAME}/stages`, { name, version_id: version });
const schedule = call('POST', `/${NAME}/scheduled-deleted-tasks/create`, { recovery_window_in_days: 7 });
const restore = call('POST', `/${NAME}/scheduled-deleted-tasks/cancel`);

/** The table of errors (`api-dew/ErrorCode.html`), misprints and all. */
const PARAMETER: Stated = [400, 'CSMS.0002', 'The value of parameter is invalid.'];
const BODY: Stated = [400, 'CSMS.0004', 'The requested body format is wrong.'];
const MISSING: Stated = [404, 'CSMS.0005', 'The resource does not exist.'];
const EXISTS: Stated = [400, 'CSMS.0101', 'The secret name already exists.'];
const PENDING: Stated = [400, 'CSMS.0103', 'The secret is in the scheduled deletion state.'];
const SYSTEM_STAGE: Stated = [400, 'CSMS.0105', 'Can not delete the system internal stage.'];
const NO_SECRET: Stated = [404, 'CSMS.0106', 'The secret name not found int the db.'];
const TWICE: Stated = [400, 'CSMS.0107', 'The secret is in schedule delete state.'];
const NOT_SCHEDULED: Stated = [400, 'CSMS.0108', 'The secret is not in schedule delete state.'];
const STAGES: Stated = [400, 'CSMS.0203', 'The number of stage has reached the upper limit.'];
const STAGES_ASKED: Stated = [400, 'CSMS.0204', 'number of stages is greater than the quota limit'];
const KEY: Stated = [400, 'CSMS.0401', 'Can not get the protected secret value using the provided KMS key.'];

const made = [create()];
const gone = [create(), schedule];

const NOT_FOUND: readonly Wrong[] = [
  ['no such secret: ShowSecret', 'NotFound', show(), NO_SECRET],
  ['no such secret: UpdateSecret', 'NotFound', call('PUT', `/${NAME}`, { description: 'd' }), NO_SECRET],
  ['no such secret: DeleteSecret', 'NotFound', call('DELETE', `/${NAME}`), NO_SECRET],
  ['no such secret: CreateSecretVersion', 'NotFound', put(), NO_SECRET],
  ['no such secret: ListSecretVersions', 'NotFound', show('/versions'), NO_SECRET],
  ['no such secret: ShowSecretVersion', 'NotFound', show('/versions/latest'), NO_SECRET],
  ['no such secret: ShowSecretStage', 'NotFound', show('/stages/SYSCURRENT'), NO_SECRET],
  ['no such secret: CreateSecretStage', 'NotFound', stage('a'), NO_SECRET],
  ['no such secret: RestoreSecret', 'NotFound', restore, NO_SECRET],
  ['no such version', 'NotFound', show('/versions/v9'), MISSING, made],
  ['no such stage', 'NotFound', show('/stages/none'), MISSING, made],
  ['no such version for a stage', 'NotFound', stage('a', 'v9'), MISSING, made],
  ['a stage to take away that is not there', 'NotFound', call('DELETE', `/${NAME}/stages/none`), MISSING, made],
  ['a name in capitals is another', 'NotFound', call('GET', '/Orders-db'), NO_SECRET, made],
];

const STATES: readonly Wrong[] = [
  ['a new secret by the name of another', 'Exists', create(), EXISTS, made],
  ['a new secret by the name of one that is to be deleted', 'Exists', create(), EXISTS, gone],
  ['read while it is to be deleted', 'State', show('/versions/latest'), PENDING, gone],
  ['put while it is to be deleted', 'State', put(), PENDING, gone],
  ['changed while it is to be deleted', 'State', call('PUT', `/${NAME}`, { description: 'd' }), PENDING, gone],
  ['to be deleted twice', 'State', schedule, TWICE, gone],
  ['restored though it is not to be deleted', 'State', restore, NOT_SCHEDULED, made],
  ['a system stage is not taken away', 'State', call('DELETE', `/${NAME}/stages/SYSCURRENT`), SYSTEM_STAGE, made],
  [
    'a thirteenth stage',
    'Quota',
    stage('m'),
    STAGES,
    [create(), put(), ...'abcdefghij'.split('').map((name) => stage(name))],
  ],
  ['thirteen stages at once', 'Quota', put({ version_stages: 'abcdefghijklm'.split('') }), STAGES_ASKED, made],
  ['no such key', 'NotFound', create({ kms_key_id: '00000000-0000-4000-8000-000000000009' }), KEY],
];

const INPUTS: readonly Wrong[] = [
  ['no name', 'Missing', call('POST', '', { secret_string: 'data' }), PARAMETER],
  ['a name that is null', 'NullParameter', create({ name: null }), PARAMETER],
  ['an empty name', 'WrongValue', create({ name: '' }), PARAMETER],
  ['a name with a blank', 'WrongValue', create({ name: 'a b' }), PARAMETER],
  ['a name with a slash', 'WrongValue', create({ name: 'a/b' }), PARAMETER],
  ['a name of 65 characters', 'WrongValue', create({ name: 'n'.repeat(65) }), PARAMETER],
  ['a name in Chinese', 'WrongValue', create({ name: '数据库' }), PARAMETER],
  ['no value', 'Missing', call('POST', '', { name: NAME }), PARAMETER],
  ['a value that is null', 'NullParameter', create({ secret_string: null }), PARAMETER],
  ['two values', 'WrongValue', create({ secret_binary: 'AA==' }), PARAMETER],
  ['a value that is too long', 'WrongValue', create({ secret_string: 'x'.repeat(65_537) }), PARAMETER],
  ['a type that there is not', 'WrongValue', create({ secret_type: 'common' }), PARAMETER],
  ['a name that is a number', 'WrongType', create({ name: 7 }), BODY],
  ['a value that is a number', 'WrongType', create({ secret_string: 7 }), BODY],
  ['a value that is an object', 'WrongType', create({ secret_string: { a: 1 } }), BODY],
  ['a boolean as text', 'WrongType', create({ auto_rotation: 'false' }), BODY],
  ['a boolean as a number', 'WrongType', create({ auto_rotation: 0 }), BODY],
  ['a list that is a text', 'WrongType', create({ event_subscriptions: 'e' }), BODY],
  ['a list of numbers', 'WrongType', create({ event_subscriptions: [1] }), BODY],
  ['a list within a list', 'WrongType', create({ event_subscriptions: [['e']] }), BODY],
  ['a time as text', 'WrongType', put({ expire_time: '1800000000000' }), BODY, made],
  ['stages that are a text', 'WrongType', put({ version_stages: 'a' }), BODY, made],
  ['a page of none', 'WrongValue', call('GET', '?limit=0'), PARAMETER],
  ['a page of 1001', 'WrongValue', call('GET', '?limit=1001'), PARAMETER],
  ['a page of a word', 'WrongValue', call('GET', '?limit=all'), PARAMETER],
  ['a name that no secret can have', 'WrongValue', call('GET', '/a%20b'), PARAMETER],
  ['a stage with a dot', 'WrongValue', stage('a.b'), PARAMETER, made],
  [
    'days that are too few',
    'WrongValue',
    call('POST', `/${NAME}/scheduled-deleted-tasks/create`, { recovery_window_in_days: 6 }),
    PARAMETER,
    made,
  ],
  [
    'days that are too many',
    'WrongValue',
    call('POST', `/${NAME}/scheduled-deleted-tasks/create`, { recovery_window_in_days: 31 }),
    PARAMETER,
    made,
  ],
];

const BODIES: Readonly<Record<string, string>> = {
  'text that is no JSON': 'name=orders',
  'cut short': '{"name":"orders-db","secret_string":"da',
  'a comma at the end': '{"name":"orders-db","secret_string":"data",}',
  'single quotation marks': "{'name':'orders-db','secret_string':'data'}",
  'two objects': '{"name":"orders-db"}{"secret_string":"data"}',
  'an array': '[]',
  null: 'null',
  'a string': '"orders-db"',
  'a number': '7',
  XML: '<name>orders-db</name>',
};

/** What the tables have beside, which the state of a service or of the gateway before it leads to. */
function unprovoked(others: readonly Wrong[]): Wrong[] {
  const table = readTable(
    'huawei',
    others.map(([, , , [, code]]) => code),
  );
  return table.map((stated): Wrong => [stated[1], 'Unprovoked', askedOf(stated[1]), stated]);
}

/** A call of the service that has the error. */
function askedOf(code: string): Request {
  if (code.startsWith('KMS.'))
    return callOf('kms', 'POST', '/v1.0/0123456789abcdef0123456789abcdef/kms/list-keys', '{}');
  if (code.startsWith('SMN.')) return callOf('smn', 'GET', '/v2/0123456789abcdef0123456789abcdef/notifications/topics');
  if (code.startsWith('EPS.')) return callOf('eps', 'GET', '/v1.0/enterprise-projects');
  if (isOfKeystone(code)) return callOf('iam', 'GET', '/v3/projects');
  const isOfUsers = /^(IAM\.)?\d+$/.test(code);
  return isOfUsers ? callOf('iam', 'GET', '/v3.0/OS-USER/users/none') : show('/versions/latest');
}

const PROVOKED: readonly Wrong[] = [
  ...NOT_FOUND,
  ...STATES,
  ...INPUTS,
  ['no body', 'MalformedJson', call('POST', ''), BODY],
  ...Object.entries(BODIES).map(([comment, body]): Wrong => [
    `a body: ${comment}`,
    'MalformedJson',
    call('POST', '', body),
    BODY,
  ]),
];

function asTest([comment, flag, request, [status, code, message], given = []]: Wrong): ErrorTest {
  const value = envelope(status, code, message);
  return {
    comment,
    flags: [flag],
    operation: operationOf(request),
    ...(given.length === 0 ? {} : { given }),
    request,
    response: answer(value, status),
    value,
    error: { status, code: isOfKeystone(code) ? Number(code) : code, message },
  };
}

/** IAM has three digits where Keystone is asked, and four of text where its own users are. */
function isOfKeystone(code: string): boolean {
  return /^\d{3}$/.test(code);
}

/** The body, in the form of whoever answers. */
function envelope(status: number, code: string, message: string): Fields {
  if (isOfKeystone(code))
    return { error: { code: Number(code), message, title: TITLES[status] ?? 'Internal Server Error' } };
  if (code.startsWith('APIGW.')) return { error_msg: message, error_code: code, request_id: REQUEST_ID_DIGITS };
  if (code.startsWith('SMN.')) return { request_id: REQUEST_ID_DIGITS, code, message };
  const flat = { error_code: code, error_msg: message };
  return /^(KMS|EPS)\./.test(code) ? { error: flat } : flat;
}

/** What IAM prints beside the code. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  503: 'Service Unavailable',
};

/** The operation at a path. */
function operationOf({ method, target }: Request): string {
  const path = target.replace(/^.*\/secrets/, '').replace(/\?.*$/, '');
  const names: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
    [/kms\/list-keys$/, { POST: 'ListKeys' }],
    [/notifications\/topics$/, { GET: 'ListTopics' }],
    [/enterprise-projects$/, { GET: 'ListEnterpriseProject' }],
    [/v3\/projects$/, { GET: 'KeystoneListProjects' }],
    [/OS-USER\/users\/none$/, { GET: 'ShowUser' }],
    [/^$/, { GET: 'ListSecrets', POST: 'CreateSecret' }],
    [/^\/[^/]+$/, { GET: 'ShowSecret', PUT: 'UpdateSecret', DELETE: 'DeleteSecret' }],
    [/\/versions$/, { GET: 'ListSecretVersions', POST: 'CreateSecretVersion' }],
    [/\/versions\//, { GET: 'ShowSecretVersion' }],
    [/\/stages$/, { POST: 'CreateSecretStage' }],
    [/\/stages\//, { GET: 'ShowSecretStage', DELETE: 'DeleteSecretStage' }],
    [/\/create$/, { POST: 'DeleteSecretForSchedule' }],
    [/\/cancel$/, { POST: 'RestoreSecret' }],
  ];
  const name = names.find(([pattern]) => pattern.test(path))?.[1][method];
  if (name === undefined) throw new Error(`${method} ${target} is no operation`);
  return name;
}

export const HUAWEI_ERRORS: Family = {
  name: 'huawei-errors',
  algorithm: 'Errors of CSMS',
  schema: 'error_schema.json',
  header: [
    'Errors of CSMS of Huawei Cloud, of its neighbours KMS, IAM, SMN and EPS, and of the API gateway before them.',
    'Their texts stand as the services have them, misspellings and all.',
    'Those of signatures stand in the families of signatures.',
  ],
  notes: ERROR_NOTES,
  groups: [
    {
      type: 'Error',
      service: 'huawei',
      now: NOW,
      tests: asInvalid([...PROVOKED, ...unprovoked(PROVOKED)].map(asTest)),
    },
  ],
};
