import { updateSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { requireManaged } from '../secrets/require-type.ts';
import { rotationFromWire } from '../secrets/rotation.ts';
import { defineOperation } from '../operation.ts';
import { Flag, SecretName } from '../wire/fields.ts';
import { refFromWire } from '../secrets/secret-name.ts';
import { onSecret } from '../secrets/secret-checks.ts';

export const UpdateSecretRotationPolicy = defineOperation({
  name: 'UpdateSecretRotationPolicy',
  input: Type.Object({ SecretName, EnableAutomaticRotation: Flag, RotationInterval: Type.Optional(Type.String()) }),
  checks: onSecret('kms:UpdateSecretRotationPolicy'),
  async run(context, request) {
    const rotation = rotationFromWire(request);
    const ref = refFromWire(context, request.SecretName);
    await requireManaged(context, ref);
    const { name } = await updateSecret(context.services, { ref, actor: context.actor, rotation });
    return { SecretName: name };
  },
});
