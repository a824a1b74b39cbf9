import { BILLING, type Call, type Scenarios } from '../scenario.ts';

const KEY_USER = 'RbacPermission/Template/CryptoServiceKeyUser';
const SECRET_USER = 'RbacPermission/Template/CryptoServiceSecretUser';
const point = (Name: string): Call => ['CreateApplicationAccessPoint', { Name, Policies: '["policy"]' }];
const clientKey = (AapName: string): Call => ['CreateClientKey', { AapName, Password: 'Pass-word-1' }];
const BUY: Call = ['CreateInstance', { Version: BILLING, ProductCode: 'kms' }];
const PLACE = { VpcId: 'vpc-1', ZoneIds: 'cn-hangzhou-k,cn-hangzhou-j', VSwitchIds: 'vsw-1', KMProvider: 'Aliyun' };
const VPC = { VpcId: 'vpc-2', VSwitchId: 'vsw-2', RegionId: 'cn-hangzhou', VpcOwnerId: 1_000_000_000_000_001 };
const bindings = (count: number) =>
  JSON.stringify(Array.from({ length: count }, (_one, index) => ({ ...VPC, VpcId: `vpc-${index + 2}` })));

/** What sets up instances, and what belongs to them. */
export const instanceSetupScenarios: Scenarios = {
  ConnectKmsInstance: {
    given: [BUY],
    first: { KmsInstanceId: '<InstanceId>', ...PLACE },
    between: [BUY],
    second: { KmsInstanceId: '<InstanceId>', ...PLACE, VpcId: 'vpc-2' },
    observe: ['GetKmsInstance', { KmsInstanceId: '<InstanceId>' }],
    rejected: { KmsInstanceId: 'kst-1', ...PLACE },
  },
  UpdateKmsInstance: {
    first: { KmsInstanceId: 'kst-1', InstanceName: 'one' },
    second: { KmsInstanceId: 'kst-1', InstanceName: 'two' },
    observe: ['GetKmsInstance', { KmsInstanceId: 'kst-1' }],
    rejected: { KmsInstanceId: 'kst-9', InstanceName: 'nine' },
  },
  UpdateKmsInstanceBindVpc: {
    method: 'GET',
    first: { KmsInstanceId: 'kst-2', BindVpcs: bindings(1) },
    second: { KmsInstanceId: 'kst-2', BindVpcs: bindings(3) },
    observe: ['GetKmsInstance', { KmsInstanceId: 'kst-2' }],
    rejected: { KmsInstanceId: 'kst-2', BindVpcs: bindings(4) },
  },
  ReleaseKmsInstance: {
    given: [['CreateKey', { DKMSInstanceId: 'kst-1' }]],
    first: { KmsInstanceId: 'kst-1', ForceDeleteWithoutBackup: 'true' },
    second: { KmsInstanceId: 'kst-2' },
    observe: ['ListKmsInstances', {}],
    rejected: { KmsInstanceId: 'kst-1' },
  },
  CreateNetworkRule: {
    first: { Name: 'a', Type: 'Private', SourcePrivateIp: '["10.0.0.0/8","192.168.0.1"]' },
    second: { Name: 'b', Type: 'Private', Description: 'd' },
    observe: ['ListNetworkRules', {}],
    rejected: { Name: 'rule', Type: 'Private' },
  },
  UpdateNetworkRule: {
    first: { Name: 'rule', Description: 'new' },
    second: { Name: 'rule', SourcePrivateIp: '["fd00::/8"]' },
    observe: ['DescribeNetworkRule', { Name: 'rule' }],
    rejected: { Name: 'nope', Description: 'new' },
  },
  DeleteNetworkRule: {
    first: { Name: 'rule' },
    second: { Name: 'other' },
    observe: ['ListNetworkRules', {}],
    rejected: { Name: 'nope' },
  },
  CreatePolicy: {
    first: {
      Name: 'a',
      KmsInstance: 'kst-1',
      Permissions: JSON.stringify([KEY_USER, SECRET_USER]),
      Resources: '["key/*","secret/acs/ram/user/x"]',
      AccessControlRules: '{"NetworkRules":["rule"]}',
    },
    second: { Name: 'b', Permissions: JSON.stringify([SECRET_USER]), Resources: '["secret/*"]', Description: 'd' },
    observe: ['ListPolicies', {}],
    rejected: { Name: 'policy', Permissions: '[]', Resources: '[]' },
  },
  UpdatePolicy: {
    first: { Name: 'policy', Permissions: JSON.stringify([KEY_USER]), Description: 'new' },
    second: { Name: 'policy', Resources: '["key/*"]', AccessControlRules: '{"NetworkRules":["other"]}' },
    observe: ['DescribePolicy', { Name: 'policy' }],
    rejected: { Name: 'nope' },
  },
  DeletePolicy: {
    first: { Name: 'policy' },
    second: { Name: 'other' },
    observe: ['ListPolicies', {}],
    rejected: { Name: 'nope' },
  },
  CreateApplicationAccessPoint: {
    first: { Name: 'a', Policies: '["policy"]', AuthenticationMethod: 'ClientKey' },
    second: { Name: 'b', Policies: '["policy","other","to-come"]', Description: 'd' },
    observe: ['ListApplicationAccessPoints', {}],
    rejected: { Name: 'aap', Policies: '[]' },
  },
  UpdateApplicationAccessPoint: {
    first: { Name: 'aap', Description: 'new' },
    second: { Name: 'aap', Policies: '["other"]' },
    observe: ['DescribeApplicationAccessPoint', { Name: 'aap' }],
    rejected: { Name: 'nope' },
  },
  DeleteApplicationAccessPoint: {
    given: [point('made'), clientKey('made')],
    first: { Name: 'made' },
    second: { Name: 'other' },
    observe: ['ListClientKeys', {}],
    rejected: { Name: 'nope' },
  },
  CreateClientKey: {
    first: { AapName: 'aap', Password: 'Pass-word-1' },
    second: {
      AapName: 'other',
      Password: 'Pass-word-2',
      NotBefore: '2026-12-01T00:00:00Z',
      NotAfter: '2027-12-01T00:00:00Z',
    },
    observe: ['ListClientKeys', {}],
    rejected: { AapName: 'aap', Password: 'onlyletters' },
  },
  DeleteClientKey: {
    given: [clientKey('aap')],
    first: { ClientKeyId: '<ClientKeyId>' },
    second: { ClientKeyId: 'KAAP.1' },
    observe: ['ListClientKeys', {}],
    rejected: { ClientKeyId: 'KAAP.9' },
  },
};
