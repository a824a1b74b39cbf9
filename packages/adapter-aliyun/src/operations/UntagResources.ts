import { Type } from '@sinclair/typebox';

import { TAG_LIMIT } from '../names.ts';
import { defineOperation } from '../operation.ts';
import { Flag, isTrue } from '../wire/fields.ts';
import { ResourceId, tagScope } from '../wire/tag-list.ts';
import { UNKNOWN_RESOURCE, taggable, untagged } from '../wire/tagged.ts';

export const UntagResources = defineOperation({
  name: 'UntagResources',
  input: Type.Object({
    ...tagScope,
    ResourceId,
    TagKey: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { maxItems: TAG_LIMIT })),
    // Counts only where no TagKey is given.
    All: Type.Optional(Flag),
  }),
  rejections: UNKNOWN_RESOURCE,
  async run(context, request) {
    const { find, change } = taggable(request.ResourceType);
    const decide = untagged(request.TagKey ?? (isTrue(request.All) ? 'all' : []));
    for (const id of request.ResourceId) await find(context, id);
    for (const id of request.ResourceId) await change(context, id, decide);
    return {};
  },
});
