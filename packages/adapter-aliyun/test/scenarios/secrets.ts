import { type Call, type Scenarios, rds, rdsRequest, secret } from '../scenario.ts';

const put = (VersionId: string, VersionStages = '["x"]'): Call => [
  'PutSecretValue',
  { SecretName: 's', VersionId, SecretData: 'two', VersionStages },
];
const describe = (SecretName: string): Call => ['DescribeSecret', { SecretName }];
const POLICY =
  '{"Version":"1","Statement":[{"Effect":"Allow","Principal":{"RAM":["acs:ram::1000000000000001:*"]},' +
  '"Action":["kms:*"],"Resource":["*"]}]}';

/** Every operation of secrets. */
export const secretScenarios: Scenarios = {
  CreateSecret: {
    first: { ...rdsRequest('rds'), DKMSInstanceId: 'kst-1' },
    second: { SecretName: 's', VersionId: '1', SecretData: 'AQI=', SecretDataType: 'binary', Description: 'd' },
    rejected: { SecretName: 'a b', VersionId: 'v1', SecretData: 'x' },
  },
  DeleteSecret: {
    given: [secret('s'), secret('t')],
    first: { SecretName: 's' },
    second: { SecretName: 't', ForceDeleteWithoutRecovery: 'true' },
    rejected: { SecretName: 'nope' },
  },
  DescribeSecret: {
    given: [secret('s'), rds('rds')],
    first: { SecretName: 's', FetchTags: 'true' },
    second: { SecretName: 'rds' },
    rejected: { SecretName: 'nope' },
  },
  ListSecrets: {
    given: [secret('s'), rds('rds')],
    first: { FetchTags: 'true' },
    second: { Filters: '[{"Key":"SecretType","Values":["Rds"]}]', PageSize: '1' },
    rejected: { PageSize: '101' },
  },
  UpdateSecret: {
    given: [secret('s'), rds('rds')],
    first: { SecretName: 's', Description: 'd' },
    second: { SecretName: 'rds', 'ExtendedConfig.CustomData': '{"a":"b"}' },
    rejected: { SecretName: 'nope' },
  },
  GetSecretValue: {
    given: [rds('rds'), secret('s'), put('v2')],
    first: { SecretName: 'rds', FetchExtendedConfig: 'true' },
    second: { SecretName: 's', VersionStage: 'x' },
    rejected: { SecretName: 'nope' },
  },
  BatchGetSecretValue: {
    given: [secret('s'), rds('rds')],
    first: { SecretsList: '[{"SecretName":"s"},{"SecretName":"nope"}]' },
    second: { SecretsList: '[{"SecretName":"rds"}]' },
    rejected: { SecretsList: '[]' },
  },
  PutSecretValue: {
    given: [secret('s')],
    first: { SecretName: 's', VersionId: 'v2', SecretData: 'two' },
    second: { SecretName: 's', VersionId: 'v3', SecretData: 'AQI=', SecretDataType: 'binary', VersionStages: '["x"]' },
    rejected: { SecretName: 's', VersionId: 'v1', SecretData: 'other' },
  },
  ListSecretVersionIds: {
    given: [secret('s'), put('v2', '["ACSCurrent","x"]'), put('v3', '["x"]'), put('v4', '["x"]')],
    first: { SecretName: 's' },
    second: { SecretName: 's', IncludeDeprecated: 'true', PageSize: '1', PageNumber: '2' },
    rejected: { SecretName: 'nope' },
  },
  UpdateSecretVersionStage: {
    given: [secret('s'), put('v2')],
    first: { SecretName: 's', VersionStage: 'x', MoveToVersion: 'v1' },
    second: { SecretName: 's', VersionStage: 'ACSCurrent', MoveToVersion: 'v2' },
    observe: ['ListSecretVersionIds', { SecretName: 's' }],
    rejected: { SecretName: 's', VersionStage: 'x', RemoveFromVersion: 'v1' },
  },
  UpdateSecretRotationPolicy: {
    given: [rds('rds')],
    first: { SecretName: 'rds', EnableAutomaticRotation: 'false' },
    second: { SecretName: 'rds', EnableAutomaticRotation: 'true', RotationInterval: '6h' },
    observe: describe('rds'),
    rejected: { SecretName: 'rds', EnableAutomaticRotation: 'true', RotationInterval: '5h' },
  },
  RotateSecret: {
    given: [rds('rds')],
    first: { SecretName: 'rds', VersionId: 'v2' },
    second: { SecretName: 'rds', VersionId: 'v3' },
    rejected: { SecretName: 'nope', VersionId: 'v2' },
  },
  RestoreSecret: {
    given: [
      secret('s'),
      secret('t'),
      ['DeleteSecret', { SecretName: 's', RecoveryWindowInDays: '7' }],
      ['DeleteSecret', { SecretName: 't' }],
    ],
    first: { SecretName: 's' },
    second: { SecretName: 't' },
    rejected: { SecretName: 'nope' },
  },
  GetRandomPassword: {
    first: { PasswordLength: '16', ExcludePunctuation: 'true' },
    second: { PasswordLength: '32', ExcludePunctuation: 'true' },
    rejected: { PasswordLength: '7' },
  },
  GetSecretPolicy: {
    given: [secret('s'), secret('t'), ['SetSecretPolicy', { SecretName: 't', Policy: POLICY }]],
    first: { SecretName: 's' },
    second: { SecretName: 't' },
    rejected: { SecretName: 'nope' },
  },
  SetSecretPolicy: {
    given: [secret('s')],
    first: { SecretName: 's', Policy: POLICY },
    second: { SecretName: 's', Policy: POLICY.replace('kms:*', 'kms:GetSecretValue'), PolicyName: 'default' },
    observe: ['GetSecretPolicy', { SecretName: 's' }],
    rejected: { SecretName: 's' },
  },
};
