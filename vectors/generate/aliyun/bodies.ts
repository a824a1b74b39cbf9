import { type AnswerTest, type Fields, NOW, REQUEST_ID, asVectors } from '../answers/exchange.ts';
import { ANSWER_NOTES } from '../answers/notes.ts';
import { TEXTS } from '../answers/texts.ts';
import type { Family, Request } from '../vector-file.ts';
import { FORMATS, type Parameters, answer, call, shownInXml } from './answers.ts';
import { readerTests } from './reader-bodies.ts';

const SECRET = { SecretName: 'orders/db', VersionId: 'v1', SecretData: 'data' };
const ARN = 'acs:kms:cn-hangzhou:1000000000000001:secret/orders/db';
const LATER = '2026-02-01T03:04:05Z';

/** What is asked, and what it is answered. */
interface Question {
  readonly comment: string;
  readonly flags: readonly string[];
  readonly given: readonly Request[];
  readonly action: string;
  readonly parameters: Parameters;
  readonly fields: Fields;
}

const create = (more: Parameters = {}): Request => call('CreateSecret', { ...SECRET, ...more }, 'JSON', true);
const put = (id: string, stages?: string): Request =>
  call('PutSecretValue', { ...SECRET, VersionId: id, VersionStages: stages }, 'JSON', true);

function values(): Question[] {
  const value = (comment: string, flag: string, data: string, type?: string): Question => ({
    comment,
    flags: [flag],
    given: [create({ SecretData: data, SecretDataType: type })],
    action: 'GetSecretValue',
    parameters: { SecretName: SECRET.SecretName },
    fields: valueFields(data, type),
  });
  return [
    ...TEXTS.map(({ comment, flag, text }) => value(`a value: ${comment}`, flag, text)),
    value('a value: binary, in Base64', 'Binary', 'AAECAwQF/v8=', 'binary'),
    value('a value: binary that is no Base64 comes as it was given', 'Binary', 'no Base64!', 'binary'),
  ];
}

function valueFields(data: string, type = 'text', stages: readonly string[] = ['ACSCurrent'], id = 'v1'): Fields {
  return {
    SecretName: SECRET.SecretName,
    SecretType: 'Generic',
    VersionId: id,
    SecretData: data,
    SecretDataType: type,
    CreateTime: NOW,
    VersionStages: { VersionStage: stages },
  };
}

function described(more: Fields = {}, description = ''): Fields {
  const head = { Arn: ARN, SecretName: SECRET.SecretName, SecretType: 'Generic', Description: description };
  return { ...head, CreateTime: NOW, UpdateTime: NOW, ...more };
}

function details(): Question[] {
  const of = (comment: string, flag: string, given: Request[], parameters: Parameters, fields: Fields): Question => ({
    comment: `a secret: ${comment}`,
    flags: [flag],
    given,
    action: 'DescribeSecret',
    parameters: { SecretName: SECRET.SecretName, ...parameters },
    fields,
  });
  const tagged = create({ Tags: '[{"TagKey":"env","TagValue":"prod"},{"TagKey":"team","TagValue":""}]' });
  const tags = [
    { TagKey: 'env', TagValue: 'prod' },
    { TagKey: 'team', TagValue: '' },
  ];
  const all = { FetchTags: 'true' };
  return [
    of('an empty description', 'EmptyText', [create()], {}, described()),
    of('a description', 'Plain', [create({ Description: 'orders' })], {}, described({}, 'orders')),
    of('a description with marks', 'Markup', [create({ Description: `<a & "b">` })], {}, described({}, `<a & "b">`)),
    of('tags that nobody asked for are absent', 'Absent', [tagged], {}, described()),
    of('no tags', 'EmptyList', [create()], all, described({ Tags: { Tag: [] } })),
    of('two tags, one without a value', 'List', [tagged], all, described({ Tags: { Tag: tags } })),
    of(
      'one tag',
      'SingleItem',
      [create({ Tags: '[{"TagKey":"env","TagValue":"prod"}]' })],
      all,
      described({ Tags: { Tag: tags.slice(0, 1) } }),
    ),
    of(
      'a flag in capitals is the same',
      'Boolean',
      [create()],
      { FetchTags: 'TRUE' },
      described({ Tags: { Tag: [] } }),
    ),
    of('a flag that is false', 'Boolean', [tagged], { FetchTags: 'false' }, described()),
    of('an empty flag counts as absent', 'EmptyParameter', [tagged], { FetchTags: '' }, described()),
    of(
      'one that is to be deleted',
      'Time',
      [create(), call('DeleteSecret', { SecretName: SECRET.SecretName, RecoveryWindowInDays: '30' })],
      {},
      { ...described(), PlannedDeleteTime: LATER },
    ),
  ];
}

function lists(): Question[] {
  const of = (comment: string, flag: string, given: Request[], parameters: Parameters, found: Fields[]): Question => ({
    comment: `secrets: ${comment}`,
    flags: [flag],
    given,
    action: 'ListSecrets',
    parameters,
    fields: { SecretList: { Secret: found.slice(0, 10) }, PageNumber: 1, PageSize: 10, TotalCount: found.length },
  });
  const named = (name: string, more: Fields = {}): Fields => ({
    SecretName: name,
    SecretType: 'Generic',
    CreateTime: NOW,
    UpdateTime: NOW,
    ...more,
  });
  const others = ['b', 'c'].map((name) => create({ SecretName: name }));
  return [
    of('none', 'EmptyList', [], {}, []),
    of('one', 'SingleItem', [create()], {}, [named(SECRET.SecretName)]),
    of('one that has no tags', 'NestedList', [create()], { FetchTags: 'true' }, [
      named(SECRET.SecretName, { Tags: { Tag: [] } }),
    ]),
    of('none on the first page of none, a page of ten', 'EmptyParameter', [], { PageSize: '', PageNumber: '' }, []),
    {
      ...of(
        'several by their names',
        'List',
        [create(), ...others],
        { Filters: '[{"Key":"SecretName","Values":["b"]}]' },
        [named('b')],
      ),
    },
    {
      ...of('a page that is not there', 'EmptyList', [create()], { PageNumber: '2', PageSize: '1' }, []),
      fields: { SecretList: { Secret: [] }, PageNumber: 2, PageSize: 1, TotalCount: 1 },
    },
  ];
}

function versions(): Question[] {
  const of = (comment: string, flag: string, given: Request[], parameters: Parameters, ids: Fields[]): Question => ({
    comment: `versions: ${comment}`,
    flags: [flag],
    given,
    action: 'ListSecretVersionIds',
    parameters: { SecretName: SECRET.SecretName, ...parameters },
    fields: {
      SecretName: SECRET.SecretName,
      VersionIds: { VersionId: ids },
      PageNumber: 1,
      PageSize: 20,
      TotalCount: ids.length,
    },
  });
  const version = (id: string, stages: readonly string[], at = 0): Fields => ({
    VersionId: id,
    CreateTime: at === 0 ? NOW : NOW.replace('05Z', `0${5 + at}Z`),
    VersionStages: { VersionStage: stages },
  });
  const three = [create(), put('v2'), put('v3')];
  return [
    of('one', 'SingleItem', [create()], {}, [version('v1', ['ACSCurrent'])]),
    of('two with a stage each', 'NestedList', [create(), put('v2')], {}, [
      version('v1', ['ACSPrevious']),
      version('v2', ['ACSCurrent']),
    ]),
    of('one of several stages', 'NestedList', [create(), put('v2', '["ACSCurrent","a","b"]')], {}, [
      version('v1', ['ACSPrevious']),
      version('v2', ['ACSCurrent', 'a', 'b']),
    ]),
    of('those without a stage are left out', 'Absent', three, {}, [
      version('v2', ['ACSPrevious']),
      version('v3', ['ACSCurrent']),
    ]),
    of('those without a stage too, with an empty list', 'EmptyList', three, { IncludeDeprecated: 'true' }, [
      version('v1', []),
      version('v2', ['ACSPrevious']),
      version('v3', ['ACSCurrent']),
    ]),
  ];
}

function others(): Question[] {
  const of = (comment: string, flag: string, action: string, parameters: Parameters, fields: Fields): Question => ({
    comment,
    flags: [flag],
    given: [create({ Tags: '[{"TagKey":"env","TagValue":"prod"}]' })],
    action,
    parameters,
    fields,
  });
  const name = { SecretName: SECRET.SecretName };
  const resource = { RegionId: 'cn-hangzhou', ResourceType: 'secret', 'ResourceId.1': SECRET.SecretName };
  const row = { ResourceId: SECRET.SecretName, ResourceType: 'secret', TagKey: 'env', TagValue: 'prod' };
  return [
    {
      ...of('a new secret', 'Plain', 'CreateSecret', SECRET, {
        Arn: ARN,
        SecretName: SECRET.SecretName,
        VersionId: 'v1',
        SecretType: 'Generic',
      }),
      given: [],
    },
    of(
      'a new version',
      'Plain',
      'PutSecretValue',
      { ...SECRET, VersionId: 'v2' },
      {
        ...name,
        VersionId: 'v2',
        VersionStages: { VersionStage: ['ACSCurrent'] },
      },
    ),
    of('a change', 'Plain', 'UpdateSecret', { ...name, Description: 'new' }, name),
    of('a change to an empty description', 'EmptyText', 'UpdateSecret', { ...name, Description: '' }, name),
    of(
      'tags: nothing but the id of the request',
      'Absent',
      'TagResource',
      {
        SecretName: SECRET.SecretName,
        Tags: '[{"TagKey":"a","TagValue":"b"}]',
      },
      {},
    ),
    of('tags of a resource: one', 'SingleItem', 'ListTagResources', resource, { TagResources: { TagResource: [row] } }),
    of(
      'tags of a resource: none of the key',
      'EmptyList',
      'ListTagResources',
      { ...resource, 'Tag.1.Key': 'x' },
      {
        TagResources: { TagResource: [] },
      },
    ),
    of(
      'numbered parameters close their gaps',
      'List',
      'ListTagResources',
      {
        RegionId: 'cn-hangzhou',
        ResourceType: 'secret',
        'ResourceId.7': SECRET.SecretName,
      },
      { TagResources: { TagResource: [row] } },
    ),
    of(
      'of a duplicate item one row',
      'RepeatedName',
      'ListTagResources',
      {
        ...resource,
        'ResourceId.2': SECRET.SecretName,
      },
      { TagResources: { TagResource: [row] } },
    ),
    of(
      'a parameter that nobody knows is passed over',
      'UnknownField',
      'UpdateSecret',
      { ...name, Description: 'd', More: '1' },
      name,
    ),
    of(
      'an empty version is the current one',
      'EmptyParameter',
      'GetSecretValue',
      { ...name, VersionId: '', VersionStage: '' },
      valueFields('data'),
    ),
    of('by a stage', 'Plain', 'GetSecretValue', { ...name, VersionStage: 'ACSCurrent' }, valueFields('data')),
  ];
}

function asTests({ comment, flags, given, action, parameters, fields }: Question): AnswerTest[] {
  return FORMATS.map((format): AnswerTest => {
    const all = { ...fields, RequestId: REQUEST_ID };
    const value = format === 'XML' ? shownAsXml(all) : all;
    return {
      comment: `${comment} (${format})`,
      flags,
      operation: action,
      format,
      ...(given.length === 0 ? {} : { given }),
      request: call(action, parameters, format),
      response: answer(format, all),
      value,
      result: 'valid',
    };
  });
}

/** The same with what XML cannot hold replaced. */
function shownAsXml(fields: Fields): Fields {
  const data = fields['SecretData'];
  return typeof data === 'string' ? { ...fields, SecretData: shownInXml(data) } : fields;
}

export const ALIYUN_BODIES: Family = {
  name: 'aliyun-bodies',
  algorithm: 'Bodies of KMS',
  schema: 'body_schema.json',
  header: [
    'Answers of KMS of Alibaba Cloud, each in JSON and in XML, to requests that are not signed here.',
    'In XML every field is an element, a list is its element repeated, and an empty list leaves its wrapper empty.',
  ],
  notes: ANSWER_NOTES,
  groups: [
    {
      type: 'Body',
      service: 'aliyun',
      now: NOW,
      tests: asVectors([
        ...[...values(), ...details(), ...lists(), ...versions(), ...others()].flatMap(asTests),
        ...readerTests(),
      ]),
    },
  ],
};
