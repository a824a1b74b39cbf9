import { moveKeyAlias } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { AliasName, aliasFromWire } from '../../keys/key-alias.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';

export const UpdateAlias = defineOperation({
  name: 'UpdateAlias',
  quota: 'write-key',
  input: Type.Object({ KeyId, AliasName }),
  async run(context, request) {
    await moveKeyAlias(context.services, {
      name: aliasFromWire(request.AliasName),
      key: keyByIdFromWire(context, request.KeyId),
    });
    return {};
  },
});
