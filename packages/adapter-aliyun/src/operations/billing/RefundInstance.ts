import { Type } from '@sinclair/typebox';

import { onPurchase, productRequest, purchased, rejectOtherProducts, tenantOfInstance } from '../../billing.ts';
import { releaseInstance } from '../../instance-contents.ts';
import { defineOperation } from '../../operation.ts';

/** Gives a KMS instance back at once, with all that is in it. */
export const RefundInstance = defineOperation({
  name: 'RefundInstance',
  input: Type.Object({ ...productRequest, InstanceId: Type.String() }),
  checks: onPurchase('bssapi:RefundInstance'),
  async run(context, request) {
    rejectOtherProducts(request);
    await releaseInstance(await tenantOfInstance(context, request.InstanceId), request.InstanceId);
    return purchased({ OrderId: String(context.services.clock.now()) });
  },
});
