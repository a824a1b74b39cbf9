import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { tagTarget, targetFromWire } from '../wire/tag-target.ts';
import { taggable, untagged } from '../wire/tagged.ts';
import { tagKeysFromWire } from '../wire/tags.ts';

export const UntagResource = defineOperation({
  name: 'UntagResource',
  input: Type.Object({ TagKeys: Type.String(), ...tagTarget }),
  async run(context, request) {
    const keys = tagKeysFromWire(request.TagKeys);
    const { type, id } = targetFromWire(request);
    await taggable(type).change(context, id, untagged(keys));
    return {};
  },
});
