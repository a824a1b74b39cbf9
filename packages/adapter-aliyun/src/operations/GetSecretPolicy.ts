import { loadSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { DOOR } from '../names.ts';
import { defineOperation } from '../operation.ts';
import { SecretName } from '../wire/fields.ts';
import { PolicyName, defaultPolicy } from '../wire/policy.ts';
import { refFromWire } from '../wire/secret-name.ts';

export const GetSecretPolicy = defineOperation({
  name: 'GetSecretPolicy',
  input: Type.Object({ SecretName, PolicyName: Type.Optional(PolicyName) }),
  async run(context, request) {
    const secret = await loadSecret(context.services, refFromWire(context, request.SecretName));
    const policy = secret.attributes[DOOR]?.['policy'];
    return { Policy: typeof policy === 'string' ? policy : defaultPolicy(context.account) };
  },
});
