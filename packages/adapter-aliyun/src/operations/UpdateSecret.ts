import { updateSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { SecretName } from '../wire/fields.ts';
import { refFromWire } from '../wire/secret-name.ts';

export const UpdateSecret = defineOperation({
  name: 'UpdateSecret',
  // ExtendedConfig.CustomData is for managed types and, like ExtendedConfig at CreateSecret, ignored for a generic secret.
  input: Type.Object({ SecretName, Description: Type.Optional(Type.String()) }),
  async run(context, request) {
    const secret = await updateSecret(context.services, {
      ref: refFromWire(context, request.SecretName),
      actor: context.actor,
      ...(request.Description !== undefined && { description: request.Description }),
    });
    return { SecretName: secret.name };
  },
});
