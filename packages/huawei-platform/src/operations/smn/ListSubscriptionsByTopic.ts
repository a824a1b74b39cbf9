import { loadDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { pageFromQuery, pageQuery } from '../../wire/smn/page.ts';
import { subscriptionToWire, subscriptionsOf } from '../../wire/smn/subscription.ts';
import { TOPICS, topicPath } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

export const ListSubscriptionsByTopic = defineOperation({
  ...SMN,
  name: 'SMN:ListSubscriptionsByTopic',
  checks: onTopic('smn:subscription:list'),
  routes: [{ method: 'GET', path: `${TOPIC_PATH}/subscriptions` }],
  input: Type.Object({ path: topicPath, query: Type.Object(pageQuery) }),
  async run(context, { path, query }) {
    await loadDialectRecord(context.services, { vault: context.vault, kind: TOPICS, id: path.topic_urn });
    const { resources, total } = await subscriptionsOf(
      context,
      pageFromQuery(query),
      ({ body }) => body.topic_urn === path.topic_urn,
    );
    return {
      request_id: context.requestId,
      subscription_count: total,
      subscriptions: resources.map(subscriptionToWire),
    };
  },
});
