import { signData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesFromWire, bytesToWire, workerToWire } from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { dryRun, invalidRejection } from '../../keys/key-input.ts';
import { signatureAlgorithms } from '../../keys/vendor-names.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const AsymmetricSign = defineOperation({
  name: 'AsymmetricSign',
  quota: 'use-asymmetric-key',
  takesDryRun: true,
  rejections: { 'key-input-invalid': invalidRejection('Digest') },
  input: Type.Object({
    KeyId,
    KeyVersionId: Type.String(),
    Algorithm: signatureAlgorithms.field,
    Digest: Type.String(),
    ...dryRun,
  }),
  checks: onUsedKey('kms:AsymmetricSign'),
  async run(context, request) {
    const done = await signData(context.services, {
      digest: bytesFromWire('Digest', request.Digest),
      algorithm: signatureAlgorithms.fromWire(request.Algorithm),
      ref: keyRefFromWire(context, request.KeyId),
      versionId: request.KeyVersionId,
    });
    return { ...workerToWire(done), Value: bytesToWire(done.signature) };
  },
});
