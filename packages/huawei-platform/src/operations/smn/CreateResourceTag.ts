import { withTags } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { MAX_TOPIC_TAGS, changeTopicTags, topicTagField } from '../../wire/smn/tags.ts';
import { SMN, TAGS_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

export const CreateResourceTag = defineOperation({
  ...SMN,
  name: 'SMN:CreateResourceTag',
  checks: onTopic('smn:tag:create'),
  routes: [{ method: 'POST', path: TAGS_PATH }],
  success: 204,
  body: 'required',
  input: Type.Object({
    path: Type.Object({ resource_id: Type.String() }),
    body: Type.Object({ tag: topicTagField }),
  }),
  async run(context, { path, body }) {
    await changeTopicTags(context, path.resource_id, (tags) => withTags(tags, [body.tag], MAX_TOPIC_TAGS));
  },
});
