import { deleteSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { rejectDisabled, secretPath } from '../../wire/csms/secret.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

/**
 * Deletes at once.
 * @NOTE unverified: whether one that waits for its deletion can be deleted at once
 */
export const DeleteSecret = defineOperation({
  ...CSMS,
  name: 'DeleteSecret',
  checks: onSecret('csms:secret:delete'),
  routes: [{ method: 'DELETE', path: '/v1/{project_id}/secrets/{secret_name}' }],
  input: Type.Object({ path: Type.Object(secretPath) }),
  async run({ services, vault }, { path }) {
    await deleteSecret(services, { vault, name: path.secret_name }, rejectDisabled);
  },
});
