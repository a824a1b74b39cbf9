import { type ErrorTest, NOW, asInvalid } from '../answers/exchange.ts';
import { ERROR_NOTES } from '../answers/error-notes.ts';
import { type Stated, readTable } from '../answers/table.ts';
import type { Family, Request } from '../vector-file.ts';
import { FORMATS, type Format, type Parameters, answer, call, errorFields } from './answers.ts';

/** An error, and what is asked to have it. */
interface Wrong {
  readonly comment: string;
  readonly flag: string;
  readonly action: string;
  readonly request: (format: Format) => Request;
  readonly given: readonly Request[];
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const NAME = { SecretName: 'orders/db' };
const SECRET = { ...NAME, VersionId: 'v1', SecretData: 'data' };
const create = call('CreateSecret', SECRET, 'JSON', true);
const put = (id: string): Request => call('PutSecretValue', { ...SECRET, VersionId: id }, 'JSON', true);
const remove = call('DeleteSecret', NAME);
const stage = (name: string): Request =>
  call('UpdateSecretVersionStage', { ...NAME, VersionStage: name, MoveToVersion: 'v1' });

const NOT_FOUND: Stated = [404, 'Forbidden.ResourceNotFound', 'Resource not found.'];
const KEY_NOT_FOUND: Stated = [404, 'Forbidden.KeyNotFound', 'The specified Key is not found.'];
const IN_WINDOW: Stated = [409, 'Rejected.ResourceInDeleteWindow', 'secret in delete peroid'];
const LIMIT: Stated = [400, 'Rejected.LimitExceeded', 'exceed secret limits error'];
const UNSUPPORTED: Stated = [400, 'UnsupportedOperation', 'This action is not supported.'];
const missing = (name: string): Stated => [400, 'MissingParameter', `The parameter  ${name}  needed but no provided.`];
const invalid = (name: string): Stated => [400, 'InvalidParameter', `The specified parameter ${name} is not valid.`];

function wrong(
  comment: string,
  flag: string,
  [action, parameters]: readonly [string, Parameters],
  [status, code, message]: Stated,
  given: readonly Request[] = [create],
): Wrong {
  const request = (format: Format): Request => call(action, parameters, format);
  return { comment, flag, action, request, given, status, code, message };
}

function notFound(): Wrong[] {
  const none = { SecretName: 'none' };
  const byName: Readonly<Record<string, Parameters>> = {
    GetSecretValue: none,
    DescribeSecret: none,
    ListSecretVersionIds: none,
    UpdateSecret: { ...none, Description: 'd' },
    DeleteSecret: none,
    RestoreSecret: none,
    PutSecretValue: { ...SECRET, ...none },
    UpdateSecretVersionStage: { ...none, VersionStage: 'a', MoveToVersion: 'v1' },
    GetSecretPolicy: none,
  };
  return [
    ...Object.entries(byName).map(([action, parameters]) =>
      wrong(`no such secret: ${action}`, 'NotFound', [action, parameters], NOT_FOUND, []),
    ),
    wrong('no such version', 'NotFound', ['GetSecretValue', { ...NAME, VersionId: 'v9' }], NOT_FOUND),
    wrong('no such stage', 'NotFound', ['GetSecretValue', { ...NAME, VersionStage: 'none' }], NOT_FOUND),
    wrong(
      'the stage is on another version',
      'NotFound',
      ['GetSecretValue', { ...NAME, VersionId: 'v1', VersionStage: 'ACSCurrent' }],
      NOT_FOUND,
      [create, put('v2')],
    ),
    wrong('a name in capitals is another', 'NotFound', ['GetSecretValue', { SecretName: 'Orders/db' }], NOT_FOUND),
    wrong('no such key', 'NotFound', ['DescribeKey', { KeyId: 'none' }], KEY_NOT_FOUND, []),
    wrong(
      'no such key for a new secret',
      'NotFound',
      ['CreateSecret', { ...SECRET, EncryptionKeyId: 'none' }],
      KEY_NOT_FOUND,
      [],
    ),
    wrong(
      'no such alias',
      'NotFound',
      ['DeleteAlias', { AliasName: 'alias/none' }],
      [404, 'Forbidden.AliasNotFound', 'The specified Alias is not found.'],
      [],
    ),
  ];
}

function states(): Wrong[] {
  const gone = [create, remove];
  return [
    wrong(
      'a new secret by the name of another',
      'Exists',
      ['CreateSecret', SECRET],
      [409, 'Rejected.ResourceExist', 'The resource already exists.'],
    ),
    wrong(
      'a new secret by the name of one that is to be deleted',
      'Exists',
      ['CreateSecret', SECRET],
      [409, 'Rejected.ResourceInDeleteWindow', 'The secret is planned to be deleted.'],
      gone,
    ),
    wrong(
      'a version with other data',
      'Exists',
      ['PutSecretValue', { ...SECRET, SecretData: 'other' }],
      [409, 'Rejected.ResourceExist', 'The request was rejected becasue key already exsit'],
    ),
    wrong('read in the window of deletion', 'State', ['GetSecretValue', NAME], IN_WINDOW, gone),
    wrong(
      'put in the window of deletion',
      'State',
      ['PutSecretValue', { ...SECRET, VersionId: 'v2' }],
      IN_WINDOW,
      gone,
    ),
    wrong('deleted twice', 'State', ['DeleteSecret', NAME], IN_WINDOW, gone),
    wrong(
      'restored though it is not to be deleted',
      'State',
      ['RestoreSecret', NAME],
      [409, 'Rejected.ResourceInUse', 'restore normal secret'],
    ),
    wrong(
      'a stage that is not on the version',
      'State',
      ['UpdateSecretVersionStage', { ...NAME, VersionStage: 'a', RemoveFromVersion: 'v1' }],
      [400, 'Rejected.InvalidRequest', 'param mismatch'],
    ),
    wrong(
      'a ninth stage',
      'Quota',
      ['UpdateSecretVersionStage', { ...NAME, VersionStage: 'h', MoveToVersion: 'v1' }],
      LIMIT,
      [create, put('v2'), ...'abcdef'.split('').map(stage)],
    ),
    wrong(
      'a generic secret does not rotate',
      'Unsupported',
      ['RotateSecret', { ...NAME, VersionId: 'v2' }],
      UNSUPPORTED,
    ),
    wrong(
      'KMS is open already',
      'State',
      ['OpenKmsService', {}],
      [400, 'Forbidden.Opened', 'Your kms service has been opened.'],
      [],
    ),
  ];
}

function inputs(): Wrong[] {
  const without = (name: string): Parameters => ({ ...SECRET, [name]: undefined });
  const of = (comment: string, action: string, parameters: Parameters, name: string): Wrong =>
    wrong(`${name}: ${comment}`, 'WrongValue', [action, parameters], invalid(name));
  return [
    ...Object.keys(SECRET).flatMap((name) => [
      wrong(`${name} is missing`, 'Missing', ['CreateSecret', without(name)], missing(name), []),
      wrong(`${name} is empty`, 'EmptyParameter', ['CreateSecret', { ...SECRET, [name]: '' }], missing(name), []),
    ]),
    wrong('a stage is missing', 'Missing', ['UpdateSecretVersionStage', NAME], missing('VersionStage')),
    of('in capitals', 'CreateSecret', { ...SECRET, SecretDataType: 'TEXT' }, 'SecretDataType'),
    of('one that there is not', 'CreateSecret', { ...SECRET, SecretType: 'None' }, 'SecretType'),
    of('no JSON', 'CreateSecret', { ...SECRET, Tags: 'a=b' }, 'Tags'),
    of('no list', 'CreateSecret', { ...SECRET, Tags: '{"TagKey":"a"}' }, 'Tags'),
    of('a number', 'CreateSecret', { ...SECRET, Tags: '[{"TagKey":1}]' }, 'Tags'),
    of('a key twice', 'CreateSecret', { ...SECRET, Tags: '[{"TagKey":"a"},{"TagKey":"a"}]' }, 'Tags'),
    of('65 characters', 'CreateSecret', { ...SECRET, VersionId: 'v'.repeat(65) }, 'VersionId'),
    of('a number', 'PutSecretValue', { ...SECRET, VersionId: 'v2', VersionStages: '[1]' }, 'VersionStages'),
    of('zero', 'ListSecrets', { PageSize: '0' }, 'PageSize'),
    of('101', 'ListSecrets', { PageSize: '101' }, 'PageSize'),
    of('a word', 'ListSecrets', { PageSize: 'all' }, 'PageSize'),
    of('zero', 'ListSecrets', { PageNumber: '0' }, 'PageNumber'),
    of('a fraction', 'ListSecrets', { PageNumber: '1.5' }, 'PageNumber'),
    of('yes', 'DescribeSecret', { ...NAME, FetchTags: 'yes' }, 'FetchTags'),
    of('1', 'DescribeSecret', { ...NAME, FetchTags: '1' }, 'FetchTags'),
    of('6', 'DeleteSecret', { ...NAME, RecoveryWindowInDays: '6' }, 'RecoveryWindowInDays'),
    of('31', 'DeleteSecret', { ...NAME, RecoveryWindowInDays: '31' }, 'RecoveryWindowInDays'),
    of(
      'a built-in stage is not taken away',
      'UpdateSecretVersionStage',
      { ...NAME, VersionStage: 'ACSCurrent', RemoveFromVersion: 'v1' },
      'MoveToVersion',
    ),
    of('neither moved nor taken away', 'UpdateSecretVersionStage', { ...NAME, VersionStage: 'a' }, 'MoveToVersion'),
  ];
}

function requests(): Wrong[] {
  const of = (comment: string, [status, code, message]: Stated, spoil: (request: Request) => Request): Wrong => ({
    comment,
    flag: 'UnknownCall',
    action: 'DescribeSecret',
    request: (format) => spoil(call('DescribeSecret', NAME, format)),
    given: [],
    status,
    code,
    message,
  });
  const target =
    (change: (text: string) => string) =>
    (request: Request): Request => ({ ...request, target: change(request.target) });
  return [
    of(
      'an action that there is not',
      UNSUPPORTED,
      target((text) => text.replace('Action=DescribeSecret', 'Action=DescribeSecrets')),
    ),
    of(
      'an action in small letters',
      UNSUPPORTED,
      target((text) => text.replace('Action=DescribeSecret', 'Action=describesecret')),
    ),
    of(
      'no action',
      missing('Action'),
      target((text) => text.replace('Action=DescribeSecret&', '')),
    ),
    of(
      'a version of another API',
      [400, 'InvalidVersion', 'Specified parameter Version is not valid.'],
      target((text) => text.replace('2016-01-20', '2016-01-21')),
    ),
    of(
      'no version',
      missing('Version'),
      target((text) => text.replace('Version=2016-01-20&', '')),
    ),
    {
      ...of(
        'a query that is not well encoded',
        [400, 'ParseRequestParameterException', 'Server parse parameters exception. Please check your input params.'],
        target((text) => `${text}&More=%zz`),
      ),
      flag: 'MalformedRequest',
    },
  ];
}

/** What the tables have beside, which the state of an account or of KMS itself leads to. */
function unprovoked(others: readonly Wrong[]): Wrong[] {
  const table = readTable(
    'aliyun',
    others.map(({ code }) => code),
  );
  return table.map((stated) => wrong(stated[1], 'Unprovoked', ['GetSecretValue', NAME], stated));
}

function asTests({ comment, flag, action, request, given, status, code, message }: Wrong): ErrorTest[] {
  return FORMATS.map((format) => {
    const value = errorFields(status, code, message);
    return {
      comment: `${comment} (${format})`,
      flags: [flag],
      operation: action,
      ...(given.length === 0 ? {} : { given }),
      request: request(format),
      response: answer(format, value, status),
      value,
      error: { status, code, message },
    };
  });
}

const PROVOKED = [...notFound(), ...states(), ...inputs(), ...requests()];

export const ALIYUN_ERRORS: Family = {
  name: 'aliyun-errors',
  algorithm: 'Errors of KMS',
  schema: 'error_schema.json',
  header: [
    'Errors of KMS of Alibaba Cloud, each in JSON and in XML, with its own misspellings.',
    'Those of signatures stand in the families of signatures.',
  ],
  notes: ERROR_NOTES,
  groups: [
    {
      type: 'Error',
      service: 'aliyun',
      now: NOW,
      tests: asInvalid([...PROVOKED, ...unprovoked(PROVOKED)].flatMap(asTests)),
    },
  ],
};
