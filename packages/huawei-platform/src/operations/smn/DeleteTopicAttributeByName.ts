import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { attributeNameField, changeAttributes, withoutAttribute } from '../../wire/smn/attribute.ts';
import { topicPath } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

export const DeleteTopicAttributeByName = defineOperation({
  ...SMN,
  name: 'SMN:DeleteTopicAttributeByName',
  checks: onTopic('smn:topic:deleteAttribute'),
  routes: [{ method: 'DELETE', path: `${TOPIC_PATH}/attributes/{name}` }],
  input: Type.Object({ path: Type.Object({ ...topicPath.properties, name: attributeNameField }) }),
  async run(context, { path }) {
    await changeAttributes(context, path.topic_urn, (attributes) => withoutAttribute(attributes, path.name));
    return { request_id: context.requestId };
  },
});
