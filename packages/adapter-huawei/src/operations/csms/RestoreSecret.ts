import { restoreSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { secretPath, secretToWire } from '../../wire/csms/secret.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

export const RestoreSecret = defineOperation({
  ...CSMS,
  name: 'RestoreSecret',
  checks: onSecret('csms:secret:restoreSecret'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/{secret_name}/scheduled-deleted-tasks/cancel' }],
  input: Type.Object({ path: Type.Object(secretPath) }),
  async run({ services, settings, vault, actor }, { path }) {
    const secret = await restoreSecret(services, { ref: { vault, name: path.secret_name }, actor });
    return { secret: secretToWire(secret, settings) };
  },
});
