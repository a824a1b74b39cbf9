import { Type } from '@sinclair/typebox';

import {
  boughtFromWire,
  onPurchase,
  productRequest,
  purchased,
  rejectOtherProducts,
  tenantOfInstance,
} from '../../billing.ts';
import { INSTANCES } from '../../instances/instance.ts';
import { changeThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';

/** Buys a KMS instance larger, or smaller. */
export const ModifyInstance = defineOperation({
  name: 'ModifyInstance',
  input: Type.Object({ ...productRequest, InstanceId: Type.String() }),
  checks: onPurchase('bssapi:ModifyInstance'),
  async run(context, request) {
    rejectOtherProducts(request);
    const bought = boughtFromWire(request.Parameter);
    const tenant = await tenantOfInstance(context, request.InstanceId);
    await changeThing(tenant, INSTANCES, request.InstanceId, (instance) => ({ ...instance, ...bought }));
    return purchased({ OrderId: String(context.services.clock.now()) });
  },
});
