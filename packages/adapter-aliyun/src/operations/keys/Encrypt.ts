import { encryptData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import {
  boundContext,
  ciphertextToWire,
  contextField,
  contextFromWire,
  plaintextFromWire,
  workerToWire,
} from '../../keys/key-data.ts';
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
    const given = plaintextFromWire(context, request.Plaintext);
    const encrypted = await encryptData(context.services, {
      plaintext: given.plaintext,
      context: boundContext(contextFromWire('EncryptionContext', request.EncryptionContext), given),
      ref: keyRefFromWire(context, request.KeyId),
    });
    return { ...workerToWire(encrypted), CiphertextBlob: ciphertextToWire(encrypted) };
  },
});
