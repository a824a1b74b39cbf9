import { DomainError, loadKey, loadSecret, type OpenedVersion, type Secret } from '@dragoman/core';

import { type AccessCheck, keyAccess, secretAccess } from '../dkms/access.ts';
import type { InstanceContext } from '../dkms/operation.ts';
import { instanceIdOf } from './secret-attributes.ts';
import { readSecretArn, refFromWire } from './secret-name.ts';

/** The permission for the secret that a request names, by its name where that is an ARN. */
export function onNamedSecret(
  operation: string,
): (context: InstanceContext, request: { readonly SecretName: string }) => readonly AccessCheck[] {
  return (_context, { SecretName }) => [secretAccess(operation, readSecretArn(SecretName)?.name ?? SecretName)];
}

/**
 * In strict mode, what is not of the instance is not there.
 * @throws DomainError `secret-not-found`
 */
export async function rejectOtherInstances(context: InstanceContext, secretName: string): Promise<void> {
  if (context.authMode === 'lenient') return;
  const ref = refFromWire(context, secretName);
  const secret: Secret = await loadSecret(context.services, ref);
  if (instanceIdOf(secret) !== context.instanceId) throw new DomainError('secret-not-found', secret.name);
}

/** Reading needs the key of the version too, where that is one that somebody made. @throws VendorError */
export async function permitOpening(context: InstanceContext, { secret, version }: OpenedVersion): Promise<void> {
  const { permissions, services } = context;
  if (!permissions.asks) return;
  const key = await loadKey(services, { vault: secret.vault, id: version.keyId });
  if (!key.isDefault) permissions.require(keyAccess('Decrypt', key.id));
}
