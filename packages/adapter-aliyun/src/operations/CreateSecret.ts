import { DomainError, type Secret, createSecret, readSecretValue, sameText } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { managedToWire, extendedConfigToWire } from '../secrets/rotation.ts';
import { MAX_POLICY_BYTES, SECRET_TYPES } from '../names.ts';
import { type AliyunContext, defineOperation } from '../operation.ts';
import { Flag, SecretData, SecretDataType, VersionId, oneOf } from '../wire/fields.ts';
import { SYMMETRIC_ONLY } from '../keys/key-input.ts';
import { type NewSecret, newSecretFromWire } from '../secrets/new-secret.ts';
import { instanceIdOf, typeOf } from '../secrets/secret-attributes.ts';
import { secretArn } from '../secrets/secret-name.ts';
import { asksToWrite, onEverySecret, permitWriting, writingChecks } from '../secrets/secret-checks.ts';

export const CreateSecret = defineOperation({
  name: 'CreateSecret',
  quota: 'make-or-delete-secret',
  // Of an EncryptionKeyId.
  rejections: SYMMETRIC_ONLY,
  input: Type.Object({
    SecretName: Type.String({ minLength: 1 }),
    VersionId,
    SecretData,
    SecretDataType: Type.Optional(SecretDataType),
    Description: Type.Optional(Type.String()),
    EncryptionKeyId: Type.Optional(Type.String()),
    Tags: Type.Optional(Type.String()),
    SecretType: Type.Optional(oneOf(...SECRET_TYPES)),
    // Rotation and ExtendedConfig are for managed types, and not looked at for a generic secret.
    ExtendedConfig: Type.Optional(Type.String()),
    EnableAutomaticRotation: Type.Optional(Flag),
    RotationInterval: Type.Optional(Type.String()),
    DKMSInstanceId: Type.Optional(Type.String()),
    Policy: Type.Optional(Type.String({ maxBytes: MAX_POLICY_BYTES })),
  }),
  checks: onEverySecret('kms:CreateSecret'),
  laterChecks: (context, { EncryptionKeyId = null }) => writingChecks(context, EncryptionKeyId),
  async run(context, request) {
    const wanted = await newSecretFromWire(context, request);
    if (asksToWrite(context, request.EncryptionKeyId)) await permitWriting(context, wanted.keyId);
    const secret = await createOrRepeat(context, wanted);
    return {
      Arn: secretArn(context, secret.name),
      SecretName: secret.name,
      VersionId: request.VersionId,
      SecretType: typeOf(secret),
      DKMSInstanceId: instanceIdOf(secret) ?? undefined,
      ExtendedConfig: extendedConfigToWire(secret),
      ...managedToWire(secret),
    };
  },
});

/** A name that exists is rejected, unless the switch lets an identical repeat succeed. */
async function createOrRepeat(context: AliyunContext, secret: NewSecret): Promise<Secret> {
  try {
    return await createSecret(context.services, secret);
  } catch (error) {
    const exists = error instanceof DomainError && error.code === 'secret-exists';
    const held = exists && context.settings.idempotent_create ? await findRepeated(context, secret) : null;
    if (held === null) throw error;
    return held;
  }
}

/** The secret that has this very value in this version. */
async function findRepeated(
  { services, vault }: AliyunContext,
  { name, versionId, value }: NewSecret,
): Promise<Secret | null> {
  try {
    const selector = { versionId: versionId ?? '', label: null };
    const held = await readSecretValue(services, { ref: { vault, name }, selector, allowPendingDeletion: false });
    return sameText(held.value.data, value.data) ? held.secret : null;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
