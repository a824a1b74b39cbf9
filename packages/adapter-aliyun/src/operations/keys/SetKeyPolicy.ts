import { updateKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { DOOR, MAX_POLICY_BYTES } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { PolicyName, checkPolicy } from '../../ram/resource-policy.ts';
import { onKey } from '../../keys/key-checks.ts';

export const SetKeyPolicy = defineOperation({
  name: 'SetKeyPolicy',
  quota: 'write-key',
  input: Type.Object({
    KeyId,
    Policy: Type.String({ maxBytes: MAX_POLICY_BYTES }),
    PolicyName: Type.Optional(PolicyName),
  }),
  checks: onKey('kms:SetKeyPolicy'),
  // KMS takes policies for keys in instances only; here every key has one.
  async run(context, request) {
    checkPolicy(request.Policy);
    await updateKey(context.services, keyByIdFromWire(context, request.KeyId), {
      attributes: { dialect: DOOR, set: { policy: request.Policy } },
    });
    return {};
  },
});
