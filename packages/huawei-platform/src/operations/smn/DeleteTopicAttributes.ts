import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { changeAttributes } from '../../wire/smn/attribute.ts';
import { topicPath } from '../../wire/smn/topic.ts';
import { SMN, TOPIC_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

export const DeleteTopicAttributes = defineOperation({
  ...SMN,
  name: 'SMN:DeleteTopicAttributes',
  checks: onTopic('smn:topic:deleteAttribute'),
  routes: [{ method: 'DELETE', path: `${TOPIC_PATH}/attributes` }],
  input: Type.Object({ path: topicPath }),
  async run(context, { path }) {
    await changeAttributes(context, path.topic_urn, () => ({}));
    return { request_id: context.requestId };
  },
});
