import { loadSecret, updateSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { withCustomData } from '../secrets/extended-config.ts';
import { DOOR } from '../names.ts';
import { defineOperation } from '../operation.ts';
import { SecretName } from '../wire/fields.ts';
import { extendedConfigOf, isManaged } from '../secrets/secret-attributes.ts';
import { refFromWire } from '../secrets/secret-name.ts';

export const UpdateSecret = defineOperation({
  name: 'UpdateSecret',
  input: Type.Object({
    SecretName,
    Description: Type.Optional(Type.String()),
    // For managed types; like ExtendedConfig at CreateSecret, ignored for a generic secret.
    'ExtendedConfig.CustomData': Type.Optional(Type.String()),
  }),
  async run(context, request) {
    const ref = refFromWire(context, request.SecretName);
    const { Description: description, 'ExtendedConfig.CustomData': customData } = request;
    const held = customData === undefined ? null : await loadSecret(context.services, ref);
    const config =
      customData !== undefined && held !== null && isManaged(held)
        ? withCustomData(extendedConfigOf(held), customData)
        : null;
    const secret = await updateSecret(context.services, {
      ref,
      actor: context.actor,
      ...(description !== undefined && { description }),
      ...(config !== null && { attributes: { dialect: DOOR, set: { extended_config: config } } }),
    });
    return { SecretName: secret.name };
  },
});
