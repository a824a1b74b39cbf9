import { type Attributes, KEY_SPECS, type KeySpec, type KeyUsage, createCustomerKey } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { unsupportedOperation } from '../../errors/kms-errors.ts';
import { HELP } from '../../messages/operations.ts';
import { DOOR, MAX_POLICY_BYTES } from '../../names.ts';
import { defineOperation } from '../../operation.ts';
import { oneOf } from '../../wire/fields.ts';
import { rejectFullInstance } from '../../instance-contents.ts';
import { loadInstance } from '../../instances/instance.ts';
import { KeyDescription, SYMMETRIC_ONLY, rotationFromWire, rotationRequest } from '../../keys/key-input.ts';
import { ORIGINS, PROTECTION_LEVELS, keyToWire } from '../../keys/key-metadata.ts';
import { keySpecs, keyUsages } from '../../keys/vendor-names.ts';
import { checkPolicy } from '../../ram/resource-policy.ts';
import { tagsFromWire } from '../../wire/tags.ts';
import { onEvery } from '../../keys/key-checks.ts';

const input = Type.Object({
  Description: Type.Optional(KeyDescription),
  KeySpec: Type.Optional(keySpecs.field),
  KeyUsage: Type.Optional(keyUsages.field),
  Origin: Type.Optional(oneOf(...ORIGINS)),
  ProtectionLevel: Type.Optional(oneOf(...PROTECTION_LEVELS)),
  ...rotationRequest,
  DKMSInstanceId: Type.Optional(Type.String()),
  // How a hardware instance keeps the key: nothing here differs by it.
  KeyStorageMechanism: Type.Optional(oneOf('HsmInternal', 'HsmEncryptedDatabase')),
  Tags: Type.Optional(Type.String()),
  Policy: Type.Optional(Type.String({ maxBytes: MAX_POLICY_BYTES })),
});

export const CreateKey = defineOperation({
  name: 'CreateKey',
  quota: 'make-key',
  rejections: SYMMETRIC_ONLY,
  input,
  checks: onEvery('kms:CreateKey', 'key'),
  async run(context, request) {
    const {
      Description = '',
      KeySpec = 'Aliyun_AES_256',
      KeyUsage,
      Origin = 'Aliyun_KMS',
      Tags,
      Policy,
      DKMSInstanceId,
    } = request;
    const tags = Tags === undefined ? [] : tagsFromWire(Tags);
    const rotation = rotationFromWire(request);
    if (Policy !== undefined) checkPolicy(Policy);
    if (DKMSInstanceId !== undefined)
      await rejectFullInstance(context, await loadInstance(context, DKMSInstanceId), 'keys');
    if (rotation !== null && Origin === 'EXTERNAL') throw unsupportedOperation(HELP.importedNoRotation);
    const spec = keySpecs.fromWire(KeySpec);
    const key = await createCustomerKey(context.services, {
      vault: context.vault,
      spec,
      usage: KeyUsage === undefined ? defaultUsage(spec) : keyUsages.fromWire(KeyUsage),
      origin: Origin === 'EXTERNAL' ? 'external' : 'service',
      description: Description,
      actor: context.actor,
      tags,
      attributes: attributesFromWire(request),
      rotation,
      alias: null,
      maxKeys: null,
    });
    return { KeyMetadata: keyToWire(context, key) };
  },
});

function attributesFromWire({ ProtectionLevel, DKMSInstanceId, Policy }: Static<typeof input>): Attributes {
  const own = {
    ...(ProtectionLevel !== undefined && { protection_level: ProtectionLevel }),
    ...(DKMSInstanceId !== undefined && { instance: DKMSInstanceId }),
    ...(Policy !== undefined && { policy: Policy }),
  };
  return Object.keys(own).length === 0 ? {} : { [DOOR]: own };
}

/** What can sign is made to sign. */
function defaultUsage(spec: KeySpec): KeyUsage | null {
  return KEY_SPECS[spec].usages.some((usage) => usage === 'sign') ? 'sign' : null;
}
