import { deleteDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { SUBSCRIPTIONS, subscriptionsOf } from '../../wire/smn/subscription.ts';
import { TOPICS, topicPath } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

/** Deletes a topic and its subscriptions. Events go on naming it, and their notifications lead nowhere. */
export const DeleteTopic = defineOperation({
  ...SMN,
  name: 'SMN:DeleteTopic',
  checks: onTopic('smn:topic:delete'),
  routes: [{ method: 'DELETE', path: TOPIC_PATH }],
  input: Type.Object({ path: topicPath }),
  async run(context, { path }) {
    const { services, vault, requestId } = context;
    await deleteDialectRecord(services, { vault, kind: TOPICS, id: path.topic_urn });
    const all = { offset: 0, limit: Infinity };
    const { resources } = await subscriptionsOf(context, all, ({ body }) => body.topic_urn === path.topic_urn);
    for (const { id, revision } of resources) await services.resources.remove(vault, SUBSCRIPTIONS, id, revision);
    return { request_id: requestId };
  },
});
