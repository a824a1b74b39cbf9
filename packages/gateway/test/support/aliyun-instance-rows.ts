import { newName, nothing, type Row } from './aliyun-rows.ts';
import type { AliyunCall } from './aliyun.ts';

/** A region of their own, so that lists of others stay as they are. */
const AT = { RegionId: 'cn-beijing' } as const;
const BILLING = '2017-12-14';
const PURCHASE = { ProductCode: 'kms', SubscriptionType: 'PayAsYouGo' } as const;
const REGION = { 'Parameter.1.Code': 'Region', 'Parameter.1.Value': 'cn-beijing' } as const;
const NETWORK = { VpcId: 'vpc-1', ZoneIds: 'a,b', VSwitchIds: 'vsw-1', KMProvider: 'Aliyun' } as const;
const NO_INSTANCE = { but: { KmsInstanceId: 'kst-9' }, code: 'Forbidden.DKMSInstanceNotFound' } as const;
const NO_NAME = { but: { Name: 'nope' }, code: 'Forbidden.ResourceNotFound' } as const;
const NO_PURCHASE = { but: { InstanceId: 'kst-9' }, code: 'ResourceNotExists' } as const;
const PASSWORD = 'Pass-word-1';

const bought = async (call: AliyunCall): Promise<string> =>
  ((await call('CreateInstance', { ...PURCHASE, ...REGION }, { version: BILLING })) as { Data: { InstanceId: string } })
    .Data.InstanceId;
const named = (Name: string) => ({ Name });

/** Creates, changes and deletes what has a name. */
const rowsOf = (thing: string, taken: string, made: Readonly<Record<string, string>>): readonly Row[] => [
  {
    action: `Create${thing}`,
    given: async () => ({ ...AT, Name: newName('row'), ...made }),
    answer: ({ Name = '' }) => named(Name),
    but: { Name: taken },
    code: 'Rejected.ResourceExist',
  },
  {
    action: `Update${thing}`,
    given: async () => ({ ...AT, Name: taken, Description: 'd' }),
    answer: nothing,
    ...NO_NAME,
  },
  {
    action: `Delete${thing}`,
    async given(call) {
      const params = { ...AT, Name: newName() };
      await call(`Create${thing}`, { ...params, ...made });
      return params;
    },
    answer: nothing,
    ...NO_NAME,
  },
];

const USER = '["RbacPermission/Template/CryptoServiceSecretUser"]';

/** What sets up instances, and where they are bought. */
export const instanceRows: readonly Row[] = [
  ...rowsOf('NetworkRule', 'rule', { Type: 'Private' }),
  ...rowsOf('Policy', 'policy', { Permissions: USER, Resources: '["secret/*"]' }),
  ...rowsOf('ApplicationAccessPoint', 'aap', { Policies: '["policy"]' }),
  {
    action: 'CreateClientKey',
    given: async () => ({ ...AT, AapName: 'aap', Password: PASSWORD }),
    answer: () => ({ KeyAlgorithm: 'RSA_2048' }),
    but: { AapName: 'nope' },
    code: 'Forbidden.ResourceNotFound',
  },
  {
    action: 'DeleteClientKey',
    async given(call) {
      const { ClientKeyId } = await call('CreateClientKey', { ...AT, AapName: 'aap', Password: PASSWORD });
      return { ...AT, ClientKeyId: String(ClientKeyId) };
    },
    answer: nothing,
    but: { ClientKeyId: 'KAAP.nope' },
    code: 'Forbidden.ResourceNotFound',
  },
  {
    action: 'ConnectKmsInstance',
    method: 'POST',
    given: async (call) => ({ ...AT, KmsInstanceId: await bought(call), ...NETWORK }),
    answer: nothing,
    ...NO_INSTANCE,
  },
  {
    action: 'UpdateKmsInstance',
    given: async () => ({ ...AT, KmsInstanceId: 'kst-1', InstanceName: 'one' }),
    answer: nothing,
    ...NO_INSTANCE,
  },
  {
    action: 'UpdateKmsInstanceBindVpc',
    given: async () => ({ ...AT, KmsInstanceId: 'kst-1', BindVpcs: '[]' }),
    answer: nothing,
    ...NO_INSTANCE,
  },
  {
    action: 'ReleaseKmsInstance',
    given: async (call) => ({ ...AT, KmsInstanceId: await bought(call) }),
    answer: nothing,
    ...NO_INSTANCE,
  },
  {
    action: 'CreateInstance',
    version: BILLING,
    given: async () => ({ ...PURCHASE, ...REGION }),
    answer: () => ({ Code: 'Success' }),
    but: { ProductCode: 'ecs' },
    code: 'NotAuthorized',
  },
  ...['ModifyInstance', 'RefundInstance'].map((action): Row => ({
    action,
    version: BILLING,
    given: async (call) => ({ ...PURCHASE, InstanceId: await bought(call) }),
    answer: () => ({ Code: 'Success' }),
    ...NO_PURCHASE,
  })),
];
