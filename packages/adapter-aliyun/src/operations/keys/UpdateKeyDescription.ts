import { updateKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { KeyDescription } from '../../keys/key-input.ts';
import { onKey } from '../../keys/key-checks.ts';

export const UpdateKeyDescription = defineOperation({
  name: 'UpdateKeyDescription',
  quota: 'write-key',
  input: Type.Object({ KeyId, Description: KeyDescription }),
  checks: onKey('kms:UpdateKeyDescription'),
  async run(context, request) {
    await updateKey(context.services, keyByIdFromWire(context, request.KeyId), { description: request.Description });
    return {};
  },
});
