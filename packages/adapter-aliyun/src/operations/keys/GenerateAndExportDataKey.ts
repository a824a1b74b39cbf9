import { generateDataKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesToWire, ciphertextToWire, contextFromWire, workerToWire } from '../../keys/key-data.ts';
import { keyRefFromWire } from '../../keys/key-id.ts';
import { EXPORT_REJECTIONS, dataKeyBytes, dataKeyRequest, dryRun } from '../../keys/key-input.ts';
import { recipientFromWire, recipientRequest } from '../../keys/recipient.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const GenerateAndExportDataKey = defineOperation({
  name: 'GenerateAndExportDataKey',
  quota: 'use-key',
  takesDryRun: true,
  rejections: EXPORT_REJECTIONS,
  input: Type.Object({ ...dataKeyRequest, ...recipientRequest, ...dryRun }),
  checks: onUsedKey('kms:GenerateAndExportDataKey'),
  async run(context, request) {
    const wrap = recipientFromWire(request);
    const made = await generateDataKey(context.services, {
      bytes: dataKeyBytes(request),
      context: contextFromWire('EncryptionContext', request.EncryptionContext),
      ref: keyRefFromWire(context, request.KeyId),
    });
    return {
      ...workerToWire(made),
      CiphertextBlob: ciphertextToWire(made),
      ExportedDataKey: bytesToWire(await wrap(made.plaintext)),
    };
  },
});
