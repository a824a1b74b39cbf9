import { publicKeyOf } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { workerToWire } from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { dryRun } from '../../keys/key-input.ts';
import { onKey } from '../../keys/key-checks.ts';

export const GetPublicKey = defineOperation({
  name: 'GetPublicKey',
  quota: 'use-asymmetric-key',
  takesDryRun: true,
  input: Type.Object({ KeyId, KeyVersionId: Type.String(), ...dryRun }),
  checks: onKey('kms:GetPublicKey'),
  async run(context, request) {
    const found = await publicKeyOf(context.services, {
      ref: keyRefFromWire(context, request.KeyId),
      versionId: request.KeyVersionId,
    });
    return { ...workerToWire(found), PublicKey: found.pem };
  },
});
