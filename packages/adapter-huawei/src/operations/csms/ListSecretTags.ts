import { Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { loadById, secretIdPath, tagsToWire } from '../../wire/csms/tags.ts';
import { onSecretId } from '../../permissions/secret-checks.ts';

/** No service puts system tags on a secret here, so there are none. */
export const ListSecretTags = defineOperation({
  ...CSMS_NESTED,
  name: 'ListSecretTags',
  checks: onSecretId('csms:secret:listTags'),
  routes: [{ method: 'GET', path: '/v1/{project_id}/csms/{secret_id}/tags' }],
  input: Type.Object({ path: Type.Object(secretIdPath) }),
  async run({ services, vault }, { path }) {
    const { tags } = await loadById(services, vault, path.secret_id);
    return { tags: tagsToWire(tags), sys_tags: [] };
  },
});
