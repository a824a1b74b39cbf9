import { changeKeyState } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { KEY_POLICY } from '../../keys/key-metadata.ts';
import { onKey } from '../../keys/key-checks.ts';

export const EnableKey = defineOperation({
  name: 'EnableKey',
  quota: 'write-key',
  input: Type.Object({ KeyId }),
  checks: onKey('kms:EnableKey'),
  async run(context, request) {
    const ref = keyByIdFromWire(context, request.KeyId);
    await changeKeyState(context.services, { ref, action: 'enable', policy: KEY_POLICY });
    return {};
  },
});
