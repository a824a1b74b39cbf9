/** Reads of secrets and of their versions. */
import { type Fields, NOW } from '../answers/exchange.ts';
import { TEXTS } from '../answers/texts.ts';
import type { Request } from '../vector-file.ts';
import { type Parameters, call } from './answers.ts';
import { ARN, type Question, SECRET, create, valueFields } from './questions.ts';

const LATER = '2026-02-01T03:04:05Z';

/** A call that gives it one more version. */
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

/** What is asked of secrets that are there, or not, and what it is answered. */
export const readQuestions = (): Question[] => [...values(), ...details(), ...lists(), ...versions()];
