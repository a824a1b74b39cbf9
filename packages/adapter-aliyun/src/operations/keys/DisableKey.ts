import { changeKeyState } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KeyId, customerKeyFromWire } from '../../keys/key-id.ts';
import { KEY_POLICY } from '../../keys/key-metadata.ts';
import { onKey } from '../../keys/key-checks.ts';

export const DisableKey = defineOperation({
  name: 'DisableKey',
  quota: 'write-key',
  input: Type.Object({ KeyId }),
  checks: onKey('kms:DisableKey'),
  async run(context, request) {
    const ref = await customerKeyFromWire(context, request.KeyId);
    await changeKeyState(context.services, { ref, action: 'disable', policy: KEY_POLICY });
    return {};
  },
});
