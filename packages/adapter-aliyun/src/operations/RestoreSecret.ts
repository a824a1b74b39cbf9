import { restoreSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { SecretName } from '../wire/fields.ts';
import { refFromWire } from '../secrets/secret-name.ts';
import { onSecret } from '../secrets/secret-checks.ts';

export const RestoreSecret = defineOperation({
  name: 'RestoreSecret',
  input: Type.Object({ SecretName }),
  checks: onSecret('kms:RestoreSecret'),
  async run(context, request) {
    const ref = refFromWire(context, request.SecretName);
    const secret = await restoreSecret(context.services, { ref, actor: context.actor });
    return { SecretName: secret.name };
  },
});
