import { deleteKeyAlias } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { AliasName, aliasFromWire } from '../../keys/key-alias.ts';

export const DeleteAlias = defineOperation({
  name: 'DeleteAlias',
  quota: 'write-key',
  input: Type.Object({ AliasName }),
  async run({ services, vault }, request) {
    await deleteKeyAlias(services, vault, aliasFromWire(request.AliasName));
    return {};
  },
});
