import {
  type CustomerKey,
  DomainError,
  loadKey,
  loadKeyOfVersion,
  type OpenedBy,
  type VersionChoice,
} from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { type AccessCheck, keyAccess } from '../dkms/access.ts';
import { keyNotInStore } from '../dkms/errors.ts';
import type { InstanceContext } from '../dkms/operation.ts';
import type { InstanceAnswer } from '../dkms/response.ts';
import { INSTANCE_HELP } from '../messages/instances.ts';
import { keyRefFromWire } from './key-id.ts';
import { keyInstanceOf } from './key-metadata.ts';

/**
 * The key that a request to the instance names, by its KeyId or, where there is none, by the header that names a
 * version.
 * @throws InvalidInputError where neither is there; DomainError; VendorError Forbidden.KeyNotFound for a key that is
 * not the instance's, in strict mode
 */
export async function namedKey(context: InstanceContext, keyId: string | undefined): Promise<CustomerKey> {
  const { services, vault, authMode, instanceId, keyVersionId } = context;
  if (keyId === undefined && keyVersionId === null)
    throw new InvalidInputError('KeyId', 'required', INSTANCE_HELP.keyIdNeeded);
  const key =
    keyId === undefined
      ? await loadKeyOfVersion(services, vault, keyVersionId ?? '')
      : await loadKey(services, keyRefFromWire(context, keyId));
  if (authMode === 'strict' && keyInstanceOf(key) !== (instanceId ?? undefined))
    throw keyNotInStore(instanceId ?? '', key.id);
  return key;
}

/** The version that works: the one that the request's header names, else what is usual for the operation. */
export function workingVersion({ keyVersionId }: InstanceContext, usual: 'first' | 'primary'): VersionChoice {
  return keyVersionId === null ? usual : { id: keyVersionId };
}

/** The permission for the key that a request names; one that is not there is asked about all the same. */
export function onNamedKey(
  operation: string,
): (context: InstanceContext, request: { readonly KeyId?: string }) => Promise<readonly AccessCheck[]> {
  return async (context, { KeyId }) => [await namedKeyAccess(context, operation, KeyId)];
}

/** @throws InvalidInputError where no key is named */
export async function namedKeyAccess(
  context: InstanceContext,
  operation: string,
  keyId: string | undefined,
): Promise<AccessCheck> {
  const key = await namedKey({ ...context, authMode: 'lenient' }, keyId).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
  return keyAccess(operation, key?.id ?? keyId ?? '');
}

/** An answer about a key, with the header that tells which version worked. */
export function answerOf({ key, version }: OpenedBy, fields: InstanceAnswer['fields']): InstanceAnswer {
  return { fields: { KeyId: key.id, ...fields }, keyVersionId: version.id };
}
