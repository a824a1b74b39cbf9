import { encryptData } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { bytesFromWire, ciphertextToWire, contextField, contextFromWire, workerToWire } from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { SYMMETRIC_ONLY, dryRun } from '../../keys/key-input.ts';

const PLAINTEXT_BYTES = 6 * 1024;

export const Encrypt = defineOperation({
  name: 'Encrypt',
  quota: 'use-key',
  takesDryRun: true,
  rejections: SYMMETRIC_ONLY,
  input: Type.Object({ KeyId, Plaintext: Type.String(), EncryptionContext: contextField, ...dryRun }),
  async run(context, request) {
    const encrypted = await encryptData(context.services, {
      plaintext: bytesFromWire('Plaintext', request.Plaintext, PLAINTEXT_BYTES),
      context: contextFromWire('EncryptionContext', request.EncryptionContext),
      ref: keyRefFromWire(context, request.KeyId),
    });
    return { ...workerToWire(encrypted), CiphertextBlob: ciphertextToWire(encrypted) };
  },
});
