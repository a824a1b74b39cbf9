import { loadSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { SecretName } from '../wire/fields.ts';
import { PolicyName, defaultPolicy } from '../ram/resource-policy.ts';
import { policyOf } from '../secrets/secret-attributes.ts';
import { refFromWire } from '../secrets/secret-name.ts';
import { onSecret } from '../secrets/secret-checks.ts';

export const GetSecretPolicy = defineOperation({
  name: 'GetSecretPolicy',
  input: Type.Object({ SecretName, PolicyName: Type.Optional(PolicyName) }),
  checks: onSecret('kms:GetSecretPolicy'),
  async run(context, request) {
    const secret = await loadSecret(context.services, refFromWire(context, request.SecretName));
    return { Policy: policyOf(secret) ?? defaultPolicy(context.account) };
  },
});
