import { moveKeyAlias } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { AliasName, aliasFromWire } from '../../keys/key-alias.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { aliasCheck, keyCheck } from '../../keys/key-checks.ts';

export const UpdateAlias = defineOperation({
  name: 'UpdateAlias',
  quota: 'write-key',
  input: Type.Object({ KeyId, AliasName }),
  checks: async (context, request) => [
    aliasCheck(context, 'kms:UpdateAlias', request.AliasName),
    await keyCheck(context, 'kms:UpdateAlias', request.KeyId),
  ],
  async run(context, request) {
    await moveKeyAlias(context.services, {
      name: aliasFromWire(request.AliasName),
      key: keyByIdFromWire(context, request.KeyId),
    });
    return {};
  },
});
