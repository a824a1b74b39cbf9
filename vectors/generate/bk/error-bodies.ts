import {
  type ErrorTest,
  type Fields,
  NOW,
  REQUEST_ID,
  REQUEST_ID_DIGITS,
  type Response,
  asInvalid,
} from '../answers/exchange.ts';
import { ERROR_NOTES } from '../answers/error-notes.ts';
import type { Pair } from '../encoding.ts';
import type { Family, Request } from '../vector-file.ts';
import { FRONTS, FRONT_NAMES, type Front, SCOPE, answer, call, pythonJson } from './answers.ts';

/** One of JOB's errors: what is asked, and its message in both of its languages. */
type Wrong = readonly [
  comment: string,
  flag: string,
  operation: string,
  fields: Fields | string,
  code: number,
  en: string,
  zh: string,
  given?: readonly (readonly [operation: string, fields: Fields])[],
];

const CREDENTIAL: Fields = { ...SCOPE, name: 'orders', type: 'PASSWORD', credential_password: 'p' };
const ACCOUNT: Fields = { ...SCOPE, account: 'a', type: 1, category: 1 };
const NO_ID = 'f'.repeat(32);

const filled = (field: string): string => `${field} cannot be null or blank`;
const notFilled = (
  comment: string,
  flag: string,
  field: string,
  fields: Fields,
  operation = 'create_credential',
): Wrong => [
  comment,
  flag,
  operation,
  fields,
  1241010,
  `Invalid request parameter [${field}], reason: ${filled(field)}`,
  `请求参数[${field}]不合法，原因：${filled(field)}`,
];
const badRequest = (comment: string, flag: string, fields: Fields | string): Wrong => [
  comment,
  flag,
  'create_credential',
  fields,
  1240003,
  'Bad Request',
  '错误的请求',
];

const SOURCE: Fields = { ...SCOPE, code: 'c', alias: 'a', type: 'TENCENT_CLOUD_COS', credential_id: NO_ID };

const WRONGS: readonly Wrong[] = [
  [
    'a file source by the alias of another',
    'Exists',
    'create_file_source',
    { ...SOURCE, code: 'd' },
    1260004,
    'FileSource alias already exists:a',
    '文件源别名已存在：a',
    [['create_file_source', SOURCE]],
  ],
  [
    'a file source by the code of another',
    'Exists',
    'create_file_source',
    SOURCE,
    1260015,
    'FileSource code already exists:c',
    '文件源标识已存在：c',
    [['create_file_source', SOURCE]],
  ],
  [
    'no such file source',
    'NotFound',
    'update_file_source',
    SOURCE,
    1260012,
    'Cannot find file source by code:c',
    '无法根据标识c找到文件源',
  ],
  [
    'no such credential',
    'NotFound',
    'update_credential',
    { ...CREDENTIAL, id: NO_ID },
    1243048,
    'Credential not exist',
    '凭证不存在',
  ],
  [
    'no such credential to show',
    'NotFound',
    'get_credential_detail',
    { ...SCOPE, id: NO_ID },
    1243048,
    'Credential not exist',
    '凭证不存在',
  ],
  [
    'a credential of another scope',
    'NotFound',
    'get_credential_detail',
    { ...SCOPE, bk_scope_id: '3', id: '{id}' },
    1243048,
    'Credential not exist',
    '凭证不存在',
    [['create_credential', CREDENTIAL]],
  ],
  [
    'a new credential by the name of another',
    'Exists',
    'create_credential',
    CREDENTIAL,
    1243060,
    'Credential name [orders] already exists',
    '凭证名称[orders]已存在',
    [['create_credential', CREDENTIAL]],
  ],
  [
    'a scope that there is not',
    'NotFound',
    'create_credential',
    { ...CREDENTIAL, bk_scope_id: 'x' },
    1243049,
    'Business/Business Set not exist or archived',
    '业务/业务集不存在或已被归档',
  ],
  [
    'a scope of a type that there is not',
    'WrongValue',
    'create_credential',
    { ...CREDENTIAL, bk_scope_type: 'x' },
    1241005,
    'Invalid request parameter [bk_scope_type]',
    '请求参数[bk_scope_type]不合法',
  ],
  ['no scope', 'Missing', 'create_credential', { name: 'n' }, 1240003, 'Invalid bk_scope_type', '非法的资源范围类型'],
  [
    'no id of the scope',
    'Missing',
    'create_credential',
    { bk_scope_type: 'biz' },
    1240003,
    'Invalid bk_scope_id',
    '非法的资源范围 ID',
  ],
  notFilled('a blank name', 'EmptyParameter', 'name', { ...CREDENTIAL, name: ' ' }),
  notFilled('an empty name', 'EmptyParameter', 'name', { ...CREDENTIAL, name: '' }),
  notFilled('a name that is null', 'NullParameter', 'name', { ...CREDENTIAL, name: null }),
  notFilled('no name', 'Missing', 'name', { ...SCOPE, type: 'PASSWORD', credential_password: 'p' }),
  notFilled('an empty type', 'EmptyParameter', 'type', { ...CREDENTIAL, type: '' }),
  notFilled('no type', 'Missing', 'type', { ...SCOPE, name: 'orders' }),
  notFilled('no id', 'Missing', 'id', CREDENTIAL, 'update_credential'),
  [
    'a type that there is not',
    'WrongValue',
    'create_credential',
    { ...CREDENTIAL, type: 'X' },
    1240002,
    'Internal Server Error',
    '内部服务器异常',
  ],
  badRequest('a name that is an object', 'WrongType', { ...CREDENTIAL, name: {} }),
  badRequest('a name that is an array', 'WrongType', { ...CREDENTIAL, name: ['a'] }),
  [
    'an account by the alias of another',
    'Exists',
    'create_account',
    ACCOUNT,
    1243007,
    'The account alias already exists',
    '账号别名已存在',
    [['create_account', ACCOUNT]],
  ],
  [
    'an account of a database without its system account',
    'WrongValue',
    'create_account',
    { ...ACCOUNT, category: 2 },
    1243008,
    'DB dependency system account is illegal',
    'DB依赖的系统账号不合法',
  ],
  [
    'no such account',
    'NotFound',
    'delete_account',
    { ...SCOPE, id: 7 },
    1244003,
    'Account [7] does not exist',
    '账号[7]不存在',
  ],
];

/** JOB's own path to file sources is another one. */
function frontsOf(operation: string): readonly Front[] {
  return operation.endsWith('file_source') ? ['apigw', 'esb'] : FRONTS;
}

function ofJob(): ErrorTest[] {
  return WRONGS.flatMap(([comment, flag, operation, fields, code, en, zh, given = []]) =>
    frontsOf(operation).flatMap((front) =>
      Object.entries({ en, 'zh-cn': zh }).map(([language, message]): ErrorTest => ({
        comment: `${comment} (${FRONT_NAMES[front]}, ${language})`,
        flags: language === 'en' ? [flag] : [flag, 'Language'],
        operation,
        ...(given.length > 0 && { given: given.map(([name, before]) => call(front, name, before)) }),
        request: call(front, operation, fields, language),
        ...answer(front, { code, result: false, message }),
        error: { status: 200, code, message },
      })),
    ),
  );
}

/** The API gateway's errors by the names of their codes (`bk-core/errorx.lua`). */
const OF_GATEWAY: readonly (readonly [status: number, code: number, name: string, message: string])[] = [
  [400, 1640001, 'INVALID_ARGS', 'Parameters error'],
  [400, 1640004, 'JWT_VERIFY_FAILED', 'JWT validation failed'],
  [401, 1640100, 'UNAUTHORIZED', 'Unauthorized'],
  [401, 1640101, 'APP_VERIFY_FAILED', 'App authentication failed'],
  [401, 1640102, 'USER_VERIFY_FAILED', 'User authentication failed'],
  [403, 1640301, 'APP_NO_PERMISSION', 'App has no permission to the resource'],
  [403, 1640302, 'IP_NOT_ALLOWED', 'Request rejected by ip restriction'],
  [403, 1640303, 'BK_USER_NOT_ALLOWED', 'Request rejected by bk-user restriction'],
  [404, 1640401, 'API_NOT_FOUND', 'API not found'],
  [413, 1641301, 'BODY_SIZE_LIMIT_EXCEED', 'Request body size too large.'],
  [414, 1641401, 'URI_SIZE_LIMIT_EXCEED', 'Request uri size too large.'],
  [429, 1642901, 'RATE_LIMIT_RESTRICTION', 'API rate limit exceeded by stage global limit'],
  [429, 1642902, 'RATE_LIMIT_RESTRICTION', 'API rate limit exceeded by stage strategy'],
  [429, 1642903, 'RATE_LIMIT_RESTRICTION', 'API rate limit exceeded by resource strategy'],
  [429, 1642904, 'CONCURRENCY_LIMIT_RESTRICTION', 'Request concurrency exceeds'],
  [500, 1650000, 'REQUEST_RESOURCE_5xx', 'Request backend service status code is 5xx'],
  [500, 1650001, 'INTERNAL_SERVER_ERROR', 'Internal Server Error'],
  [500, 1650002, 'INVALID_RESOURCE_CONFIG', 'Resource configuration error'],
  [502, 1650200, 'BAD_GATEWAY', 'Bad Gateway'],
  [502, 1650201, 'ERROR_REQUESTING_RESOURCE', 'Request backend service failed'],
  [503, 1650300, 'SERVICE_UNAVAILABLE', 'Service Unavailable'],
  [504, 1650401, 'REQUEST_BACKEND_TIMEOUT', 'Request backend service timeout'],
];

function ofGateway(): ErrorTest[] {
  return OF_GATEWAY.map(([status, code, name, message]) => {
    const value = { code, code_name: name, message, result: false, data: null };
    const headers: Pair[] = [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['X-Bkapi-Error-Code', String(code)],
      ['X-Bkapi-Error-Message', message],
      ['X-Bkapi-Request-Id', REQUEST_ID],
    ];
    const response: Response = { status, headers, body: JSON.stringify(value) };
    return unprovoked('apigw', `${name}, ${code}`, response, value, { status, code, message });
  });
}

/** ESB's errors by their codes (`esb/common/errors.py`): the beginnings of their messages. */
const OF_ESB: readonly (readonly [code: number, message: string])[] = [
  [1306000, 'System error'],
  [1306206, 'Error, the component does not configure the api host'],
  [1306207, 'Request to the third-party system is blocked'],
  [1306401, 'You must specify the current operator'],
  [1306402, 'User permission is insufficient'],
  [1306405, 'Not found, inactive channel'],
  [1306406, 'Parameters error'],
  [1306408, 'APIGateway JWT verification failed'],
  [1306429, 'Access frequency limit'],
];

function ofEsb(): ErrorTest[] {
  return OF_ESB.map(([code, message]) => {
    const value = { result: false, code, data: null, message, request_id: REQUEST_ID_DIGITS };
    const headers: Pair[] = [['Content-Type', 'application/json; charset=utf-8']];
    const response: Response = { status: 200, headers, body: pythonJson(value) };
    return unprovoked('esb', String(code), response, value, { status: 200, code, message });
  });
}

/** JOB's errors that its own state leads to. */
const OF_STATE: readonly (readonly [code: number, en: string, zh: string])[] = [
  [1240001, 'Service Unavailable', '服务不可用'],
  [1260019, 'File source code can not be empty', '文件源code不可为空'],
];

function ofState(): ErrorTest[] {
  return OF_STATE.flatMap(([code, en, zh]) =>
    (['apigw', 'esb'] as const).flatMap((front) =>
      Object.entries({ en, 'zh-cn': zh }).map(([language, message]): ErrorTest => {
        const { response, value } = answer(front, { code, result: false, message });
        const test = unprovoked(front, `${code}, ${language}`, response, value, { status: 200, code, message });
        return { ...test, request: call(front, 'create_credential', CREDENTIAL, language) };
      }),
    ),
  );
}

function unprovoked(
  front: Front,
  comment: string,
  response: Response,
  value: Fields,
  error: ErrorTest['error'],
): ErrorTest {
  const request: Request = call(front, 'create_credential', CREDENTIAL);
  const name = `${comment} (${FRONT_NAMES[front]})`;
  return { comment: name, flags: ['Unprovoked'], operation: 'create_credential', request, response, value, error };
}

export const BLUEKING_ERRORS: Family = {
  name: 'blueking-errors',
  algorithm: 'Errors of JOB',
  schema: 'error_schema.json',
  header: [
    "Errors of JOB of BlueKing in both of its languages, through each of its fronts, and those fronts' own.",
    'Those of credentials stand in the families of signatures. ESB and JOB answer 200 to what they reject.',
  ],
  notes: ERROR_NOTES,
  groups: [
    {
      type: 'Error',
      service: 'blueking',
      now: NOW,
      tests: asInvalid([...ofJob(), ...ofState(), ...ofGateway(), ...ofEsb()]),
    },
  ],
};
