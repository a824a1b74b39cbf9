import { updateSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { requireManaged } from '../secrets/require-type.ts';
import { rotationFromWire } from '../secrets/rotation.ts';
import { defineOperation } from '../operation.ts';
import { Flag, RotationInterval, SecretName } from '../wire/fields.ts';
import { refFromWire } from '../secrets/secret-name.ts';

export const UpdateSecretRotationPolicy = defineOperation({
  name: 'UpdateSecretRotationPolicy',
  input: Type.Object({ SecretName, EnableAutomaticRotation: Flag, RotationInterval: Type.Optional(RotationInterval) }),
  // A secret that never had an interval needs one to rotate by.
  rejections: {
    'rotation-period-missing': [400, 'MissingParameter', 'The parameter  RotationInterval  needed but no provided.'],
  },
  async run(context, request) {
    const rotation = rotationFromWire(request);
    const ref = refFromWire(context, request.SecretName);
    await requireManaged(context, ref);
    const { name } = await updateSecret(context.services, { ref, actor: context.actor, rotation });
    return { SecretName: name };
  },
});
