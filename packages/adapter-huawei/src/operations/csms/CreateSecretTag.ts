import { withTags } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { MAX_TAGS, changeTags, secretIdPath, tagField } from '../../wire/csms/tags.ts';
import { onSecretId } from '../../permissions/secret-checks.ts';

/** Sets one tag; a key that is there gets the new value. */
export const CreateSecretTag = defineOperation({
  ...CSMS_NESTED,
  name: 'CreateSecretTag',
  checks: onSecretId('csms:secret:createTag'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/csms/{secret_id}/tags' }],
  success: 204,
  body: 'required',
  input: Type.Object({ path: Type.Object(secretIdPath), body: Type.Object({ tag: tagField }) }),
  async run(context, { path, body }) {
    await changeTags(context, path.secret_id, (tags) => withTags(tags, [body.tag], MAX_TAGS));
  },
});
