import { changeKeyState } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { KEY_POLICY } from '../../keys/key-metadata.ts';
import { onKey } from '../../keys/key-checks.ts';

export const CancelKeyDeletion = defineOperation({
  name: 'CancelKeyDeletion',
  quota: 'write-key',
  input: Type.Object({ KeyId }),
  checks: onKey('kms:CancelKeyDeletion'),
  async run(context, request) {
    const ref = keyByIdFromWire(context, request.KeyId);
    await changeKeyState(context.services, { ref, action: 'cancel-deletion', policy: KEY_POLICY });
    return {};
  },
});
