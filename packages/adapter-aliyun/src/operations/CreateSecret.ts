import { type Attributes, DomainError, createSecret, readSecretValue, sameText } from '@dragoman/core';
import { VendorError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { unsupportedOperation } from '../errors.ts';
import { DOOR, GENERIC, POLICY_BYTES, SECRET_TYPES } from '../names.ts';
import { type AliyunContext, defineOperation } from '../operation.ts';
import { Flag, RotationInterval, SecretData, SecretDataType, VersionId, oneOf } from '../wire/fields.ts';
import { checkPolicy } from '../wire/policy.ts';
import { checkNewName, secretArn } from '../wire/secret-name.ts';
import { tagsFromWire } from '../wire/tags.ts';

const input = Type.Object({
  SecretName: Type.String({ minLength: 1 }),
  VersionId,
  SecretData,
  SecretDataType: Type.Optional(SecretDataType),
  Description: Type.Optional(Type.String()),
  EncryptionKeyId: Type.Optional(Type.String()),
  Tags: Type.Optional(Type.String()),
  SecretType: Type.Optional(oneOf(...SECRET_TYPES)),
  // Rotation and ExtendedConfig are for managed types; for a generic secret they only have to be well formed.
  EnableAutomaticRotation: Type.Optional(Flag),
  RotationInterval: Type.Optional(RotationInterval),
  DKMSInstanceId: Type.Optional(Type.String()),
  Policy: Type.Optional(Type.String({ maxBytes: POLICY_BYTES })),
});

type Input = Static<typeof input>;

export const CreateSecret = defineOperation({
  name: 'CreateSecret',
  quota: 'make-or-delete-secret',
  input,
  async run(context, request) {
    if ((request.SecretType ?? GENERIC) !== GENERIC) throw unsupportedOperation(`secrets of type ${String(request.SecretType)} are not served here: use ${GENERIC}`);
    checkNewName(request.SecretName);
    const tags = request.Tags === undefined ? [] : tagsFromWire(request.Tags);
    if (request.Policy !== undefined) checkPolicy(request.Policy);
    if (request.DKMSInstanceId !== undefined) throw instanceNotFound();
    await createOrRepeat(context, {
      vault: context.vault,
      name: request.SecretName,
      actor: context.actor,
      value: { type: request.SecretDataType ?? 'text', data: request.SecretData },
      versionId: request.VersionId,
      description: request.Description ?? null,
      keyId: request.EncryptionKeyId ?? null,
      tags,
      attributes: attributesFromWire(request),
      limits: { maxSecrets: null, caselessName: false },
    });
    return {
      Arn: secretArn(context, request.SecretName),
      SecretName: request.SecretName,
      VersionId: request.VersionId,
      SecretType: GENERIC,
    };
  },
});

type NewSecret = Parameters<typeof createSecret>[1];

/** A name that exists is refused, unless the switch lets an identical repeat succeed. */
async function createOrRepeat(context: AliyunContext, secret: NewSecret): Promise<void> {
  try {
    await createSecret(context.services, secret);
  } catch (error) {
    const exists = error instanceof DomainError && error.code === 'secret-exists';
    if (!exists || !context.settings.idempotent_create || !(await isThere(context, secret))) throw error;
  }
}

async function isThere({ services, vault }: AliyunContext, { name, versionId, value }: NewSecret): Promise<boolean> {
  try {
    const selector = { versionId: versionId ?? '', label: null };
    const held = await readSecretValue(services, { ref: { vault, name }, selector, allowPendingDeletion: false });
    return sameText(held.value.data, value.data);
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

function attributesFromWire({ Policy }: Input): Attributes {
  return Policy === undefined ? {} : { [DOOR]: { policy: Policy } };
}

function instanceNotFound(): VendorError {
  return new VendorError(403, 'Forbidden.DKMSInstanceNotFound', 'The specified DKMS Instance is not found.', 'no KMS instance exists here: leave DKMSInstanceId out');
}
