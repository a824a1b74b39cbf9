import { updateSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { DOOR, MAX_POLICY_BYTES } from '../names.ts';
import { defineOperation } from '../operation.ts';
import { SecretName } from '../wire/fields.ts';
import { PolicyName, checkPolicy } from '../ram/resource-policy.ts';
import { refFromWire } from '../secrets/secret-name.ts';
import { onSecret } from '../secrets/secret-checks.ts';

export const SetSecretPolicy = defineOperation({
  name: 'SetSecretPolicy',
  method: 'POST',
  input: Type.Object({
    SecretName,
    Policy: Type.String({ maxBytes: MAX_POLICY_BYTES }),
    PolicyName: Type.Optional(PolicyName),
  }),
  checks: onSecret('kms:SetSecretPolicy'),
  // KMS takes policies for secrets in instances only; here every secret has one.
  async run(context, request) {
    checkPolicy(request.Policy);
    await updateSecret(context.services, {
      ref: refFromWire(context, request.SecretName),
      actor: context.actor,
      attributes: { dialect: DOOR, set: { policy: request.Policy } },
    });
    return {};
  },
});
