import { DomainError } from '@dragoman/core';
import { withoutKeys } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { changeTags, secretIdPath } from '../../wire/csms/tags.ts';
import { onSecretId } from '../../permissions/secret-checks.ts';

/** Takes one tag away; unlike in a batch, one that is not there is missed. */
export const DeleteSecretTag = defineOperation({
  ...CSMS_NESTED,
  name: 'DeleteSecretTag',
  checks: onSecretId('csms:secret:deleteTag'),
  routes: [{ method: 'DELETE', path: '/v1/{project_id}/csms/{secret_id}/tags/{key}' }],
  success: 204,
  input: Type.Object({ path: Type.Object({ ...secretIdPath, key: Type.String({ maxLength: 128 }) }) }),
  async run(context, { path }) {
    await changeTags(context, path.secret_id, (tags) => {
      const kept = withoutKeys(tags, [path.key]);
      if (kept === tags) throw new DomainError('resource-not-found', path.key);
      return kept;
    });
  },
});
