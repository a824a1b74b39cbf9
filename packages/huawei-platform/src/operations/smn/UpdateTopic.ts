import { changeDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { TOPICS, type TopicBody, displayNameField, topicPath } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

/**
 * Changes what a topic is shown as. Terraform's provider leaves an empty name out of the body.
 * @NOTE unverified: that one left out is an empty one
 */
export const UpdateTopic = defineOperation({
  ...SMN,
  name: 'SMN:UpdateTopic',
  checks: onTopic('smn:topic:update'),
  routes: [{ method: 'PUT', path: TOPIC_PATH }],
  body: 'optional',
  input: Type.Object({ path: topicPath, body: Type.Object({ display_name: displayNameField }) }),
  async run({ services, vault, requestId }, { path, body }) {
    await changeDialectRecord<TopicBody>(services, { vault, kind: TOPICS, id: path.topic_urn }, (topic) => ({
      body: { ...topic.body, display_name: body.display_name, update_time: services.clock.now() },
      dueAt: null,
    }));
    return { request_id: requestId };
  },
});
