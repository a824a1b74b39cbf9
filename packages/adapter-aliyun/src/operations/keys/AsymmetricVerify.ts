import { verifyData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesFromWire, workerToWire } from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { dryRun, invalidRejection } from '../../keys/key-input.ts';
import { signatureAlgorithms } from '../../keys/vendor-names.ts';
import { onUsedKey } from '../../keys/key-checks.ts';

export const AsymmetricVerify = defineOperation({
  name: 'AsymmetricVerify',
  quota: 'use-asymmetric-key',
  takesDryRun: true,
  rejections: { 'key-input-invalid': invalidRejection('Digest') },
  input: Type.Object({
    KeyId,
    KeyVersionId: Type.String(),
    Algorithm: signatureAlgorithms.field,
    Digest: Type.String(),
    Value: Type.String(),
    ...dryRun,
  }),
  checks: onUsedKey('kms:AsymmetricVerify'),
  async run(context, request) {
    const done = await verifyData(context.services, {
      digest: bytesFromWire('Digest', request.Digest),
      signature: bytesFromWire('Value', request.Value),
      algorithm: signatureAlgorithms.fromWire(request.Algorithm),
      ref: keyRefFromWire(context, request.KeyId),
      versionId: request.KeyVersionId,
    });
    return { ...workerToWire(done), Value: done.valid };
  },
});
