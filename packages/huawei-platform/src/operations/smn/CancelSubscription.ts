import { deleteDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { SUBSCRIPTIONS, subscriptionPath } from '../../wire/smn/subscription.ts';
import { missedAsSubscription } from '../../wire/smn/topic.ts';
import { SMN, SUBSCRIPTIONS_PATH } from './define.ts';
import { onProject } from '../checks.ts';

export const CancelSubscription = defineOperation({
  ...SMN,
  name: 'SMN:CancelSubscription',
  checks: onProject('smn:subscription:delete'),
  routes: [{ method: 'DELETE', path: `${SUBSCRIPTIONS_PATH}/{subscription_urn}` }],
  input: Type.Object({ path: Type.Object(subscriptionPath) }),
  async run({ services, vault, requestId }, { path }) {
    const ref = { vault, kind: SUBSCRIPTIONS, id: path.subscription_urn };
    await deleteDialectRecord(services, ref).catch(missedAsSubscription);
    return { request_id: requestId };
  },
});
