import { updateKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, keyByIdFromWire } from '../../wire/key-id.ts';
import { KeyDescription } from '../../wire/key-input.ts';

export const UpdateKeyDescription = defineOperation({
  name: 'UpdateKeyDescription',
  quota: 'write-key',
  input: Type.Object({ KeyId, Description: KeyDescription }),
  async run(context, request) {
    await updateKey(context.services, keyByIdFromWire(context, request.KeyId), { description: request.Description });
    return {};
  },
});
