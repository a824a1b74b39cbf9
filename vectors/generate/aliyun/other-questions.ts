/** Calls that change secrets, tags, and spellings of parameters. */
import type { Fields } from '../answers/exchange.ts';
import { type Parameters } from './answers.ts';
import { ARN, type Question, SECRET, create, valueFields } from './questions.ts';

/** What is asked of one secret beside its reads, and what it is answered. */
export function otherQuestions(): Question[] {
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
