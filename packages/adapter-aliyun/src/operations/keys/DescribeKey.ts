import { loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { keyAttribute, keyToWire } from '../../keys/key-metadata.ts';
import { onKey } from '../../keys/key-checks.ts';

export const DescribeKey = defineOperation({
  name: 'DescribeKey',
  quota: 'read-key',
  input: Type.Object({ KeyId }),
  checks: onKey('kms:DescribeKey'),
  async run(context, request) {
    const key = await loadKey(context.services, keyRefFromWire(context, request.KeyId));
    return {
      KeyMetadata: {
        ...keyToWire(context, key),
        DeletionProtection: key.isProtected ? 'Enabled' : 'Disabled',
        DeletionProtectionDescription: key.isProtected ? keyAttribute(key, 'protection_reason') : undefined,
      },
    };
  },
});
