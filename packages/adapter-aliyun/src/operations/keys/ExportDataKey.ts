import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesToWire, contextField, contextFromWire, openBlob, workerToWire } from '../../keys/key-data.ts';
import { EXPORT_REJECTIONS, dryRun } from '../../keys/key-input.ts';
import { recipientFromWire, recipientRequest } from '../../keys/recipient.ts';
import { onKeyOfBlob } from '../../keys/key-checks.ts';

export const ExportDataKey = defineOperation({
  name: 'ExportDataKey',
  quota: 'use-key',
  takesDryRun: true,
  rejections: EXPORT_REJECTIONS,
  input: Type.Object({
    CiphertextBlob: Type.String(),
    ...recipientRequest,
    EncryptionContext: contextField,
    ...dryRun,
  }),
  checks: onKeyOfBlob('kms:ExportDataKey'),
  async run(context, request) {
    const wrap = recipientFromWire(request);
    const opened = await openBlob(context, {
      blob: request.CiphertextBlob,
      context: contextFromWire('EncryptionContext', request.EncryptionContext),
    });
    return { ...workerToWire(opened), ExportedDataKey: bytesToWire(await wrap(opened.plaintext)) };
  },
});
