import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { pageFromQuery, pageQuery } from '../../wire/smn/page.ts';
import { subscriptionToWire, subscriptionsOf } from '../../wire/smn/subscription.ts';
import { SMN, SUBSCRIPTIONS_PATH } from './define.ts';
import { onProject } from '../checks.ts';

const Query = Type.Object({
  ...pageQuery,
  protocol: Type.Optional(Type.String()),
  status: Type.Optional(Type.String({ pattern: '^[0-4]$' })),
  endpoint: Type.Optional(Type.String()),
  fuzzy_remark: Type.Optional(Type.String({ maxBytes: 128 })),
});

export const ListSubscriptions = defineOperation({
  ...SMN,
  name: 'SMN:ListSubscriptions',
  checks: onProject('smn:subscription:list'),
  routes: [{ method: 'GET', path: SUBSCRIPTIONS_PATH }],
  input: Type.Object({ query: Query }),
  async run(context, { query }) {
    const { protocol, status, endpoint, fuzzy_remark: part = '' } = query;
    const { resources, total } = await subscriptionsOf(
      context,
      pageFromQuery(query),
      ({ body }) =>
        (protocol ?? body.protocol) === body.protocol &&
        (status ?? String(body.status)) === String(body.status) &&
        (endpoint ?? body.endpoint) === body.endpoint &&
        body.remark.includes(part),
    );
    return {
      request_id: context.requestId,
      subscription_count: total,
      subscriptions: resources.map(subscriptionToWire),
    };
  },
});
