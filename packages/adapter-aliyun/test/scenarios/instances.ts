import type { Scenarios } from '../scenario.ts';

const OPEN = 'KMS is open for every account';
const CONFIGURED = 'it tells one thing of the configuration';

/** What instances have, as {@link INSTANCES} configures them, and what an account and the service itself tell. */
export const instanceScenarios: Scenarios = {
  ListKmsInstances: { first: {}, second: { PageSize: '1', PageNumber: '2' }, rejected: { PageSize: '0' } },
  GetKmsInstance: {
    first: { KmsInstanceId: 'kst-1' },
    second: { KmsInstanceId: 'kst-2' },
    rejected: { KmsInstanceId: 'kst-9' },
  },
  GetDefaultKmsInstance: { constant: CONFIGURED, first: {}, second: {}, rejected: { AccessKeyId: 'nobody' } },
  GetKmsInstanceQuotaInfos: {
    first: { KmsInstanceId: 'kst-1' },
    second: { KmsInstanceId: 'kst-2' },
    rejected: { KmsInstanceId: 'kst-9' },
  },
  ListApplicationAccessPoints: {
    first: {},
    second: { PageSize: '1', PageNumber: '2' },
    rejected: { PageNumber: '0' },
  },
  DescribeApplicationAccessPoint: { first: { Name: 'aap' }, second: { Name: 'other' }, rejected: { Name: 'nope' } },
  ListClientKeys: {
    method: 'GET',
    first: { AapName: 'aap' },
    second: { AapName: 'other' },
    rejected: { AapName: 'nope' },
  },
  GetClientKey: {
    method: 'GET',
    first: { ClientKeyId: 'KAAP.1' },
    second: { ClientKeyId: 'KAAP.2' },
    rejected: { ClientKeyId: 'KAAP.9' },
  },
  ListNetworkRules: { first: {}, second: { PageSize: '1', PageNumber: '2' }, rejected: { PageNumber: '0' } },
  DescribeNetworkRule: { first: { Name: 'rule' }, second: { Name: 'other' }, rejected: { Name: 'nope' } },
  ListPolicies: { first: {}, second: { PageSize: '1', PageNumber: '2' }, rejected: { PageNumber: '0' } },
  DescribePolicy: { first: { Name: 'policy' }, second: { Name: 'other' }, rejected: { Name: 'nope' } },
  DescribeRegions: { constant: 'the regions are fixed', first: {}, second: {}, rejected: { AccessKeyId: 'nobody' } },
  DescribeAccountKmsStatus: { constant: OPEN, first: {}, second: {}, rejected: { AccessKeyId: 'nobody' } },
  OpenKmsService: { rejected: {} },
};

/** Two instances with everything an instance has. */
export const INSTANCES = [
  {
    id: 'kst-1',
    access_points: [{ name: 'aap', policies: ['policy'], client_keys: [{ id: 'KAAP.1' }] }],
    network_rules: [{ name: 'rule', source_private_ip: ['10.0.0.0/8'] }],
    policies: [
      { name: 'policy', permissions: ['RbacPermission/Template/CryptoServiceSecretUser'], resources: ['secret/s'] },
    ],
  },
  {
    id: 'kst-2',
    name: 'second',
    created_at: '2025-01-01T00:00:00Z',
    ends_at: '2027-01-01T00:00:00Z',
    spec: 2000,
    key_num: 20,
    secret_num: 30,
    vpc_num: 4,
    vpc_id: 'vpc-1',
    vswitch_ids: ['vsw-1', 'vsw-2'],
    zone_ids: ['cn-hangzhou-h', 'cn-hangzhou-i'],
    ca_certificate: 'PEM',
    access_points: [
      {
        name: 'other',
        description: 'd',
        policies: ['policy', 'other'],
        client_keys: [
          {
            id: 'KAAP.2',
            certificate: 'CERTIFICATE',
            not_before: '2026-01-01T00:00:00Z',
            not_after: '2031-01-01T00:00:00Z',
          },
        ],
      },
    ],
    network_rules: [{ name: 'other', description: 'd', source_private_ip: ['192.168.0.1', '10.1.0.0/16'] }],
    policies: [{ name: 'other', description: 'd', network_rules: ['rule'] }],
  },
];
