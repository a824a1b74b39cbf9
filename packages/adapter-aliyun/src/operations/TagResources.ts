import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { ResourceId, TagList, tagListFromWire, tagScope } from '../tags/tag-list.ts';
import { UNKNOWN_RESOURCE, taggable, addTags } from '../tags/taggable.ts';
import { onTagged } from '../tags/tag-checks.ts';

export const TagResources = defineOperation({
  name: 'TagResources',
  input: Type.Object({ ...tagScope, ResourceId, Tag: TagList }),
  rejections: {
    ...UNKNOWN_RESOURCE,
    'tag-quota-exceeded': [400, 'InvalidParameter', 'The specified parameter Tag is not valid.'],
  },
  checks: onTagged('kms:TagResources'),
  async run(context, request) {
    const tags = tagListFromWire(request.Tag);
    const { find, change } = taggable(request.ResourceType);
    const decide = addTags(tags);
    // All of them are looked at before the first one changes.
    for (const id of request.ResourceId) decide((await find(context, id)).tags);
    for (const id of request.ResourceId) await change(context, id, decide);
    return {};
  },
});
