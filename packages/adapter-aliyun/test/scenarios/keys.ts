import { type Call, MATERIAL, type Scenarios, key } from '../scenario.ts';

const describe: Call = ['DescribeKey', { KeyId: '<KeyId>' }];
const alias = (AliasName: string): Call => ['CreateAlias', { KeyId: '<KeyId>', AliasName }];
const EC = { KeySpec: 'EC_P256' };
const EXTERNAL = { Origin: 'EXTERNAL' };
const OAEP = { WrappingAlgorithm: 'RSAES_OAEP_SHA_256', WrappingKeySpec: 'RSA_2048' };
const parameters: Call = ['GetParametersForImport', { KeyId: '<KeyId>', ...OAEP }];
const imported: Call = [
  'ImportKeyMaterial',
  { KeyId: '<KeyId>', EncryptedKeyMaterial: MATERIAL, ImportToken: '<ImportToken>', KeyMaterialExpireUnix: '0' },
];
const policy = (account: string): string =>
  `{"Version":"1","Statement":[{"Effect":"Allow","Principal":{"RAM":["acs:ram::${account}:*"]},` +
  '"Action":["kms:*"],"Resource":["*"]}]}';

/** What keys are, are called and live through. */
export const keyScenarios: Scenarios = {
  CreateKey: {
    first: {
      Description: 'd',
      EnableAutomaticRotation: 'true',
      RotationInterval: '7d',
      DKMSInstanceId: 'kst-1',
      ProtectionLevel: 'HSM',
    },
    second: { KeySpec: 'RSA_2048', KeyUsage: 'SIGN/VERIFY', Tags: '[{"TagKey":"a","TagValue":"b"}]' },
    rejected: { KeySpec: 'AES' },
  },
  DescribeKey: {
    given: [
      key({ Description: 'd' }),
      [
        'SetDeletionProtection',
        { KeyId: '<KeyId>', EnableDeletionProtection: 'true', DeletionProtectionDescription: 'why' },
      ],
    ],
    first: { KeyId: '<KeyId>' },
    between: [key(EXTERNAL)],
    second: { KeyId: '<KeyId>' },
    rejected: { KeyId: 'nope' },
  },
  ListKeys: {
    given: [key(), key(EC)],
    first: { PageNumber: '2', PageSize: '1' },
    second: { Filters: '[{"Key":"KeySpec","Values":["EC_P256"]}]' },
    rejected: { PageSize: '101' },
  },
  DisableKey: {
    given: [key()],
    first: { KeyId: '<KeyId>' },
    between: [key({ EnableAutomaticRotation: 'true', RotationInterval: '7d' })],
    second: { KeyId: '<KeyId>' },
    observe: describe,
    rejected: {},
  },
  EnableKey: {
    given: [key(), ['DisableKey', { KeyId: '<KeyId>' }]],
    first: { KeyId: '<KeyId>' },
    between: [key(EC), ['DisableKey', { KeyId: '<KeyId>' }]],
    second: { KeyId: '<KeyId>' },
    observe: describe,
    rejected: { KeyId: 'nope' },
  },
  ScheduleKeyDeletion: {
    given: [key()],
    first: { KeyId: '<KeyId>', PendingWindowInDays: '7' },
    between: [key()],
    second: { KeyId: '<KeyId>', PendingWindowInDays: '30' },
    observe: describe,
    rejected: { KeyId: '<KeyId>', PendingWindowInDays: '6' },
  },
  CancelKeyDeletion: {
    given: [key(), ['ScheduleKeyDeletion', { KeyId: '<KeyId>', PendingWindowInDays: '7' }]],
    first: { KeyId: '<KeyId>' },
    between: [key(EC), ['ScheduleKeyDeletion', { KeyId: '<KeyId>', PendingWindowInDays: '30' }]],
    second: { KeyId: '<KeyId>' },
    observe: describe,
    rejected: { KeyId: 'nope' },
  },
  SetDeletionProtection: {
    given: [key()],
    first: { ProtectedResourceArn: '<Arn>', EnableDeletionProtection: 'true', DeletionProtectionDescription: 'why' },
    second: { ProtectedResourceArn: '<Arn>', EnableDeletionProtection: 'false' },
    observe: describe,
    rejected: { EnableDeletionProtection: 'true' },
  },
  UpdateKeyDescription: {
    given: [key()],
    first: { KeyId: '<KeyId>', Description: 'd' },
    second: { KeyId: '<KeyId>', Description: '' },
    observe: describe,
    rejected: { KeyId: '<KeyId>' },
  },
  UpdateRotationPolicy: {
    given: [key()],
    first: { KeyId: '<KeyId>', EnableAutomaticRotation: 'true', RotationInterval: '30d' },
    second: { KeyId: '<KeyId>', EnableAutomaticRotation: 'false' },
    observe: describe,
    rejected: { KeyId: '<KeyId>', EnableAutomaticRotation: 'true', RotationInterval: '1d' },
  },
  GetKeyPolicy: {
    given: [key()],
    first: { KeyId: '<KeyId>' },
    between: [['SetKeyPolicy', { KeyId: '<KeyId>', Policy: policy('1') }]],
    second: { KeyId: '<KeyId>' },
    rejected: { KeyId: '<KeyId>', PolicyName: 'x' },
  },
  SetKeyPolicy: {
    given: [key()],
    first: { KeyId: '<KeyId>', Policy: policy('1') },
    second: { KeyId: '<KeyId>', Policy: policy('2'), PolicyName: 'default' },
    observe: ['GetKeyPolicy', { KeyId: '<KeyId>' }],
    rejected: { KeyId: '<KeyId>', Policy: '{}' },
  },
  CreateAlias: {
    given: [key()],
    first: { KeyId: '<KeyId>', AliasName: 'alias/a' },
    second: { KeyId: '<KeyId>', AliasName: 'alias/b/c' },
    observe: ['ListAliases', {}],
    rejected: { KeyId: '<KeyId>', AliasName: 'a' },
  },
  UpdateAlias: {
    given: [key(), alias('alias/a'), key()],
    first: { KeyId: '<KeyId>', AliasName: 'alias/a' },
    between: [key()],
    second: { KeyId: '<KeyId>', AliasName: 'alias/a' },
    observe: ['ListAliases', {}],
    rejected: { KeyId: '<KeyId>', AliasName: 'alias/b' },
  },
  DeleteAlias: {
    given: [key(), alias('alias/a'), alias('alias/b')],
    first: { AliasName: 'alias/a' },
    second: { AliasName: 'alias/b' },
    observe: ['ListAliases', {}],
    rejected: { AliasName: 'alias/c' },
  },
  ListAliases: {
    given: [key(), alias('alias/a'), alias('alias/b')],
    first: {},
    second: { PageNumber: '2', PageSize: '1' },
    rejected: { PageSize: '-1' },
  },
  ListAliasesByKeyId: {
    given: [key(), alias('alias/a'), alias('alias/b')],
    first: { KeyId: 'alias/a', PageSize: '5' },
    between: [key()],
    second: { KeyId: '<KeyId>' },
    rejected: { KeyId: 'alias/c' },
  },
  CreateKeyVersion: {
    given: [key(EC)],
    first: { KeyId: '<KeyId>' },
    second: { KeyId: '<KeyId>' },
    rejected: { KeyId: 'nope' },
  },
  DescribeKeyVersion: {
    given: [key(EC), ['CreateKeyVersion', { KeyId: '<KeyId>' }]],
    first: { KeyId: '<KeyId>', KeyVersionId: '<KeyVersionId>' },
    between: [['CreateKeyVersion', { KeyId: '<KeyId>' }]],
    second: { KeyId: '<KeyId>', KeyVersionId: '<KeyVersionId>' },
    rejected: { KeyId: '<KeyId>', KeyVersionId: 'nope' },
  },
  ListKeyVersions: {
    given: [key(EC), ['CreateKeyVersion', { KeyId: '<KeyId>' }]],
    first: { KeyId: '<KeyId>' },
    second: { KeyId: '<KeyId>', PageSize: '1', PageNumber: '2' },
    rejected: { KeyId: 'nope' },
  },
  GetParametersForImport: {
    given: [key(EXTERNAL)],
    first: { KeyId: '<KeyId>', WrappingAlgorithm: 'RSAES_PKCS1_V1_5', WrappingKeySpec: 'RSA_2048' },
    between: [key(EXTERNAL)],
    second: { KeyId: '<KeyId>', ...OAEP },
    rejected: { KeyId: '<KeyId>', WrappingAlgorithm: 'SM2PKE', WrappingKeySpec: 'RSA_2048' },
  },
  ImportKeyMaterial: {
    given: [key(EXTERNAL), parameters],
    first: imported[1],
    between: [key(EXTERNAL), parameters],
    second: { ...imported[1], KeyMaterialExpireUnix: '4102444800' },
    observe: describe,
    rejected: { ...imported[1], EncryptedKeyMaterial: 'eA==' },
  },
  DeleteKeyMaterial: {
    given: [key(EXTERNAL)],
    first: { KeyId: '<KeyId>' },
    between: [key({ ...EXTERNAL, Description: 'd' }), parameters, imported],
    second: { KeyId: '<KeyId>' },
    observe: describe,
    rejected: { KeyId: 'nope' },
  },
};
