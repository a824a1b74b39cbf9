import { importKeyMaterial } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../../messages/operations.ts';
import { defineOperation } from '../../operation.ts';
import { bytesFromWire } from '../../keys/key-data.ts';
import { KeyId, keyByIdFromWire } from '../../keys/key-id.ts';
import { KEY_POLICY } from '../../keys/key-metadata.ts';
import { onKey } from '../../keys/key-checks.ts';

export const ImportKeyMaterial = defineOperation({
  name: 'ImportKeyMaterial',
  quota: 'write-key',
  input: Type.Object({
    KeyId,
    EncryptedKeyMaterial: Type.String(),
    ImportToken: Type.String(),
    // Unix seconds; 0 is never.
    KeyMaterialExpireUnix: Type.String({ pattern: '^[0-9]{1,11}$' }),
  }),
  checks: onKey('kms:ImportKeyMaterial'),
  async run(context, request) {
    const { services } = context;
    await importKeyMaterial(services, {
      ref: keyByIdFromWire(context, request.KeyId),
      token: request.ImportToken,
      wrapped: bytesFromWire('EncryptedKeyMaterial', request.EncryptedKeyMaterial),
      expiresAt: expiryFromWire(Number(request.KeyMaterialExpireUnix), services.clock.now()),
      policy: KEY_POLICY,
    });
    return {};
  },
});

/** A time that has passed is rejected. @NOTE unverified */
function expiryFromWire(seconds: number, now: number): number | null {
  if (seconds === 0) return null;
  if (seconds * 1000 > now) return seconds * 1000;
  throw new InvalidInputError('KeyMaterialExpireUnix', 'format', HELP.materialExpiry);
}
