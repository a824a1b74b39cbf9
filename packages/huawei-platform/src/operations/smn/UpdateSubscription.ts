import { changeDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { SUBSCRIPTIONS, type SubscriptionBody, subscriptionPath } from '../../wire/smn/subscription.ts';
import { missedAsSubscription, topicPath } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onProject } from '../checks.ts';

/** Changes the remark of a subscription, the one thing that can be changed. */
export const UpdateSubscription = defineOperation({
  ...SMN,
  name: 'SMN:UpdateSubscription',
  checks: onProject('smn:subscription:update'),
  routes: [{ method: 'PUT', path: `${TOPIC_PATH}/subscriptions/{subscription_urn}` }],
  body: 'required',
  input: Type.Object({
    path: Type.Object({ ...topicPath.properties, ...subscriptionPath }),
    body: Type.Object({ remark: Type.String({ maxBytes: 128 }) }),
  }),
  async run({ services, vault, requestId }, { path, body: { remark } }) {
    const ref = { vault, kind: SUBSCRIPTIONS, id: path.subscription_urn };
    await changeDialectRecord<SubscriptionBody>(services, ref, ({ body }) => ({
      body: { ...body, remark },
      dueAt: null,
    })).catch(missedAsSubscription);
    return { request_id: requestId, subscription_urn: path.subscription_urn };
  },
});
