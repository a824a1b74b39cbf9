import { type Secret, type SecretRef, loadSecret } from '@dragoman/core';

import { unsupportedOperation } from '../errors/kms-errors.ts';
import { HELP } from '../messages/operations.ts';
import type { AliyunContext } from '../operation.ts';
import { isManaged, typeOf } from './secret-attributes.ts';

/**
 * @throws DomainError `secret-not-found`, VendorError UnsupportedOperation for a managed secret: its versions are the
 * service's own. @NOTE unverified
 */
export async function requireGeneric({ services }: AliyunContext, ref: SecretRef): Promise<Secret> {
  const secret = await loadSecret(services, ref);
  if (isManaged(secret))
    throw unsupportedOperation(HELP.rotateInstead({ secretName: secret.name, typeOf: typeOf(secret) }));
  return secret;
}

/** @throws DomainError `secret-not-found`, VendorError UnsupportedOperation for a generic secret. @NOTE unverified */
export async function requireManaged({ services }: AliyunContext, ref: SecretRef): Promise<Secret> {
  const secret = await loadSecret(services, ref);
  if (!isManaged(secret)) throw unsupportedOperation(HELP.onlyManagedRotate({ secretName: secret.name }));
  return secret;
}
