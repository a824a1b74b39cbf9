import { loadDialectRecord } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { attributeNameField } from '../../wire/smn/attribute.ts';
import { TOPICS, type TopicBody, topicPath } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

/** Shows the attribute of a name, or all that are set. */
export const ListTopicAttributes = defineOperation({
  ...SMN,
  name: 'SMN:ListTopicAttributes',
  checks: onTopic('smn:topic:listAttributes'),
  routes: [{ method: 'GET', path: `${TOPIC_PATH}/attributes` }],
  input: Type.Object({ path: topicPath, query: Type.Object({ name: Type.Optional(attributeNameField) }) }),
  async run({ services, vault, requestId }, { path, query }) {
    const { body } = await loadDialectRecord<TopicBody>(services, { vault, kind: TOPICS, id: path.topic_urn });
    const visible = Object.entries(body.attributes).filter(([name]) => (query.name ?? name) === name);
    return { request_id: requestId, attributes: Object.fromEntries(visible) };
  },
});
