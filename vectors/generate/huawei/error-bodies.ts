import { type ErrorTest, NOW, REQUEST_ID_DIGITS, asInvalid } from '../answers/exchange.ts';
import { ERROR_NOTES } from '../answers/error-notes.ts';
import type { Family, Request } from '../vector-file.ts';
import { answer, call } from './answers.ts';

type Stated = readonly [status: number, code: string, message: string];
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

/** What CSMS and the gateway before it have in their tables, and what the state of either leads to. */
const TABLE: readonly Stated[] = [
  [500, 'CSMS.0001', 'Internal service error.'],
  [400, 'CSMS.0003', 'The request is invalid.'],
  [403, 'CSMS.0109', 'The secret state is not enabled.'],
  [400, 'CSMS.0201', 'The number of version has reached the upper limit.'],
  [400, 'CSMS.0202', 'The number of secret has reached the upper limit.'],
  [400, 'CSMS.0301', 'Invalid X-Auth-Token.'],
  [403, 'CSMS.0302', 'The user does not have permission to perform the operation.'],
  [404, 'APIGW.0101', 'The API does not exist or has not been published in the environment'],
  [413, 'APIGW.0201', 'Request entity too large'],
  [502, 'APIGW.0202', 'Backend unavailable'],
  [504, 'APIGW.0203', 'Backend timeout'],
  [429, 'APIGW.0308', 'The throttling threshold has been reached: policy user over ratelimit,limit:20,time:1 second'],
];

function wrongs(): Wrong[] {
  return [
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
    ...TABLE.map((stated): Wrong => [stated[1], 'Unprovoked', show('/versions/latest'), stated, made]),
  ];
}

function asTest([comment, flag, request, [status, code, message], given = []]: Wrong): ErrorTest {
  const ofGateway = code.startsWith('APIGW.');
  const value = ofGateway
    ? { error_msg: message, error_code: code, request_id: REQUEST_ID_DIGITS }
    : { error_code: code, error_msg: message };
  return {
    comment,
    flags: [flag],
    operation: operationOf(request),
    ...(given.length === 0 ? {} : { given }),
    request,
    response: answer(value, status),
    value,
    error: { status, code, message },
  };
}

/** The operation at a path. */
function operationOf({ method, target }: Request): string {
  const path = target.replace(/^.*\/secrets/, '').replace(/\?.*$/, '');
  const names: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
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
    'Errors of CSMS of Huawei Cloud and of the API gateway before it, with their own misspellings.',
    'Those of signatures stand in the families of signatures.',
  ],
  notes: ERROR_NOTES,
  groups: [{ type: 'Error', service: 'huawei', now: NOW, tests: asInvalid(wrongs().map(asTest)) }],
};
