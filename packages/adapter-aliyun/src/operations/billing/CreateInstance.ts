import { Type } from '@sinclair/typebox';

import { rejectOtherTenants } from '../../auth/tenant.ts';
import {
  boughtFromWire,
  onPurchase,
  parameterOf,
  productRequest,
  purchased,
  rejectOtherProducts,
} from '../../billing.ts';
import { createThing } from '../../instances/instance-records.ts';
import { INSTANCE_DEFAULTS } from '../../instances/instance-settings.ts';
import { type Instance, INSTANCES } from '../../instances/instance.ts';
import { type AliyunContext, defineOperation } from '../../operation.ts';
import { isoTime } from '../../wire/fields.ts';

const ID_BYTES = 9;
const MAX_MONTHS = 36;

/** Buys a KMS instance, which ConnectKmsInstance then puts into a VPC: KMS itself has no call for it. */
export const CreateInstance = defineOperation({
  name: 'CreateInstance',
  input: Type.Object({ ...productRequest, Period: Type.Optional(Type.String({ pattern: '^[0-9]{1,2}$' })) }),
  checks: onPurchase('bssapi:CreateInstance'),
  async run(context, request) {
    rejectOtherProducts(request);
    const { services, account } = context;
    const region = parameterOf(request.Parameter, 'Region') ?? context.region;
    const charge = request.SubscriptionType === 'PayAsYouGo' ? 'PayAsYouGo' : 'Subscription';
    const months = charge === 'PayAsYouGo' ? null : Math.min(Number(request.Period ?? 1), MAX_MONTHS);
    const instance = newInstance(context, charge, months, boughtFromWire(request.Parameter));
    const tenant = { ...context, region, vault: context.vaultOfAccount(account, region) };
    rejectOtherTenants(context.caller, tenant);
    await createThing(tenant, INSTANCES, { id: instance.id, body: instance });
    return purchased({ OrderId: String(services.clock.now()), InstanceId: instance.id });
  },
});

/** @param months it is bought for; `null` for one that is paid as it is used */
function newInstance(
  { services }: AliyunContext,
  charge: Instance['charge'],
  months: number | null,
  bought: Partial<Instance>,
): Instance {
  const id = `kst-hzz${Buffer.from(services.ids.bytes(ID_BYTES)).toString('hex')}`;
  const now = services.clock.now();
  const end = new Date(now);
  return {
    id,
    name: id,
    charge,
    productVersion: '3',
    status: 'Uninitialized',
    createdAt: isoTime(now),
    startedAt: '',
    endsAt: months === null ? INSTANCE_DEFAULTS.ends_at : isoTime(end.setUTCMonth(end.getUTCMonth() + months)),
    spec: INSTANCE_DEFAULTS.spec,
    keyNum: INSTANCE_DEFAULTS.key_num,
    secretNum: INSTANCE_DEFAULTS.secret_num,
    vpcNum: INSTANCE_DEFAULTS.vpc_num,
    log: 0,
    logStorage: 0,
    vpcId: '',
    vswitchIds: [],
    zoneIds: [],
    boundVpcs: [],
    caCertificate: '',
    isProtected: false,
    protectionReason: '',
    ...bought,
  };
}
