import { type ErrorTest, type Fields, NOW, asInvalid } from '../answers/exchange.ts';
import { ERROR_NOTES } from '../answers/error-notes.ts';
import type { Family } from '../vector-file.ts';
import { ofEsb, ofGateway, ofState } from './unprovoked-errors.ts';
import { FRONTS, FRONT_NAMES, CREDENTIAL, type Front, SCOPE, answer, call } from './answers.ts';

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
