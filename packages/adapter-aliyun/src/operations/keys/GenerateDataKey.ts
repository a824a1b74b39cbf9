import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesToWire, makeDataKey, workerToWire } from '../../keys/key-data.ts';
import { SYMMETRIC_ONLY, dataKeyRequest, dryRun } from '../../keys/key-input.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const GenerateDataKey = defineOperation({
  name: 'GenerateDataKey',
  quota: 'use-key',
  takesDryRun: true,
  rejections: SYMMETRIC_ONLY,
  input: Type.Object({ ...dataKeyRequest, ...dryRun }),
  checks: onUsedKey('kms:GenerateDataKey'),
  async run(context, request) {
    const made = await makeDataKey(context, request);
    return { ...workerToWire(made), CiphertextBlob: made.CiphertextBlob, Plaintext: bytesToWire(made.plaintext) };
  },
});
