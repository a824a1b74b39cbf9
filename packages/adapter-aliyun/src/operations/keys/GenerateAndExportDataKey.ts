import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesToWire, makeDataKey, workerToWire } from '../../keys/key-data.ts';
import { EXPORT_REJECTIONS, dataKeyRequest, dryRun } from '../../keys/key-input.ts';
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
    const made = await makeDataKey(context, request);
    return {
      ...workerToWire(made),
      CiphertextBlob: made.CiphertextBlob,
      ExportedDataKey: bytesToWire(await wrap(made.plaintext)),
    };
  },
});
