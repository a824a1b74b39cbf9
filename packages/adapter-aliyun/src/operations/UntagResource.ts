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
    await taggable('secret').change(context, targetFromWire(request), untagged(keys));
    return {};
  },
});
