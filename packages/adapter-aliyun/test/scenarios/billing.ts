import { BILLING, type Call, type Scenarios } from '../scenario.ts';

const PURCHASE = { ProductCode: 'kms', ProductType: 'kms_ddi_public_cn', SubscriptionType: 'Subscription' };
const bought = (codes: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(codes).flatMap(([code, value], index) => [
      [`Parameter.${index + 1}.Code`, code],
      [`Parameter.${index + 1}.Value`, value],
    ]),
  );
const LIST: Call = ['ListKmsInstances', {}];
const SHOW: Call = ['GetKmsInstance', { KmsInstanceId: 'kst-2' }];

/** The billing service, where KMS instances are bought. */
export const billingScenarios: Scenarios = {
  CreateInstance: {
    version: BILLING,
    first: { ...PURCHASE, Period: '12', ...bought({ Region: 'cn-hangzhou', Spec: '1000', KeyNum: '100' }) },
    second: { ...PURCHASE, SubscriptionType: 'PayAsYouGo', ...bought({ SecretNum: '100', VpcNum: '4', log: '1' }) },
    observe: LIST,
    rejected: { ...PURCHASE, ...bought({ KeyNum: 'many' }) },
  },
  ModifyInstance: {
    version: BILLING,
    first: { ...PURCHASE, InstanceId: 'kst-2', ...bought({ KeyNum: '200' }) },
    second: { ...PURCHASE, InstanceId: 'kst-2', ...bought({ SecretNum: '300', LogStorage: '1000' }) },
    observe: SHOW,
    rejected: { ...PURCHASE, InstanceId: 'kst-9' },
  },
  RefundInstance: {
    version: BILLING,
    first: { ...PURCHASE, InstanceId: 'kst-1', ImmediatelyRelease: '1' },
    second: { ...PURCHASE, InstanceId: 'kst-2', ImmediatelyRelease: '1' },
    observe: LIST,
    rejected: { ...PURCHASE, InstanceId: 'kst-9' },
  },
};
