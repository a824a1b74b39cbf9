import { loadKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { aliasPaging, aliasesToWire } from '../../keys/key-alias.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { onKey } from '../../keys/key-checks.ts';

export const ListAliasesByKeyId = defineOperation({
  name: 'ListAliasesByKeyId',
  quota: 'read-key',
  input: Type.Object({ KeyId, ...aliasPaging }),
  checks: onKey('kms:ListAliasesByKeyId'),
  async run(context, request) {
    const key = await loadKey(context.services, keyRefFromWire(context, request.KeyId));
    return aliasesToWire(context, key.id, request);
  },
});
