import type { createSecret } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { HELP } from '../messages/operations.ts';
import { configFromWire } from './extended-config.ts';
import { type RotationRequest, planOf, rotationFromWire } from './rotation.ts';
import { MANAGED } from './managed-types.ts';
import { GENERIC } from '../names.ts';
import type { AliyunContext } from '../operation.ts';
import { rejectFullInstance } from '../instance-contents.ts';
import { loadInstance } from '../instances/instance.ts';
import { checkPolicy } from '../ram/resource-policy.ts';
import { type SecretType, secretAttributes } from './secret-attributes.ts';
import { checkNewName } from './secret-name.ts';
import { tagsFromWire } from '../wire/tags.ts';

export type NewSecret = Parameters<typeof createSecret>[1];

/** What a secret is made of; only SecretName, VersionId and SecretData are always there. */
interface Request extends RotationRequest {
  readonly SecretName: string;
  readonly VersionId: string;
  readonly SecretData: string;
  readonly SecretDataType?: 'text' | 'binary';
  readonly Description?: string;
  readonly EncryptionKeyId?: string;
  readonly Tags?: string;
  readonly SecretType?: SecretType;
  readonly ExtendedConfig?: string;
  readonly DKMSInstanceId?: string;
  readonly Policy?: string;
}

type OfType = Pick<NewSecret, 'name' | 'value' | 'rotation'> & {
  readonly extendedConfig: Parameters<typeof secretAttributes>[0]['extendedConfig'];
};

/** What to make of a request. @throws InvalidInput, VendorError */
export async function newSecretFromWire(context: AliyunContext, request: Request): Promise<NewSecret> {
  const type = request.SecretType ?? GENERIC;
  const { extendedConfig, ...ofType } = type === GENERIC ? generic(request) : managed(context, type, request);
  const tags = request.Tags === undefined ? [] : tagsFromWire(request.Tags);
  if (request.Policy !== undefined) checkPolicy(request.Policy);
  if (request.DKMSInstanceId !== undefined)
    await rejectFullInstance(context, await loadInstance(context, request.DKMSInstanceId), 'secrets');
  return {
    ...ofType,
    vault: context.vault,
    actor: context.actor,
    versionId: request.VersionId,
    description: request.Description ?? null,
    keyId: request.EncryptionKeyId ?? null,
    tags,
    attributes: secretAttributes({
      type,
      extendedConfig,
      policy: request.Policy ?? null,
      instanceId: request.DKMSInstanceId ?? null,
    }),
    limits: { maxSecrets: null, caselessName: false },
  };
}

function generic({ SecretName, SecretData, SecretDataType = 'text' }: Request): OfType {
  checkNewName(SecretName);
  return { name: SecretName, value: { type: SecretDataType, data: SecretData }, extendedConfig: null };
}

function managed({ services }: AliyunContext, type: keyof typeof MANAGED, request: Request): OfType {
  if ((request.SecretDataType ?? 'text') !== 'text')
    throw new InvalidInputError('SecretDataType', 'enum', HELP.managedIsText);
  const config = configFromWire(request.ExtendedConfig, MANAGED[type]);
  const rotation = rotationFromWire(request);
  return {
    name: MANAGED[type].name(request.SecretName, config),
    value: {
      type: 'text',
      data: MANAGED[type].fromWire(request.SecretData, config, (length) => services.ids.bytes(length)),
    },
    rotation: { ...rotation, plan: planOf(config) },
    extendedConfig: config,
  };
}
