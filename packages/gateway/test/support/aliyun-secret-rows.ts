import { expect } from '@jest/globals';

import {
  AWKWARD_VALUE,
  newKey,
  newManagedSecret,
  newName,
  newSecret,
  nothing,
  type Row,
  UTC_SECONDS,
  UUID,
} from './aliyun-rows.ts';

const NO_SECRET = { but: { SecretName: 'nope' }, code: 'Forbidden.ResourceNotFound' } as const;
const POLICY =
  '{"Version":"1","Statement":[{"Effect":"Allow","Principal":{"RAM":["acs:ram::1000000000000001:*"]},"Action":["kms:*"],"Resource":["*"]}]}';
const named = ({ SecretName }: Record<string, string>) => ({ SecretName });

/** Secrets: sections 1.1 and 1.2 of the vendor's reference. */
const secretRows: readonly Row[] = [
  {
    action: 'CreateSecret',
    given: async () => ({
      SecretName: newName('a+b'),
      VersionId: 'v1',
      SecretData: AWKWARD_VALUE,
      Description: 'd ~*',
      Tags: '[{"TagKey":"k","TagValue":"v"}]',
    }),
    answer: ({ SecretName }) => ({
      SecretName,
      VersionId: 'v1',
      SecretType: 'Generic',
      Arn: `acs:kms:cn-hangzhou:1000000000000001:secret/${SecretName}`,
    }),
    but: {},
    code: 'Rejected.ResourceExist',
  },
  {
    action: 'DeleteSecret',
    given: async (call) => ({ SecretName: await newSecret(call), RecoveryWindowInDays: '7' }),
    answer: ({ SecretName }) => ({ SecretName, PlannedDeleteTime: UTC_SECONDS }),
    ...NO_SECRET,
  },
  {
    action: 'DescribeSecret',
    given: async (call) => ({
      SecretName: await newSecret(call, { Description: 'd', Tags: '[{"TagKey":"k","TagValue":"v"}]' }),
      FetchTags: 'true',
    }),
    answer: ({ SecretName }) => ({
      SecretName,
      SecretType: 'Generic',
      Description: 'd',
      CreateTime: UTC_SECONDS,
      UpdateTime: UTC_SECONDS,
      Tags: { Tag: [{ TagKey: 'k', TagValue: 'v' }] },
    }),
    ...NO_SECRET,
  },
  {
    action: 'GetSecretValue',
    given: async (call) => ({ SecretName: await newSecret(call) }),
    answer: ({ SecretName }) => ({
      SecretName,
      SecretType: 'Generic',
      VersionId: 'v1',
      SecretData: AWKWARD_VALUE,
      SecretDataType: 'text',
      CreateTime: UTC_SECONDS,
      VersionStages: { VersionStage: ['ACSCurrent'] },
    }),
    ...NO_SECRET,
  },
  {
    action: 'ListSecrets',
    given: async (call) => {
      await newSecret(call);
      return { PageNumber: '1', PageSize: '1' };
    },
    answer: () => ({
      SecretList: { Secret: [{ SecretName: expect.any(String), CreateTime: UTC_SECONDS, UpdateTime: UTC_SECONDS }] },
      PageNumber: 1,
      PageSize: 1,
      TotalCount: expect.any(Number),
    }),
    but: { PageSize: '101' },
    code: 'InvalidParameter',
  },
  {
    action: 'ListSecretVersionIds',
    given: async (call) => ({ SecretName: await newSecret(call) }),
    answer: ({ SecretName }) => ({
      SecretName,
      VersionIds: {
        VersionId: [{ VersionId: 'v1', CreateTime: UTC_SECONDS, VersionStages: { VersionStage: ['ACSCurrent'] } }],
      },
      PageNumber: 1,
      PageSize: 20,
      TotalCount: 1,
    }),
    ...NO_SECRET,
  },
  {
    action: 'PutSecretValue',
    given: async (call) => ({
      SecretName: await newSecret(call),
      VersionId: 'v2',
      SecretData: 'two',
      VersionStages: '["ACSCurrent","blue"]',
    }),
    answer: ({ SecretName }) => ({
      SecretName,
      VersionId: 'v2',
      VersionStages: { VersionStage: ['ACSCurrent', 'blue'] },
    }),
    but: { VersionId: 'v1' },
    code: 'Rejected.ResourceExist',
  },
  {
    action: 'RestoreSecret',
    given: async (call) => {
      const SecretName = await newSecret(call);
      await call('DeleteSecret', { SecretName });
      return { SecretName };
    },
    answer: ({ SecretName }) => ({ SecretName }),
    but: {},
    code: 'Rejected.ResourceInUse',
  },
  {
    action: 'RotateSecret',
    given: async (call) => ({ SecretName: await newManagedSecret(call), VersionId: 'v2' }),
    answer: ({ SecretName }) => ({
      SecretName,
      VersionId: 'v2',
      Arn: `acs:kms:cn-hangzhou:1000000000000001:secret/${SecretName}`,
    }),
    ...NO_SECRET,
  },
  {
    action: 'UpdateSecret',
    given: async (call) => ({ SecretName: await newSecret(call), Description: 'e' }),
    answer: named,
    ...NO_SECRET,
  },
  {
    action: 'UpdateSecretRotationPolicy',
    given: async (call) => ({
      SecretName: await newManagedSecret(call),
      EnableAutomaticRotation: 'true',
      RotationInterval: '6h',
    }),
    answer: named,
    but: { RotationInterval: '5h' },
    code: 'InvalidParameter',
  },
  {
    action: 'UpdateSecretVersionStage',
    given: async (call) => ({ SecretName: await newSecret(call), VersionStage: 'blue', MoveToVersion: 'v1' }),
    answer: named,
    but: { MoveToVersion: 'v9' },
    code: 'Forbidden.ResourceNotFound',
  },
  {
    action: 'GetRandomPassword',
    given: async () => ({ PasswordLength: '16', ExcludePunctuation: 'true' }),
    answer: () => ({ RandomPassword: expect.stringMatching(/^[A-Za-z0-9]{16}$/) }),
    but: { PasswordLength: '7' },
    code: 'InvalidParameter',
  },
  {
    action: 'SetSecretPolicy',
    method: 'POST',
    given: async (call) => ({ SecretName: await newSecret(call), PolicyName: 'default', Policy: POLICY }),
    answer: nothing,
    but: { Policy: undefined },
    code: 'MissingParameter',
  },
  {
    action: 'GetSecretPolicy',
    given: async (call) => ({ SecretName: await newSecret(call, { Policy: POLICY }) }),
    answer: () => ({ Policy: POLICY }),
    ...NO_SECRET,
  },
  {
    action: 'BatchGetSecretValue',
    given: async (call) => ({
      SecretsList: JSON.stringify([{ SecretName: await newSecret(call) }, { SecretName: 'nope' }]),
    }),
    answer: () => ({
      SecretValues: [
        {
          VersionId: 'v1',
          SecretData: AWKWARD_VALUE,
          VersionStages: { VersionStage: ['ACSCurrent'] },
          RequestId: UUID,
        },
      ],
      Errors: [{ SecretName: 'nope', Code: 'Forbidden.ResourceNotFound', HttpStatus: 404 }],
    }),
    but: { SecretsList: JSON.stringify(Array.from({ length: 21 }, (_, index) => ({ SecretName: `s${index}` }))) },
    code: 'InvalidParameter',
  },
];

const RESOURCE = { RegionId: 'cn-hangzhou', ResourceType: 'secret' } as const;
const NO_RESOURCE = { but: { 'ResourceId.1': 'nope' }, code: 'InvalidResourceId.NotFound' } as const;

/** Tags, of both generations. */
const tagRows: readonly Row[] = [
  {
    action: 'TagResource',
    given: async (call) => ({ KeyId: (await newKey(call)).KeyId, Tags: '[{"TagKey":"k","TagValue":"v"}]' }),
    answer: nothing,
    but: { Tags: undefined },
    code: 'MissingParameter',
  },
  {
    action: 'UntagResource',
    given: async (call) => ({ SecretName: await newSecret(call), TagKeys: '["k"]' }),
    answer: nothing,
    ...NO_SECRET,
  },
  {
    action: 'TagResources',
    given: async (call) => ({
      ...RESOURCE,
      'ResourceId.1': await newSecret(call),
      'Tag.1.Key': 'k',
      'Tag.1.Value': 'v',
    }),
    answer: nothing,
    ...NO_RESOURCE,
  },
  {
    action: 'UntagResources',
    given: async (call) => ({ ...RESOURCE, 'ResourceId.1': await newSecret(call), All: 'true' }),
    answer: nothing,
    ...NO_RESOURCE,
  },
  {
    action: 'ListTagResources',
    given: async (call) => ({
      ...RESOURCE,
      'ResourceId.1': await newSecret(call, { Tags: '[{"TagKey":"k","TagValue":"v"}]' }),
    }),
    answer: (params) => ({
      TagResources: {
        TagResource: [{ ResourceId: params['ResourceId.1'], ResourceType: 'secret', TagKey: 'k', TagValue: 'v' }],
      },
    }),
    but: { 'Tag.1.Key': 'a', 'Tag.2.Key': 'a' },
    code: 'Duplicate.TagKey',
  },
];

export const secretAndTagRows: readonly Row[] = [...secretRows, ...tagRows];
