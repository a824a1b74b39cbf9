import { expect } from '@jest/globals';

import { type Row, UTC_SECONDS } from './aliyun-rows.ts';

/** The instance that rows of instances know, as `doors.aliyun.instances` has it. */
export const INSTANCES = [
  {
    id: 'kst-1',
    access_points: [{ name: 'aap', policies: ['policy'], client_keys: [{ id: 'KAAP.1' }] }],
    network_rules: [{ name: 'rule', source_private_ip: ['10.0.0.0/8'] }],
    policies: [
      { name: 'policy', permissions: ['RbacPermission/Template/CryptoServiceSecretUser'], resources: ['secret/s'] },
    ],
  },
] as const;

const ARN = 'acs:kms:cn-hangzhou:1000000000000001';
const UNKNOWN_KEY = { code: 'InvalidAccessKeyId.NotFound' } as const;
const NO_PAGE = { given: async () => ({}), but: { PageNumber: '0' }, code: 'InvalidParameter' } as const;
const NO_INSTANCE = {
  given: async () => ({ KmsInstanceId: 'kst-1' }),
  but: { KmsInstanceId: 'kst-9' },
  code: 'Forbidden.DKMSInstanceNotFound',
} as const;
const ofName = (Name: string) =>
  ({ given: async () => ({ Name }), but: { Name: 'nope' }, code: 'Forbidden.ResourceNotFound' }) as const;
const firstPage = { PageNumber: 1, TotalCount: 1 } as const;

/** The account and its instances. */
const accountRows: readonly Row[] = [
  {
    action: 'DescribeAccountKmsStatus',
    given: async () => ({}),
    answer: () => ({ AccountStatus: 'Enabled' }),
    ...UNKNOWN_KEY,
  },
  {
    action: 'DescribeRegions',
    given: async () => ({}),
    answer: () => ({
      Regions: { Region: expect.arrayContaining([{ RegionId: 'cn-beijing' }, { RegionId: 'cn-hangzhou' }]) },
    }),
    ...UNKNOWN_KEY,
  },
  { action: 'OpenKmsService', given: async () => ({}), answer: null, code: 'Forbidden.Opened' },
  {
    action: 'ListKmsInstances',
    answer: () => ({
      KmsInstances: { KmsInstance: [{ KmsInstanceId: 'kst-1', KmsInstanceArn: `${ARN}:keystore/kst-1` }] },
      ...firstPage,
    }),
    ...NO_PAGE,
  },
  {
    action: 'GetKmsInstance',
    answer: () => ({ KmsInstance: { InstanceId: 'kst-1', Status: 'Connected' } }),
    ...NO_INSTANCE,
  },
  {
    action: 'GetDefaultKmsInstance',
    given: async () => ({}),
    answer: () => ({ DefaultKmsInstanceId: 'kst-1' }),
    ...UNKNOWN_KEY,
  },
  {
    action: 'GetKmsInstanceQuotaInfos',
    answer: () => ({
      KmsInstanceId: 'kst-1',
      KmsInstanceQuotaInfos: expect.arrayContaining([
        expect.objectContaining({ ResourceType: 'secret', ResourceQuota: 1000 }),
      ]),
    }),
    ...NO_INSTANCE,
  },
  {
    action: 'ListApplicationAccessPoints',
    answer: () => ({
      ApplicationAccessPoints: { ApplicationAccessPoint: [{ Name: 'aap', AuthenticationMethod: 'ClientKey' }] },
      ...firstPage,
    }),
    ...NO_PAGE,
  },
  {
    action: 'DescribeApplicationAccessPoint',
    answer: () => ({ Name: 'aap', Arn: `${ARN}:applicationaccesspoint/aap`, Policies: '["policy"]' }),
    ...ofName('aap'),
  },
  {
    action: 'ListClientKeys',
    method: 'GET',
    given: async () => ({ AapName: 'aap' }),
    answer: () => ({ ClientKeys: [{ ClientKeyId: 'KAAP.1', AapName: 'aap', KeyAlgorithm: 'RSA_2048' }] }),
    but: { AapName: 'nope' },
    code: 'Forbidden.ResourceNotFound',
  },
  {
    action: 'GetClientKey',
    method: 'GET',
    given: async () => ({ ClientKeyId: 'KAAP.1' }),
    answer: () => ({ ClientKeyId: 'KAAP.1', AapName: 'aap', KeyAlgorithm: 'RSA_2048', NotAfter: UTC_SECONDS }),
    but: { ClientKeyId: 'KAAP.9' },
    code: 'Forbidden.ResourceNotFound',
  },
  {
    action: 'ListNetworkRules',
    answer: () => ({ NetworkRules: { NetworkRule: [{ Type: 'Private', Name: 'rule' }] }, ...firstPage }),
    ...NO_PAGE,
  },
  {
    action: 'DescribeNetworkRule',
    answer: () => ({ Arn: `${ARN}:network/rule`, Type: 'Private', SourcePrivateIp: '["10.0.0.0/8"]' }),
    ...ofName('rule'),
  },
  { action: 'ListPolicies', answer: () => ({ Policies: { Policy: [{ Name: 'policy' }] }, ...firstPage }), ...NO_PAGE },
  {
    action: 'DescribePolicy',
    answer: () => ({
      Name: 'policy',
      KmsInstance: 'kst-1',
      Permissions: ['RbacPermission/Template/CryptoServiceSecretUser'],
      Resources: ['secret/s'],
    }),
    ...ofName('policy'),
  },
];

const STS = '2015-04-01';
const ROLE = { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'alice' } as const;
const session = () => ({
  AssumedRoleUser: {
    Arn: 'acs:ram::1000000000000001:role/reader/alice',
    AssumedRoleId: expect.stringMatching(/:alice$/),
  },
  Credentials: {
    AccessKeyId: expect.stringMatching(/^STS\./),
    AccessKeySecret: expect.any(String),
    SecurityToken: expect.any(String),
    Expiration: UTC_SECONDS,
  },
});

const base64url = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
/** A token that holds until 2100. */
const OIDC_TOKEN = [
  base64url({ alg: 'RS256' }),
  base64url({ sub: 'pod', iss: 'https://issuer', aud: 'a', iat: 1_700_000_000, exp: 4_102_444_800 }),
  'c2ln',
].join('.');

/** The services beside KMS. */
const otherRows: readonly Row[] = [
  {
    action: 'AssumeRole',
    version: STS,
    given: async () => ROLE,
    answer: session,
    but: { RoleArn: 'x' },
    code: 'InvalidParameter.RoleArn',
  },
  {
    action: 'AssumeRoleWithOIDC',
    version: STS,
    given: async () => ({
      ...ROLE,
      OIDCProviderArn: 'acs:ram::1000000000000001:oidc-provider/idp',
      OIDCToken: OIDC_TOKEN,
    }),
    answer: session,
    but: { OIDCToken: 'a.b.c' },
    code: 'AuthenticationFail.OIDCToken.Invalid',
  },
  {
    action: 'GetCallerIdentity',
    version: STS,
    given: async () => ({}),
    answer: () => ({ AccountId: '1000000000000001', IdentityType: 'RAMUser' }),
    ...UNKNOWN_KEY,
  },
  {
    action: 'DecodeDiagnosticMessage',
    version: '2015-05-01',
    given: async () => ({ EncodedDiagnosticMessage: 'AQ' }),
    answer: null,
    code: 'InvalidParameter.EncodedDiagnosticMessage',
  },
  {
    action: 'DescribeEndpoints',
    version: '2015-06-12',
    given: async () => ({ Id: 'cn-hangzhou', ServiceCode: 'kms' }),
    answer: () => ({
      Success: true,
      Endpoints: { Endpoint: [{ Id: 'cn-hangzhou', Type: 'openAPI', Endpoint: expect.any(String) }] },
    }),
    but: { ServiceCode: undefined },
    code: 'MissingServiceCode',
  },
];

export const accountAndOtherRows: readonly Row[] = [...accountRows, ...otherRows];
