import { type Secret, loadSecret, updateSecret } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../messages/operations.ts';
import { withCustomData } from '../secrets/extended-config.ts';
import { DOOR } from '../names.ts';
import { defineOperation } from '../operation.ts';
import { SecretName } from '../wire/fields.ts';
import { type ExtendedConfig, extendedConfigOf, isManaged } from '../secrets/secret-attributes.ts';
import { refFromWire } from '../secrets/secret-name.ts';
import { onSecret } from '../secrets/secret-checks.ts';

export const UpdateSecret = defineOperation({
  name: 'UpdateSecret',
  input: Type.Object({
    SecretName,
    Description: Type.Optional(Type.String()),
    'ExtendedConfig.CustomData': Type.Optional(Type.String()),
  }),
  checks: onSecret('kms:UpdateSecret'),
  async run(context, request) {
    const ref = refFromWire(context, request.SecretName);
    const { Description: description, 'ExtendedConfig.CustomData': customData } = request;
    const config = customData === undefined ? null : changedConfig(await loadSecret(context.services, ref), customData);
    const secret = await updateSecret(context.services, {
      ref,
      actor: context.actor,
      ...(description !== undefined && { description }),
      ...(config !== null && { attributes: { dialect: DOOR, set: { extended_config: config } } }),
    });
    return { SecretName: secret.name };
  },
});

/** "Unavailable for generic secrets" (page of UpdateSecret, 2025); with which code is not said. @NOTE unverified */
function changedConfig(secret: Secret, customData: string): ExtendedConfig {
  if (isManaged(secret)) return withCustomData(extendedConfigOf(secret), customData);
  throw new InvalidInputError('ExtendedConfig.CustomData', 'format', HELP.noCustomData);
}
