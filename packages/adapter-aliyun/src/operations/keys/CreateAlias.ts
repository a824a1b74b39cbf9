import { createKeyAlias } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { AliasName, aliasFromWire } from '../../keys/key-alias.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';

export const CreateAlias = defineOperation({
  name: 'CreateAlias',
  quota: 'write-key',
  rejections: { 'key-pending-deletion': [409, 'Rejected.StateModifiedFailed', 'Keystate modified failed.'] },
  input: Type.Object({ KeyId, AliasName }),
  async run(context, request) {
    await createKeyAlias(context.services, {
      name: aliasFromWire(request.AliasName),
      key: keyByIdFromWire(context, request.KeyId),
    });
    return {};
  },
});
