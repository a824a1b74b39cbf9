import { importParameters } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { isoTime } from '../../wire/fields.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { invalidRejection } from '../../keys/key-input.ts';
import { importAlgorithms, wrappingSpecs } from '../../keys/vendor-names.ts';
import { onKey } from '../../keys/key-checks.ts';

const TOKEN_VALID_MS = 24 * 3_600_000;

export const GetParametersForImport = defineOperation({
  name: 'GetParametersForImport',
  quota: 'write-key',
  rejections: { 'key-operation-unsupported': invalidRejection('WrappingAlgorithm') },
  input: Type.Object({ KeyId, WrappingAlgorithm: importAlgorithms.field, WrappingKeySpec: wrappingSpecs.field }),
  checks: onKey('kms:GetParametersForImport'),
  async run(context, request) {
    const { key, token, publicKey, expiresAt } = await importParameters(context.services, {
      ref: keyByIdFromWire(context, request.KeyId),
      wrapping: {
        spec: wrappingSpecs.fromWire(request.WrappingKeySpec),
        algorithm: importAlgorithms.fromWire(request.WrappingAlgorithm),
      },
      validMs: TOKEN_VALID_MS,
    });
    return {
      KeyId: key.id,
      ImportToken: token,
      PublicKey: Buffer.from(publicKey).toString('base64'),
      TokenExpireTime: isoTime(expiresAt),
    };
  },
});
