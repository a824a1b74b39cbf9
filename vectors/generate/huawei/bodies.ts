import { type AnswerTest, type Fields, NOW, NOW_MS, asVectors } from '../answers/exchange.ts';
import { jsonSpellings, malformedJson } from '../answers/json-spellings.ts';
import { ANSWER_NOTES } from '../answers/notes.ts';
import { TEXTS } from '../answers/texts.ts';
import type { Family, Request } from '../vector-file.ts';
import { ID, answer, call, written } from './answers.ts';

const NAME = 'orders-db';
const create = (more: object = {}): Request => call('POST', '', { name: NAME, secret_string: 'data', ...more });
const put = (stages?: readonly string[]): Request =>
  call('POST', `/${NAME}/versions`, { secret_string: 'data', ...(stages !== undefined && { version_stages: stages }) });

/** What is asked, and what it is answered. */
interface Question {
  readonly comment: string;
  readonly flag: string;
  readonly operation: string;
  readonly given: readonly Request[];
  readonly request: Request;
  readonly fields: Fields | null;
  readonly status?: number;
}

function secret(more: Fields = {}): Fields {
  return {
    id: ID,
    name: NAME,
    state: 'ENABLED',
    kms_key_id: ID,
    description: '',
    create_time: NOW_MS,
    update_time: NOW_MS,
    scheduled_delete_time: null,
    secret_type: 'COMMON',
    rotation_config: null,
    auto_rotation: false,
    rotation_period: null,
    rotation_time: null,
    next_rotation_time: null,
    event_subscriptions: [],
    enterprise_project_id: '0',
    rotation_func_urn: null,
    ...more,
  };
}

function version(id: string, stages: readonly string[], at = 0, expires: number | null = null): Fields {
  return {
    id,
    create_time: NOW_MS + at,
    expire_time: expires,
    kms_key_id: ID,
    secret_name: NAME,
    version_stages: stages,
  };
}

function values(): Question[] {
  const of = (comment: string, flag: string, value: Fields): Question => ({
    comment: `a value: ${comment}`,
    flag,
    operation: 'ShowSecretVersion',
    given: [call('POST', '', { name: NAME, ...value })],
    request: call('GET', `/${NAME}/versions/latest`),
    fields: { version: { version_metadata: version('v1', ['SYSCURRENT']), ...value } },
  });
  return [
    ...TEXTS.map(({ comment, flag, text }) => of(comment, flag, { secret_string: text })),
    of('an empty text', 'EmptyText', { secret_string: '' }),
    of('binary, in Base64', 'Binary', { secret_binary: 'AAECAwQF/v8=' }),
    of('binary that is no Base64 comes as it was given', 'Binary', { secret_binary: 'no Base64!' }),
  ];
}

/** A body of a request, and how it is read. */
function readings(): Question[] {
  const of = (comment: string, flag: string, body: object | string, more: Fields = {}): Question => ({
    comment: `a request: ${comment}`,
    flag,
    operation: 'CreateSecret',
    given: [],
    request: call('POST', '', body),
    fields: { secret: secret(more) },
  });
  const given = { name: NAME, secret_string: 'data' };
  const text = JSON.stringify(given);
  return [
    of('what must be there alone', 'Absent', given),
    of('a description', 'Plain', { ...given, description: 'orders' }, { description: 'orders' }),
    of('an empty description', 'EmptyText', { ...given, description: '' }),
    of('a description that is null', 'NullParameter', { ...given, description: null }),
    of('a description in Chinese', 'Unicode', { ...given, description: '数据' }, { description: '数据' }),
    of('Chinese as escapes', 'Spelling', text.replace('}', ',"description":"\\u6570\\u636e"}'), {
      description: '数据',
    }),
    of('fields that are null', 'NullParameter', {
      ...given,
      kms_key_id: null,
      secret_binary: null,
      secret_type: null,
      rotation_period: null,
      event_subscriptions: null,
    }),
    of('a field that nobody knows', 'UnknownField', { ...given, more: { a: [1] } }),
    of('a field that nobody knows and null', 'UnknownField', { ...given, more: null }),
    of('an empty list', 'EmptyList', { ...given, event_subscriptions: [] }),
    of('a list of one', 'SingleItem', { ...given, event_subscriptions: ['e'] }, { event_subscriptions: ['e'] }),
    of('a boolean', 'Boolean', { ...given, auto_rotation: false }),
    of('a project of an enterprise', 'LooksLikeOtherType', { ...given, enterprise_project_id: '0' }),
    of('line breaks and blanks between its tokens', 'Spelling', JSON.stringify(given, null, 2)),
    of('blanks around it', 'Spelling', ` \r\n\t${text}\n`),
    of('its fields backwards', 'Spelling', { secret_string: 'data', name: NAME }),
    of('a name as escapes', 'Spelling', text.replace('"name"', '"n\\u0061me"')),
    of('slashes as escapes', 'Spelling', text.replace('}', ',"description":"a\\/b"}'), { description: 'a/b' }),
    of('of a duplicate name the last counts', 'RepeatedName', text.replace('{', '{"name":"other",')),
  ];
}

function metadata(): Question[] {
  const of = (comment: string, flag: string, given: Request[], path: string, fields: Fields): Question => ({
    comment,
    flag,
    operation: path.includes('/versions')
      ? 'ListSecretVersions'
      : path.includes('/stages')
        ? 'ShowSecretStage'
        : 'ShowSecret',
    given,
    request: call('GET', path),
    fields,
  });
  const page = (...ids: string[]): Fields => ({
    next_marker: null,
    previous_marker: ids[0] ?? null,
    current_count: ids.length,
  });
  const list = (comment: string, flag: string, given: Request[], path: string, fields: Fields): Question => ({
    ...of(comment, flag, given, path, fields),
    operation: 'ListSecrets',
  });
  const deleted = call('POST', `/${NAME}/scheduled-deleted-tasks/create`, { recovery_window_in_days: 30 });
  const thirty = 30 * 86_400_000;
  return [
    of('a secret: what there is nothing for is null', 'Null', [create()], `/${NAME}`, { secret: secret() }),
    of('a secret: one that is to be deleted', 'Time', [create(), deleted], `/${NAME}`, {
      secret: secret({ state: 'PENDING_DELETE', update_time: NOW_MS + 1, scheduled_delete_time: NOW_MS + thirty }),
    }),
    list('secrets: none', 'EmptyList', [], '', { secrets: [], page_info: page() }),
    list('secrets: one', 'SingleItem', [create()], '', { secrets: [secret()], page_info: page(NAME) }),
    list(
      'secrets: a page with another behind it',
      'List',
      [create(), create({ name: 'other' }), create({ name: 'z' })],
      '?limit=2',
      {
        secrets: [secret(), secret({ name: 'other' })],
        page_info: { next_marker: 'other', previous_marker: NAME, current_count: 2 },
      },
    ),
    list('secrets: a page behind another', 'SingleItem', [create(), create({ name: 'z' })], `?limit=1&marker=${NAME}`, {
      secrets: [secret({ name: 'z' })],
      page_info: page('z'),
    }),
    list('secrets: none of an event', 'EmptyList', [create()], '?event_name=e', { secrets: [], page_info: page() }),
    of('versions: one', 'SingleItem', [create()], `/${NAME}/versions`, {
      version_metadatas: [version('v1', ['SYSCURRENT'])],
      page_info: page('v1'),
    }),
    of(
      'versions: one of several stages',
      'NestedList',
      [create(), put(['SYSCURRENT', 'a', 'b'])],
      `/${NAME}/versions`,
      {
        version_metadatas: [version('v1', ['SYSPREVIOUS']), version('v2', ['SYSCURRENT', 'a', 'b'], 1)],
        page_info: page('v1', 'v2'),
      },
    ),
    of('versions: one without a stage has an empty list', 'EmptyList', [create(), put(), put()], `/${NAME}/versions`, {
      version_metadatas: [version('v1', []), version('v2', ['SYSPREVIOUS'], 1), version('v3', ['SYSCURRENT'], 2)],
      page_info: page('v1', 'v2', 'v3'),
    }),
    of('a stage', 'Plain', [create()], `/${NAME}/stages/SYSCURRENT`, {
      stage: { name: 'SYSCURRENT', update_time: NOW_MS, secret_name: NAME, version_id: 'v1' },
    }),
  ];
}

function changes(): Question[] {
  const at = (comment: string, flag: string, operation: string, request: Request, fields: Fields | null): Question => ({
    comment,
    flag,
    operation,
    given: [create()],
    request,
    fields,
  });
  const path = `/${NAME}`;
  const expiry = (time: number | null): Question['request'] =>
    call('POST', `${path}/versions`, { secret_string: 'x', expire_time: time });
  return [
    at('a new version', 'Plain', 'CreateSecretVersion', put(), {
      version_metadata: version('v2', ['SYSCURRENT'], 1),
    }),
    at('a new version whose stages are an empty list', 'EmptyList', 'CreateSecretVersion', put([]), {
      version_metadata: version('v2', ['SYSCURRENT'], 1),
    }),
    at('a new version whose stages repeat', 'RepeatedName', 'CreateSecretVersion', put(['a', 'a']), {
      version_metadata: version('v2', ['a'], 1),
    }),
    at(
      'a time, in milliseconds of which the last three are zero',
      'Number',
      'CreateSecretVersion',
      expiry(1_800_000_000_123),
      {
        version_metadata: version('v2', ['SYSCURRENT'], 1, 1_800_000_000_000),
      },
    ),
    at('a time that is null', 'NullParameter', 'CreateSecretVersion', expiry(null), {
      version_metadata: version('v2', ['SYSCURRENT'], 1),
    }),
    at('a change of nothing', 'Absent', 'UpdateSecret', call('PUT', path, {}), {
      secret: secret({ update_time: NOW_MS + 1 }),
    }),
    at('a change to an empty description', 'EmptyText', 'UpdateSecret', call('PUT', path, { description: '' }), {
      secret: secret({ update_time: NOW_MS + 1 }),
    }),
    at(
      'events that are null are cleared',
      'NullParameter',
      'UpdateSecret',
      call('PUT', path, { event_subscriptions: null }),
      {
        secret: secret({ update_time: NOW_MS + 1 }),
      },
    ),
    at('a new stage', 'Plain', 'UpdateSecretStage', call('PUT', `${path}/stages/blue`, { version_id: 'v1' }), {
      stage: { name: 'blue', update_time: NOW_MS, secret_name: NAME, version_id: 'v1' },
    }),
    {
      ...at(
        'a stage that goes: an empty body',
        'Absent',
        'DeleteSecretStage',
        call('DELETE', `${path}/stages/blue`),
        null,
      ),
      given: [create(), call('POST', `${path}/stages`, { name: 'blue', version_id: 'v1' })],
      status: 204,
    },
  ];
}

function asTest({ comment, flag, operation, given, request, fields, status }: Question): AnswerTest {
  const common = { comment, flags: [flag], operation, format: 'JSON', result: 'valid' } as const;
  const before = given.length === 0 ? {} : { given };
  return { ...common, ...before, request, response: answer(fields, status), value: fields ?? {} };
}

function readerTests(): AnswerTest[] {
  const value: Fields = {
    version: { version_metadata: version('v1', ['SYSCURRENT', 'blue']), secret_string: 'a<b>&"c"/ 数' },
  };
  const json = JSON.stringify(value);
  const common = { operation: 'ShowSecretVersion', format: 'JSON' } as const;
  return [
    ...jsonSpellings(json).map(([comment, flag, body]): AnswerTest => {
      const response = written(body);
      return { ...common, comment: `a reader: ${comment}`, flags: [flag], response, value, result: 'acceptable' };
    }),
    ...malformedJson(json).map(([comment, flag, body]): AnswerTest => {
      const response = written(body);
      return { ...common, comment: `a reader: ${comment}`, flags: [flag], response, result: 'invalid' };
    }),
  ];
}

export const HUAWEI_BODIES: Family = {
  name: 'huawei-bodies',
  algorithm: 'Bodies of CSMS',
  schema: 'body_schema.json',
  header: [
    'Requests to CSMS of Huawei Cloud, not signed here, and its answers.',
    'What there is nothing for is null, a list stands there when it is empty, and times are milliseconds since 1970.',
    'The clock stands still: what comes after something of the same secret is one millisecond later.',
  ],
  notes: ANSWER_NOTES,
  groups: [
    {
      type: 'Body',
      service: 'huawei',
      now: NOW,
      tests: asVectors([...[...values(), ...readings(), ...metadata(), ...changes()].map(asTest), ...readerTests()]),
    },
  ],
};
