import { withoutKeys } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { keyIdPath, sequenceField } from '../../wire/kms/input.ts';
import { MAX_KEY_TAGS, addKeyTags, changeKeyTags, keyTagField, tagErrors } from '../../wire/kms/tags.ts';
import { KMS } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Body = Type.Object({
  tags: Type.Array(keyTagField, { minItems: 1, maxItems: MAX_KEY_TAGS }),
  action: Type.Union([Type.Literal('create'), Type.Literal('delete')]),
  sequence: sequenceField,
});

/** Sets tags, or takes them away by their keys, whatever values are given with these. */
export const BatchCreateKmsTags = defineOperation({
  ...KMS,
  name: 'KMS:BatchCreateKmsTags',
  checks: onKey('kms:cmk:createTags'),
  routes: [{ method: 'POST', path: '/v1.0/{project_id}/kms/{key_id}/tags/action' }],
  success: 204,
  toError: withKmsErrors({
    fields: {
      ...tagErrors('body.tags'),
      'body.tags:minItems': 'tagsEmpty',
      'body.tags': 'tagCount',
      'body.action': 'action',
    },
  }),
  input: Type.Object({ path: keyIdPath, body: Body }),
  async run(context, { path, body }) {
    await changeKeyTags(context, path.key_id, (tags) =>
      body.action === 'create'
        ? addKeyTags(tags, body.tags)
        : withoutKeys(
            tags,
            body.tags.map(({ key }) => key),
          ),
    );
  },
});
