import { createDialectRecord, hexId, loadDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { smnError } from '../../errors/smn.ts';
import { HELP } from '../../messages.ts';
import { Reply, defineOperation } from '../../operation.ts';
import {
  CONFIRMED,
  ENDPOINTS,
  SUBSCRIPTIONS,
  type SubscriptionBody,
  UNCONFIRMED,
  isReachable,
  subscriptionsOf,
} from '../../wire/smn/subscription.ts';
import { TOPICS, topicPath } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

const Body = Type.Object({
  protocol: Type.Union(Object.keys(ENDPOINTS).map((protocol) => Type.Literal(protocol))),
  endpoint: Type.String({ minLength: 1 }),
  remark: Type.String({ maxBytes: 128, default: '' }),
  extension: Type.Optional(
    Type.Object({
      header: Type.Optional(
        Type.Record(Type.String({ pattern: '^[xX]-(?![sS][mM][nN])[A-Za-z0-9-]*[A-Za-z0-9]$' }), Type.String(), {
          maxProperties: 10,
          additionalProperties: false,
        }),
      ),
    }),
  ),
});

/**
 * Subscribes an endpoint; one that is subscribed is answered with what it has and 200. An endpoint of http or https on
 * this machine counts as confirmed at once; any other stays unconfirmed, and is sent nothing.
 */
export const AddSubscription = defineOperation({
  ...SMN,
  name: 'SMN:AddSubscription',
  checks: onTopic('smn:topic:subscribe'),
  routes: [{ method: 'POST', path: `${TOPIC_PATH}/subscriptions` }],
  success: 201,
  body: 'required',
  input: Type.Object({ path: topicPath, body: Body }),
  async run(context, { path, body: { protocol, endpoint, remark, extension } }) {
    const { services, vault, projectId, requestId } = context;
    if (ENDPOINTS[protocol]?.test(endpoint) !== true) throw smnError('endpoint', HELP.noEndpoint({ protocol }));
    await loadDialectRecord(services, { vault, kind: TOPICS, id: path.topic_urn });
    const { resources } = await subscriptionsOf(
      context,
      { offset: 0, limit: 1 },
      ({ body }) => body.topic_urn === path.topic_urn && body.protocol === protocol && body.endpoint === endpoint,
    );
    const [held] = resources;
    if (held !== undefined) return new Reply({ request_id: requestId, subscription_urn: held.id }, {}, 200);
    const { id } = await createDialectRecord<SubscriptionBody>(services, {
      vault,
      kind: SUBSCRIPTIONS,
      id: `${path.topic_urn}:${hexId(services.ids)}`,
      body: {
        topic_urn: path.topic_urn,
        project_id: projectId,
        protocol,
        endpoint,
        remark,
        status: isReachable(protocol, endpoint) ? CONFIRMED : UNCONFIRMED,
        header: extension?.header ?? {},
      },
    });
    return { request_id: requestId, subscription_urn: id };
  },
});
