import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { contextField, contextFromWire, makeBlob, plaintextFromWire, workerToWire } from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { SYMMETRIC_ONLY, dryRun } from '../../keys/key-input.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const Encrypt = defineOperation({
  name: 'Encrypt',
  quota: 'use-key',
  takesDryRun: true,
  rejections: SYMMETRIC_ONLY,
  input: Type.Object({ KeyId, Plaintext: Type.String(), EncryptionContext: contextField, ...dryRun }),
  checks: onUsedKey('kms:Encrypt'),
  async run(context, request) {
    const bound = contextFromWire('EncryptionContext', request.EncryptionContext);
    const ref = keyRefFromWire(context, request.KeyId);
    const made = await makeBlob(context, ref, bound, plaintextFromWire(context, request.Plaintext));
    return { ...workerToWire(made), CiphertextBlob: made.CiphertextBlob };
  },
});
