import { removeSecretLabel } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { labelOf, stagePath } from '../../wire/csms/stage.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

/** Terraform takes no other success than 204. */
export const DeleteSecretStage = defineOperation({
  ...CSMS,
  name: 'DeleteSecretStage',
  checks: onSecret('csms:secret:deleteStage'),
  routes: [{ method: 'DELETE', path: '/v1/{project_id}/secrets/{secret_name}/stages/{stage_name}' }],
  success: 204,
  input: Type.Object({ path: Type.Object(stagePath) }),
  async run({ services, vault, actor }, { path }) {
    await removeSecretLabel(services, {
      ref: { vault, name: path.secret_name },
      actor,
      label: labelOf(path.stage_name),
      from: null,
    });
  },
});
