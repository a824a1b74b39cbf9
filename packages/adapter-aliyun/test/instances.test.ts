import { beforeEach, describe, expect, it } from '@jest/globals';
import { Value } from '@sinclair/typebox/value';

import { aliyunSettings } from '../src/settings.ts';
import { type Params, type Environment, commonV1, form, json, newEnvironment, signedV1 } from './environment.ts';

const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';
const NO_INSTANCE = '403 Forbidden.DKMSInstanceNotFound The specified DKMS Instance is not found.';
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;
const ARN = 'acs:kms:cn-hangzhou:1000000000000001:';

const INSTANCES = [
  {
    id: 'kst-1',
    name: 'first',
    vpc_id: 'vpc-1',
    vswitch_ids: ['vsw-1', 'vsw-2'],
    zone_ids: ['cn-hangzhou-k'],
    spec: 2000,
    ca_certificate: 'PEM',
    access_points: [
      {
        name: 'aap',
        description: 'd',
        policies: ['p'],
        client_keys: [
          { id: 'KAAP.1', certificate: 'CERT', not_before: '2026-01-01T00:00:00Z', not_after: '2027-01-01T00:00:00Z' },
          { id: 'KAAP.2' },
        ],
      },
      { name: 'bare' },
    ],
    network_rules: [{ name: 'rule', description: 'd', source_private_ip: ['10.0.0.0/8'] }, { name: 'plain' }],
    policies: [
      {
        name: 'p',
        description: 'd',
        permissions: ['RbacPermission/Template/CryptoServiceSecretUser'],
        resources: ['secret/*'],
        network_rules: ['rule'],
      },
    ],
  },
  { id: 'kst-2', policies: [{ name: 'q' }] },
];

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment({ settings: { instances: INSTANCES } });
});

/** ListClientKeys and GetClientKey are called with GET alone. */
async function get(action: string, params: Params = {}): Promise<Record<string, unknown>> {
  return json(
    await environment.send(
      'GET',
      `/?${form(signedV1('GET', { ...commonV1(action, '2026-11-22T00:50:31Z'), ...params }))}`,
    ),
  );
}

describe('instances', () => {
  it('are listed and shown as configured, with defaults for the rest', async () => {
    expect(await environment.ok('ListKmsInstances')).toEqual({
      KmsInstances: {
        KmsInstance: [
          { KmsInstanceId: 'kst-1', KmsInstanceArn: `${ARN}keystore/kst-1` },
          { KmsInstanceId: 'kst-2', KmsInstanceArn: `${ARN}keystore/kst-2` },
        ],
      },
      PageNumber: 1,
      PageSize: 20,
      TotalCount: 2,
      RequestId: expect.any(String),
    });
    expect(await environment.ok('ListKmsInstances', { PageNumber: '2', PageSize: '1' })).toMatchObject({
      KmsInstances: { KmsInstance: [{ KmsInstanceId: 'kst-2' }] },
      TotalCount: 2,
    });
    expect(await environment.ok('GetKmsInstance', { KmsInstanceId: 'kst-1' })).toEqual({
      KmsInstance: {
        InstanceId: 'kst-1',
        InstanceName: 'first',
        Status: 'Connected',
        CreateTime: '2024-01-01T00:00:00Z',
        StartDate: '2024-01-01T00:00:00Z',
        EndDate: '2099-12-31T16:00:00Z',
        Spec: 2000,
        KeyNum: 1000,
        SecretNum: '1000',
        VpcNum: 1,
        VpcId: 'vpc-1',
        Log: 0,
        LogStorage: 0,
        ZoneIds: ['cn-hangzhou-k'],
        VswitchIds: ['vsw-1', 'vsw-2'],
        CaCertificateChainPem: 'PEM',
        ChargeType: 'POSTPAY',
        ProductType: 'kms_ppi_public_cn',
        ProductVersion: '3',
        SaleStatus: 'Normal',
        DeletionProtection: false,
        DeletionProtectionDescription: '',
        BindVpcs: {
          BindVpc: [
            { RegionId: 'cn-hangzhou', VpcId: 'vpc-1', VpcOwnerId: '1000000000000001', VSwitchId: 'vsw-1,vsw-2' },
          ],
        },
      },
      RequestId: expect.any(String),
    });
    expect(await environment.ok('GetKmsInstance', { KmsInstanceId: 'kst-2' })).toMatchObject({
      KmsInstance: { InstanceName: 'kst-2', VpcId: '', BindVpcs: { BindVpc: [] } },
    });
    expect(await environment.rejected('GetKmsInstance', { KmsInstanceId: 'kst-3' })).toBe(NO_INSTANCE);
    expect(await environment.rejected('GetKmsInstance')).toBe(missing('KmsInstanceId'));
    expect(await environment.ok('GetDefaultKmsInstance')).toMatchObject({ DefaultKmsInstanceId: 'kst-1' });
  });

  it('hold keys, which count until they are gone', async () => {
    const made = async (params: Params = {}) =>
      ((await environment.ok('CreateKey', params))['KeyMetadata'] as { KeyId: string }).KeyId;
    const used = async (KmsInstanceId: string) => {
      const [quota] = (await environment.ok('GetKmsInstanceQuotaInfos', { KmsInstanceId, ResourceType: 'key' }))[
        'KmsInstanceQuotaInfos'
      ] as { UsedQuantity: number }[];
      return quota?.UsedQuantity;
    };
    await made();
    const KeyId = await made({ DKMSInstanceId: 'kst-1' });
    await made({ DKMSInstanceId: 'kst-1' });
    expect([await used('kst-1'), await used('kst-2')]).toEqual([2, 0]);
    await environment.ok('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: '7' });
    expect(await used('kst-1')).toBe(2);
    environment.services.advance(7 * 86_400_000);
    expect(await used('kst-1')).toBe(1);
  });

  it('hold secrets, which count', async () => {
    expect(
      await environment.ok('CreateSecret', {
        SecretName: 's',
        VersionId: 'v1',
        SecretData: 'x',
        DKMSInstanceId: 'kst-1',
      }),
    ).toMatchObject({ DKMSInstanceId: 'kst-1' });
    await environment.ok('CreateSecret', { SecretName: 't', VersionId: 'v1', SecretData: 'x' });
    expect(await environment.ok('DescribeSecret', { SecretName: 's' })).toMatchObject({ DKMSInstanceId: 'kst-1' });
    expect(
      await environment.ok('ListSecrets', { Filters: '[{"Key":"DKMSInstanceId","Values":["kst-1"]}]' }),
    ).toMatchObject({
      TotalCount: 1,
      SecretList: { Secret: [{ SecretName: 's' }] },
    });
    expect(
      await environment.rejected('CreateSecret', {
        SecretName: 'u',
        VersionId: 'v1',
        SecretData: 'x',
        DKMSInstanceId: 'kst-3',
      }),
    ).toBe(NO_INSTANCE);
    expect(await environment.ok('GetKmsInstanceQuotaInfos', { KmsInstanceId: 'kst-1' })).toEqual({
      KmsInstanceId: 'kst-1',
      KmsInstanceQuotaInfos: [
        { ResourceType: 'key', ResourceQuota: 1000, UsedQuantity: 0 },
        { ResourceType: 'secret', ResourceQuota: 1000, UsedQuantity: 1 },
        { ResourceType: 'qps', ResourceQuota: 2000, UsedQuantity: 0 },
        { ResourceType: 'vpc', ResourceQuota: 1, UsedQuantity: 1 },
      ],
      RequestId: expect.any(String),
    });
    expect(
      await environment.ok('GetKmsInstanceQuotaInfos', { KmsInstanceId: 'kst-2', ResourceType: 'vpc' }),
    ).toMatchObject({
      KmsInstanceQuotaInfos: [{ UsedQuantity: 0 }],
    });
    expect(await environment.rejected('GetKmsInstanceQuotaInfos', { KmsInstanceId: 'kst-3' })).toBe(NO_INSTANCE);
    expect(
      await environment.rejected('GetKmsInstanceQuotaInfos', { KmsInstanceId: 'kst-1', ResourceType: 'x' }),
    ).toMatch(/^400 InvalidParameter/);
  });

  it('are none unless configured', async () => {
    environment = await newEnvironment();
    expect(await environment.ok('ListKmsInstances')).toMatchObject({
      KmsInstances: { KmsInstance: [] },
      TotalCount: 0,
    });
    expect(await environment.ok('GetDefaultKmsInstance')).toEqual({ RequestId: expect.any(String) });
    expect(await get('ListClientKeys')).toMatchObject({ ClientKeys: [] });
  });

  it('are rejected in configuration where they are malformed', () => {
    const fits = (instances: unknown) => Value.Check(aliyunSettings, { ...Value.Create(aliyunSettings), instances });
    expect(fits(INSTANCES)).toBe(true);
    for (const bad of [
      [{}],
      [{ id: 'x' }],
      [{ id: 'kst-1', nope: 1 }],
      [{ id: 'kst-1', created_at: 'x' }],
      [{ id: 'kst-1', access_points: [{}] }],
    ])
      expect(fits(bad)).toBe(false);
  });
});

describe('access points, client keys, network rules and policies', () => {
  it('are listed over all instances', async () => {
    expect(await environment.ok('ListApplicationAccessPoints')).toEqual({
      ApplicationAccessPoints: {
        ApplicationAccessPoint: [
          { Name: 'aap', AuthenticationMethod: 'ClientKey' },
          { Name: 'bare', AuthenticationMethod: 'ClientKey' },
        ],
      },
      PageNumber: 1,
      PageSize: 20,
      TotalCount: 2,
      RequestId: expect.any(String),
    });
    expect(await environment.ok('ListNetworkRules', { PageSize: '1' })).toMatchObject({
      NetworkRules: { NetworkRule: [{ Type: 'Private', Name: 'rule' }] },
      TotalCount: 2,
    });
    expect(await environment.ok('ListPolicies')).toMatchObject({
      Policies: { Policy: [{ Name: 'p' }, { Name: 'q' }] },
      TotalCount: 2,
    });
  });

  it('are described', async () => {
    expect(await environment.ok('DescribeApplicationAccessPoint', { Name: 'aap' })).toEqual({
      Arn: `${ARN}applicationaccesspoint/aap`,
      Name: 'aap',
      Description: 'd',
      AuthenticationMethod: 'ClientKey',
      Policies: '["p"]',
      RequestId: expect.any(String),
    });
    expect(await environment.ok('DescribeApplicationAccessPoint', { Name: 'bare' })).toMatchObject({
      Description: '',
      Policies: '[]',
    });
    expect(await environment.ok('DescribeNetworkRule', { Name: 'rule' })).toEqual({
      Arn: `${ARN}network/rule`,
      Type: 'Private',
      Description: 'd',
      SourcePrivateIp: '["10.0.0.0/8"]',
      RequestId: expect.any(String),
    });
    expect(await environment.ok('DescribeNetworkRule', { Name: 'plain' })).toMatchObject({ SourcePrivateIp: '[]' });
    expect(await environment.ok('DescribePolicy', { Name: 'p' })).toEqual({
      Arn: `${ARN}policy/p`,
      Name: 'p',
      Description: 'd',
      KmsInstance: 'kst-1',
      Permissions: ['RbacPermission/Template/CryptoServiceSecretUser'],
      Resources: ['secret/*'],
      AccessControlRules: '{"NetworkRules":["rule"]}',
      RequestId: expect.any(String),
    });
    expect(await environment.ok('DescribePolicy', { Name: 'q' })).toMatchObject({
      KmsInstance: 'kst-2',
      Permissions: [],
      AccessControlRules: '{"NetworkRules":[]}',
    });
    for (const action of ['DescribeApplicationAccessPoint', 'DescribeNetworkRule', 'DescribePolicy']) {
      expect(await environment.rejected(action, { Name: 'nope' })).toBe(NOT_FOUND);
      expect(await environment.rejected(action)).toBe(missing('Name'));
    }
  });

  it('show client keys, with GET alone', async () => {
    const first = {
      ClientKeyId: 'KAAP.1',
      AapName: 'aap',
      KeyAlgorithm: 'RSA_2048',
      KeyOrigin: 'KMS_PROVIDED',
      PublicKeyData: 'CERT',
      CreateTime: '2026-01-01T00:00:00Z',
      NotBefore: '2026-01-01T00:00:00Z',
      NotAfter: '2027-01-01T00:00:00Z',
    };
    expect(await get('GetClientKey', { ClientKeyId: 'KAAP.1' })).toEqual({ ...first, RequestId: expect.any(String) });
    expect(await get('ListClientKeys')).toMatchObject({
      ClientKeys: [first, { ClientKeyId: 'KAAP.2', NotAfter: '2099-12-31T16:00:00Z' }],
    });
    expect(await get('ListClientKeys', { AapName: 'bare' })).toMatchObject({ ClientKeys: [] });
    expect(await get('ListClientKeys', { AapName: 'nope' })).toMatchObject({ Code: 'Forbidden.ResourceNotFound' });
    expect(await get('GetClientKey', { ClientKeyId: 'KAAP.9' })).toMatchObject({ Code: 'Forbidden.ResourceNotFound' });
    expect(await get('GetClientKey')).toMatchObject({ Code: 'MissingParameter' });
    expect(await environment.rejected('ListClientKeys')).toMatch(/^403 UnsupportedHTTPMethod/);
  });
});
