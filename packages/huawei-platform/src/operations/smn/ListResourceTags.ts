import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { taggedTopic, topicTagsToWire } from '../../wire/smn/topic.ts';
import { SMN, TAGS_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

export const ListResourceTags = defineOperation({
  ...SMN,
  name: 'SMN:ListResourceTags',
  checks: onTopic('smn:tag:list'),
  routes: [{ method: 'GET', path: TAGS_PATH }],
  input: Type.Object({ path: Type.Object({ resource_id: Type.String() }) }),
  async run(context, { path }) {
    const { body } = await taggedTopic(context, path.resource_id);
    return { tags: topicTagsToWire(body.tags) };
  },
});
