import { Type } from '@sinclair/typebox';

import { MAX_TAGS } from '../names.ts';
import { defineOperation } from '../operation.ts';
import { Flag, isTrue } from '../wire/fields.ts';
import { ResourceId, rejectLongKeys, tagScope } from '../tags/tag-list.ts';
import { UNKNOWN_RESOURCE, taggable, removeTags } from '../tags/taggable.ts';
import { onTagged } from '../tags/tag-checks.ts';

export const UntagResources = defineOperation({
  name: 'UntagResources',
  input: Type.Object({
    ...tagScope,
    ResourceId,
    TagKey: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { maxItems: MAX_TAGS })),
    // Counts only where no TagKey is given.
    All: Type.Optional(Flag),
  }),
  rejections: UNKNOWN_RESOURCE,
  checks: onTagged('kms:UntagResources'),
  async run(context, request) {
    const { find, change } = taggable(request.ResourceType);
    rejectLongKeys(request.TagKey ?? []);
    const decide = removeTags(request.TagKey ?? (isTrue(request.All) ? 'all' : []));
    for (const id of request.ResourceId) await find(context, id);
    for (const id of request.ResourceId) await change(context, id, decide);
    return {};
  },
});
