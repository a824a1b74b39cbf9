import { setKeyRotation } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { Flag } from '../../wire/fields.ts';
import { KeyId, customerKeyFromWire } from '../../keys/key-id.ts';
import { rotationFromWire } from '../../keys/key-input.ts';
import { onKey } from '../../keys/key-checks.ts';

export const UpdateRotationPolicy = defineOperation({
  name: 'UpdateRotationPolicy',
  quota: 'write-key',
  rejections: { 'key-origin-rejected': [400, 'Rejected.UnsupportedOperation', 'Unsupported operation.'] },
  input: Type.Object({ KeyId, EnableAutomaticRotation: Flag, RotationInterval: Type.Optional(Type.String()) }),
  checks: onKey('kms:UpdateRotationPolicy'),
  async run(context, request) {
    const rotation = rotationFromWire(request);
    const ref = await customerKeyFromWire(context, request.KeyId);
    await setKeyRotation(context.services, ref, {
      enabled: rotation !== null,
      intervalMs: rotation?.intervalMs ?? null,
    });
    return {};
  },
});
