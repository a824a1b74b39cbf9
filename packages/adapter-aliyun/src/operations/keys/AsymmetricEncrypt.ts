import { encryptAsymmetric } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesFromWire, bytesToWire, workerToWire } from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { dryRun, invalidRejection } from '../../keys/key-input.ts';
import { encryptionAlgorithms } from '../../keys/vendor-names.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const AsymmetricEncrypt = defineOperation({
  name: 'AsymmetricEncrypt',
  quota: 'use-asymmetric-key',
  takesDryRun: true,
  rejections: { 'key-input-invalid': invalidRejection('Plaintext') },
  input: Type.Object({
    KeyId,
    KeyVersionId: Type.String(),
    Algorithm: encryptionAlgorithms.field,
    Plaintext: Type.String(),
    ...dryRun,
  }),
  checks: onUsedKey('kms:AsymmetricEncrypt'),
  async run(context, request) {
    const done = await encryptAsymmetric(context.services, {
      plaintext: bytesFromWire('Plaintext', request.Plaintext),
      algorithm: encryptionAlgorithms.fromWire(request.Algorithm),
      ref: keyRefFromWire(context, request.KeyId),
      versionId: request.KeyVersionId,
    });
    return { ...workerToWire(done), CiphertextBlob: bytesToWire(done.ciphertext) };
  },
});
