import { verifyMac } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesFromWire } from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { dryRun, invalidRejection } from '../../keys/key-input.ts';
import { macAlgorithms } from '../../keys/vendor-names.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const VerifyMac = defineOperation({
  name: 'VerifyMac',
  quota: 'use-key',
  takesDryRun: true,
  rejections: { 'key-input-invalid': invalidRejection('Message') },
  input: Type.Object({ KeyId, Algorithm: macAlgorithms.field, Message: Type.String(), Mac: Type.String(), ...dryRun }),
  checks: onUsedKey('kms:VerifyMac'),
  async run(context, request) {
    const { key, valid } = await verifyMac(context.services, {
      message: bytesFromWire('Message', request.Message),
      mac: bytesFromWire('Mac', request.Mac),
      algorithm: macAlgorithms.fromWire(request.Algorithm),
      ref: keyRefFromWire(context, request.KeyId),
    });
    return { KeyId: key.id, Algorithm: request.Algorithm, Value: valid };
  },
});
