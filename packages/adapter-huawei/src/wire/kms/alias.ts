import { DomainError, type KeyAlias, loadKey } from '@dragoman/core';
import { givenAlias } from '@dragoman/huawei-platform';

import type { HuaweiContext } from '../../operation.ts';
import { keyVaultOf } from './key.ts';

/** A further name of a key. Its times have no fractions of a second. */
export function aliasToWire(context: Pick<HuaweiContext, 'caller' | 'projectId'>, alias: KeyAlias): object {
  const { domainId, region } = keyVaultOf(context);
  return {
    domain_id: domainId,
    key_id: alias.keyId,
    alias: alias.name,
    alias_urn: `kms:${region}:${domainId}:alias:${alias.name}`,
    create_time: timeToWire(alias.createdAt),
    update_time: timeToWire(alias.updatedAt),
  };
}

/**
 * @throws DomainError `key-alias-not-found`, also for the name that a key was made with: that one only changes with the
 * key
 */
export async function loadAlias(
  { services, vault }: Pick<HuaweiContext, 'services' | 'vault'>,
  name: string,
): Promise<KeyAlias> {
  const alias = await services.keys.findAlias(vault, name);
  if (alias === null || givenAlias(await loadKey(services, { vault, id: alias.keyId })) === name)
    throw new DomainError('key-alias-not-found', name);
  return alias;
}

function timeToWire(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
