import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { keyIdPath, sequenceField } from '../../wire/kms/input.ts';
import { addKeyTags, changeKeyTags, keyTagField, tagErrors } from '../../wire/kms/tags.ts';
import { KMS } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

export const CreateKmsTag = defineOperation({
  ...KMS,
  name: 'KMS:CreateKmsTag',
  checks: onKey('kms:cmk:createTag'),
  routes: [{ method: 'POST', path: '/v1.0/{project_id}/kms/{key_id}/tags' }],
  success: 204,
  toError: withKmsErrors({ fields: tagErrors('body.tag') }),
  input: Type.Object({ path: keyIdPath, body: Type.Object({ tag: keyTagField, sequence: sequenceField }) }),
  async run(context, { path, body }) {
    await changeKeyTags(context, path.key_id, (tags) => addKeyTags(tags, [body.tag]));
  },
});
