import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { tagTarget, targetFromWire } from '../tags/tag-target.ts';
import { taggable, removeTags } from '../tags/taggable.ts';
import { tagKeysFromWire } from '../wire/tags.ts';
import { onTagTarget } from '../tags/tag-checks.ts';

export const UntagResource = defineOperation({
  name: 'UntagResource',
  input: Type.Object({ TagKeys: Type.String(), ...tagTarget }),
  checks: onTagTarget('kms:UntagResource'),
  async run(context, request) {
    const keys = tagKeysFromWire(request.TagKeys);
    const { type, id } = targetFromWire(request);
    await taggable(type).change(context, id, removeTags(keys));
    return {};
  },
});
