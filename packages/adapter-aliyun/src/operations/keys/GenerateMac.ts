import { macData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesFromWire, bytesToWire } from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { dryRun, invalidRejection } from '../../keys/key-input.ts';
import { macAlgorithms } from '../../keys/vendor-names.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const GenerateMac = defineOperation({
  name: 'GenerateMac',
  quota: 'use-key',
  takesDryRun: true,
  rejections: { 'key-input-invalid': invalidRejection('Message') },
  input: Type.Object({ KeyId, Algorithm: macAlgorithms.field, Message: Type.String(), ...dryRun }),
  checks: onUsedKey('kms:GenerateMac'),
  async run(context, request) {
    const { key, mac } = await macData(context.services, {
      message: bytesFromWire('Message', request.Message),
      algorithm: macAlgorithms.fromWire(request.Algorithm),
      ref: keyRefFromWire(context, request.KeyId),
    });
    return { KeyId: key.id, Algorithm: request.Algorithm, Mac: bytesToWire(mac) };
  },
});
