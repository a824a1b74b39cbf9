import { loadDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { TOPICS, type TopicBody, topicPath, topicToWire } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

export const ListTopicDetails = defineOperation({
  ...SMN,
  name: 'SMN:ListTopicDetails',
  checks: onTopic('smn:topic:get'),
  routes: [{ method: 'GET', path: TOPIC_PATH }],
  input: Type.Object({ path: topicPath }),
  async run({ services, vault, requestId }, { path }) {
    const topic = await loadDialectRecord<TopicBody>(services, { vault, kind: TOPICS, id: path.topic_urn });
    return { request_id: requestId, ...topicToWire(topic) };
  },
});
