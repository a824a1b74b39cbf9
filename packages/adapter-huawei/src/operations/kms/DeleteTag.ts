import { withoutKeys } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { kmsError, withKmsErrors } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { keyIdField } from '../../wire/kms/input.ts';
import { changeKeyTags } from '../../wire/kms/tags.ts';
import { KMS } from './define.ts';
import { onKey } from '../../permissions/key-checks.ts';

const Path = Type.Object({ key_id: keyIdField, key: Type.String({ minLength: 1, maxLength: 255 }) });

export const DeleteTag = defineOperation({
  ...KMS,
  name: 'KMS:DeleteTag',
  checks: onKey('kms:cmk:deleteTag'),
  routes: [{ method: 'DELETE', path: '/v1.0/{project_id}/kms/{key_id}/tags/{key}' }],
  success: 204,
  body: 'ignored',
  toError: withKmsErrors({ fields: { 'path.key': 'tagKeyLength' } }),
  input: Type.Object({ path: Path }),
  async run(context, { path }) {
    await changeKeyTags(context, path.key_id, (tags) => {
      if (!tags.some(({ key }) => key === path.key)) throw kmsError('tagMissing', HELP.unknownTag({ key: path.key }));
      return withoutKeys(tags, [path.key]);
    });
  },
});
