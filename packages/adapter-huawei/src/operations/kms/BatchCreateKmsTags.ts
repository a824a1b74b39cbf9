import { withTags } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { keyIdPath, sequenceField } from '../../wire/kms/input.ts';
import { KEY_TAG_LIMIT, changeKeyTags, keyTagField, tagRejections } from '../../wire/kms/tags.ts';
import { withoutKeys } from '../../wire/tags.ts';
import { KMS } from './define.ts';

const Body = Type.Object({
  tags: Type.Array(keyTagField, { minItems: 1, maxItems: KEY_TAG_LIMIT }),
  action: Type.Union([Type.Literal('create'), Type.Literal('delete')]),
  sequence: sequenceField,
});

/** Sets tags, or takes them away by their keys, whatever values are given with these. */
export const BatchCreateKmsTags = defineOperation({
  ...KMS,
  name: 'KMS:BatchCreateKmsTags',
  routes: [{ method: 'POST', path: '/v1.0/{project_id}/kms/{key_id}/tags/action' }],
  success: 204,
  rejections: {
    fields: {
      ...tagRejections('body.tags'),
      'body.tags:minItems': 'tagsEmpty',
      'body.tags': 'tagCount',
      'body.action': 'action',
    },
  },
  input: Type.Object({ path: keyIdPath, body: Body }),
  async run(context, { path, body }) {
    await changeKeyTags(context, path.key_id, (tags) =>
      body.action === 'create'
        ? withTags(tags, body.tags, KEY_TAG_LIMIT)
        : withoutKeys(
            tags,
            body.tags.map(({ key }) => key),
          ),
    );
  },
});
