import { generateDataKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesToWire, ciphertextToWire, contextFromWire, workerToWire } from '../../keys/key-data.ts';
import { keyRefFromWire } from '../../keys/key-id.ts';
import { SYMMETRIC_ONLY, dataKeyBytes, dataKeyRequest, dryRun } from '../../keys/key-input.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const GenerateDataKey = defineOperation({
  name: 'GenerateDataKey',
  quota: 'use-key',
  takesDryRun: true,
  rejections: SYMMETRIC_ONLY,
  input: Type.Object({ ...dataKeyRequest, ...dryRun }),
  checks: onUsedKey('kms:GenerateDataKey'),
  async run(context, request) {
    const made = await generateDataKey(context.services, {
      bytes: dataKeyBytes(request),
      context: contextFromWire('EncryptionContext', request.EncryptionContext),
      ref: keyRefFromWire(context, request.KeyId),
    });
    return { ...workerToWire(made), CiphertextBlob: ciphertextToWire(made), Plaintext: bytesToWire(made.plaintext) };
  },
});
