import { type Scenarios, key, secret } from '../scenario.ts';

const SECRETS = { RegionId: 'cn-hangzhou', ResourceType: 'secret' };
const given = [secret('s'), secret('t')];

/** The operations of tags, both families. */
export const tagScenarios: Scenarios = {
  TagResource: {
    given,
    first: { SecretName: 's', Tags: '[{"TagKey":"a","TagValue":"b"}]' },
    second: { SecretName: 's', Tags: '[{"TagKey":"k","TagValue":"new"}]' },
    observe: ['DescribeSecret', { SecretName: 's', FetchTags: 'true' }],
    rejected: { Tags: '[]' },
  },
  UntagResource: {
    given: [secret('s'), ['TagResource', { SecretName: 's', Tags: '[{"TagKey":"a","TagValue":"b"}]' }]],
    first: { SecretName: 's', TagKeys: '["k"]' },
    second: { SecretName: 's', TagKeys: 'a' },
    observe: ['DescribeSecret', { SecretName: 's', FetchTags: 'true' }],
    rejected: { SecretName: 's' },
  },
  ListResourceTags: {
    given: [key({ Tags: '[{"TagKey":"a","TagValue":"b"}]' })],
    first: { KeyId: '<KeyId>' },
    between: [key()],
    second: { KeyId: '<KeyId>' },
    rejected: { KeyId: 'nope' },
  },
  TagResources: {
    given,
    first: { ...SECRETS, 'ResourceId.1': 's', 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' },
    second: { ...SECRETS, 'ResourceId.1': 's', 'ResourceId.2': 't', 'Tag.1.Key': 'k' },
    observe: ['ListTagResources', SECRETS],
    rejected: { ...SECRETS, 'ResourceId.1': 'nope', 'Tag.1.Key': 'a' },
  },
  UntagResources: {
    given,
    first: { ...SECRETS, 'ResourceId.1': 's', All: 'true' },
    second: { ...SECRETS, 'ResourceId.1': 't', 'TagKey.1': 'k' },
    observe: ['ListTagResources', SECRETS],
    rejected: { ...SECRETS, 'ResourceId.1': 'nope' },
  },
  ListTagResources: {
    given: [...given, key({ Tags: '[{"TagKey":"a","TagValue":"b"}]' })],
    first: SECRETS,
    second: { ...SECRETS, ResourceType: 'key' },
    rejected: { ...SECRETS, 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' },
  },
};
