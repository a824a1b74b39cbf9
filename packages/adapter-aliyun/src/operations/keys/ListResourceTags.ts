import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId } from '../../keys/key-id.ts';
import { taggable } from '../../tags/taggable.ts';
import { tagsToWire } from '../../wire/tags.ts';
import { onKey } from '../../keys/key-checks.ts';

export const ListResourceTags = defineOperation({
  name: 'ListResourceTags',
  quota: 'read-key',
  input: Type.Object({ KeyId }),
  checks: onKey('kms:ListResourceTags'),
  async run(context, request) {
    const key = await taggable('key').find(context, request.KeyId);
    return { Tags: { Tag: tagsToWire(key.tags).Tag.map((tag) => ({ KeyId: key.id, ...tag })) } };
  },
});
