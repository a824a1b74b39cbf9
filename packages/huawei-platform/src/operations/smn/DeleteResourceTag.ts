import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { withoutKeys } from '../../wire/tags.ts';
import { changeTopicTags } from '../../wire/smn/tags.ts';
import { SMN, TAGS_PATH } from './define.ts';
import { onTopic } from '../checks.ts';

export const DeleteResourceTag = defineOperation({
  ...SMN,
  name: 'SMN:DeleteResourceTag',
  checks: onTopic('smn:tag:delete'),
  routes: [{ method: 'DELETE', path: `${TAGS_PATH}/{key}` }],
  success: 204,
  input: Type.Object({ path: Type.Object({ resource_id: Type.String(), key: Type.String() }) }),
  async run(context, { path }) {
    await changeTopicTags(context, path.resource_id, (tags) => withoutKeys(tags, [path.key]));
  },
});
