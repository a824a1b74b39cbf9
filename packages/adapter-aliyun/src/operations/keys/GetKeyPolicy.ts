import { loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { keyAttribute } from '../../keys/key-metadata.ts';
import { PolicyName, defaultPolicy } from '../../ram/resource-policy.ts';
import { onKey } from '../../keys/key-checks.ts';

export const GetKeyPolicy = defineOperation({
  name: 'GetKeyPolicy',
  quota: 'read-key',
  input: Type.Object({ KeyId, PolicyName: Type.Optional(PolicyName) }),
  checks: onKey('kms:GetKeyPolicy'),
  async run(context, request) {
    const key = await loadKey(context.services, keyByIdFromWire(context, request.KeyId));
    return { Policy: keyAttribute(key, 'policy') ?? defaultPolicy(context.account, 'key') };
  },
});
