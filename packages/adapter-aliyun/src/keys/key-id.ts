import { type CustomerKey, DomainError, type KeyRef, loadKey } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import type { VendorError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../messages/operations.ts';
import type { AliyunContext } from '../operation.ts';
import { rejection } from '../errors/rejections.ts';
import type { TenantContext } from '../auth/tenant.ts';

/** A key to look up; wider than any id that was given out, so that one that is not known is not found. */
export const KeyId = Type.String({ minLength: 1, maxLength: 1024 });

/** Says on the wire that what follows is an alias; aliases are kept without it. */
export const ALIAS_PREFIX = 'alias/';

const ARN = /^acs:kms:([^:]*):([^:]*):(key|alias)\/(.+)$/s;

/**
 * The key that a KeyId means: an id, an alias, or the ARN of either.
 * @throws DomainError `key-not-found`, `key-alias-not-found` for an ARN of another region or account, whose keys are
 * not here
 */
export function keyRefFromWire({ region, account, vault, shared }: TenantContext, keyId: string): KeyRef {
  const [, ofRegion, ofAccount, kind, name] = ARN.exec(keyId) ?? [];
  if (name === undefined)
    return keyId.startsWith(ALIAS_PREFIX) ? { vault, alias: keyId.slice(ALIAS_PREFIX.length) } : { vault, id: keyId };
  if (ofRegion !== region || ofAccount !== account) {
    const sharedIn = shared?.get(keyId);
    if (sharedIn !== undefined) return { vault: sharedIn, id: name };
    throw new DomainError(
      kind === 'alias' ? 'key-alias-not-found' : 'key-not-found',
      `${keyId}, which is not of region ${region}, account ${account}`,
    );
  }
  return kind === 'alias' ? { vault, alias: name } : { vault, id: name };
}

/**
 * For operations that take no alias. @throws VendorError Unsupported.Alias; DomainError as {@link keyRefFromWire} does
 */
export function keyByIdFromWire(tenant: TenantContext, keyId: string): KeyRef {
  const ref = keyRefFromWire(tenant, keyId);
  if ('id' in ref) return ref;
  throw rejection('alias', HELP.nameKey);
}

/**
 * For operations that the service's own key is out of reach of. Which code it is rejected with is documented nowhere.
 * @NOTE unverified
 * @throws VendorError Unsupported.Alias, Rejected.UnsupportedOperation; DomainError `key-not-found`
 */
export async function customerKeyFromWire(context: AliyunContext, keyId: string): Promise<KeyRef> {
  const ref = keyByIdFromWire(context, keyId);
  const { isDefault } = await loadKey(context.services, ref);
  if (isDefault) throw unsupportedKey(HELP.serviceKey);
  return ref;
}

export function unsupportedKey(help: Message): VendorError {
  return rejection('operation', help);
}

export function keyArn({ region, account }: TenantContext, { id }: Pick<CustomerKey, 'id'>): string {
  return `acs:kms:${region}:${account}:key/${id}`;
}

export function aliasArn({ region, account }: TenantContext, name: string): string {
  return `acs:kms:${region}:${account}:${ALIAS_PREFIX}${name}`;
}
