import { decryptAsymmetric } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesFromWire, bytesToWire, workerToWire } from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { dryRun, invalidRejection } from '../../keys/key-input.ts';
import { encryptionAlgorithms } from '../../keys/vendor-names.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const AsymmetricDecrypt = defineOperation({
  name: 'AsymmetricDecrypt',
  quota: 'use-asymmetric-key',
  takesDryRun: true,
  rejections: { 'key-input-invalid': invalidRejection('CiphertextBlob') },
  input: Type.Object({
    KeyId,
    KeyVersionId: Type.String(),
    Algorithm: encryptionAlgorithms.field,
    CiphertextBlob: Type.String(),
    ...dryRun,
  }),
  checks: onUsedKey('kms:AsymmetricDecrypt'),
  async run(context, request) {
    const done = await decryptAsymmetric(context.services, {
      ciphertext: bytesFromWire('CiphertextBlob', request.CiphertextBlob),
      algorithm: encryptionAlgorithms.fromWire(request.Algorithm),
      ref: keyRefFromWire(context, request.KeyId),
      versionId: request.KeyVersionId,
    });
    return { ...workerToWire(done), Plaintext: bytesToWire(done.plaintext) };
  },
});
