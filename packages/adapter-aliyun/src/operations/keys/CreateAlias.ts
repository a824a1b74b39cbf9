import { createKeyAlias } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { AliasName, aliasFromWire } from '../../keys/key-alias.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { aliasCheck, keyCheck } from '../../keys/key-checks.ts';

export const CreateAlias = defineOperation({
  name: 'CreateAlias',
  quota: 'write-key',
  rejections: { 'key-pending-deletion': [409, 'Rejected.StateModifiedFailed', 'Keystate modified failed.'] },
  input: Type.Object({ KeyId, AliasName }),
  checks: async (context, request) => [
    aliasCheck(context, 'kms:CreateAlias', request.AliasName),
    await keyCheck(context, 'kms:CreateAlias', request.KeyId),
  ],
  async run(context, request) {
    await createKeyAlias(context.services, {
      name: aliasFromWire(request.AliasName),
      key: keyByIdFromWire(context, request.KeyId),
    });
    return {};
  },
});
