import { deleteKeyAlias } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { AliasName, aliasFromWire } from '../../keys/key-alias.ts';
import { aliasCheck, keyCheck } from '../../keys/key-checks.ts';

export const DeleteAlias = defineOperation({
  name: 'DeleteAlias',
  quota: 'write-key',
  input: Type.Object({ AliasName }),
  checks: async (context, request) => [
    aliasCheck(context, 'kms:DeleteAlias', request.AliasName),
    await keyCheck(context, 'kms:DeleteAlias', request.AliasName),
  ],
  async run({ services, vault }, request) {
    await deleteKeyAlias(services, vault, aliasFromWire(request.AliasName));
    return {};
  },
});
