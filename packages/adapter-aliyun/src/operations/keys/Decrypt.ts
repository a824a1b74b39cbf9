import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { contextField, contextFromWire, openBlob, plaintextToWire, workerToWire } from '../../keys/key-data.ts';
import { SYMMETRIC_ONLY, dryRun } from '../../keys/key-input.ts';
import { onKeyOfBlob } from '../../keys/key-checks.ts';

export const Decrypt = defineOperation({
  name: 'Decrypt',
  quota: 'use-key',
  takesDryRun: true,
  rejections: SYMMETRIC_ONLY,
  input: Type.Object({ CiphertextBlob: Type.String(), EncryptionContext: contextField, ...dryRun }),
  checks: onKeyOfBlob('kms:Decrypt'),
  async run(context, request) {
    const opened = await openBlob(context, {
      blob: request.CiphertextBlob,
      context: contextFromWire('EncryptionContext', request.EncryptionContext),
    });
    return { ...workerToWire(opened), Plaintext: plaintextToWire(opened) };
  },
});
