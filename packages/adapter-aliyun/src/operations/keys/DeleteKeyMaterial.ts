import { changeKeyState } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { KEY_POLICY } from '../../keys/key-metadata.ts';
import { onKey } from '../../keys/key-checks.ts';

export const DeleteKeyMaterial = defineOperation({
  name: 'DeleteKeyMaterial',
  quota: 'write-key',
  input: Type.Object({ KeyId }),
  checks: onKey('kms:DeleteKeyMaterial'),
  async run(context, request) {
    const ref = keyByIdFromWire(context, request.KeyId);
    await changeKeyState(context.services, { ref, action: 'delete-material', policy: KEY_POLICY });
    return {};
  },
});
