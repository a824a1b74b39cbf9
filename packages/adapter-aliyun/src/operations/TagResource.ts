import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { tagTarget, targetFromWire } from '../tags/tag-target.ts';
import { taggable, addTags } from '../tags/taggable.ts';
import { tagsFromWire } from '../wire/tags.ts';
import { onTagTarget } from '../tags/tag-checks.ts';

export const TagResource = defineOperation({
  name: 'TagResource',
  input: Type.Object({ Tags: Type.String(), ...tagTarget }),
  checks: onTagTarget('kms:TagResource'),
  async run(context, request) {
    const tags = tagsFromWire(request.Tags);
    const { type, id } = targetFromWire(request);
    await taggable(type).change(context, id, addTags(tags));
    return {};
  },
});
