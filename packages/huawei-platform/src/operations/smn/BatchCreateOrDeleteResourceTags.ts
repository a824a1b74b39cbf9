import { withTags } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { withoutKeys } from '../../wire/tags.ts';
import { MAX_TOPIC_TAGS, changeTopicTags, topicTagField } from '../../wire/smn/tags.ts';
import { SMN, TAGS_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

const Body = Type.Object({
  tags: Type.Array(topicTagField, { minItems: 1, maxItems: MAX_TOPIC_TAGS }),
  action: Type.Union([Type.Literal('create'), Type.Literal('delete')]),
});

/** Sets tags of a topic, or takes them away by their keys, whatever values are given with these. */
export const BatchCreateOrDeleteResourceTags = defineOperation({
  ...SMN,
  name: 'SMN:BatchCreateOrDeleteResourceTags',
  checks: onTopic('smn:tag:create'),
  routes: [{ method: 'POST', path: `${TAGS_PATH}/action` }],
  success: 204,
  body: 'required',
  input: Type.Object({ path: Type.Object({ resource_id: Type.String() }), body: Body }),
  async run(context, { path, body: { tags: given, action } }) {
    await changeTopicTags(context, path.resource_id, (tags) =>
      action === 'create'
        ? withTags(tags, given, MAX_TOPIC_TAGS)
        : withoutKeys(
            tags,
            given.map(({ key }) => key),
          ),
    );
  },
});
