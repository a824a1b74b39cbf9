import { DomainError } from '../errors.ts';
import { type CustomerKey, refuseUnusable } from '../model/key.ts';
import type { VaultId } from '../model/vault.ts';
import type { Services } from '../services.ts';

type KeyServices = Pick<Services, 'keys' | 'ids' | 'clock' | 'sealer'>;

/** Makes a named key for the vault. */
export async function createKey(services: KeyServices, vault: VaultId, description: string): Promise<CustomerKey> {
  const key = newKey(services, vault, { isDefault: false, description });
  await services.keys.insert(key);
  return key;
}

/** The vault's default key, made on first need. */
export async function defaultKey(services: KeyServices, vault: VaultId): Promise<CustomerKey> {
  const existing = await services.keys.findDefault(vault);
  if (existing !== null) return existing;
  const key = newKey(services, vault, { isDefault: true, description: '' });
  if ((await services.keys.insert(key)) === 'inserted') return key;
  return defaultKey(services, vault);
}

/**
 * The key that seals a new version: the named one, or the vault's default.
 * @throws DomainError `key-not-found`, `key-disabled`, `key-pending-deletion`
 */
export async function keyForSealing(services: KeyServices, vault: VaultId, keyId: string | null): Promise<CustomerKey> {
  if (keyId !== null) return usableKey(services, vault, keyId);
  const key = await defaultKey(services, vault);
  refuseUnusable(key);
  return key;
}

/** @throws DomainError `key-not-found`, `key-disabled`, `key-pending-deletion` */
export async function usableKey(services: Pick<Services, 'keys'>, vault: VaultId, keyId: string): Promise<CustomerKey> {
  const key = await services.keys.find(vault, keyId);
  if (key === null) throw new DomainError('key-not-found', keyId);
  refuseUnusable(key);
  return key;
}

function newKey(services: KeyServices, vault: VaultId, given: Pick<CustomerKey, 'isDefault' | 'description'>): CustomerKey {
  const id = services.ids.uuid();
  return {
    vault,
    id,
    ...given,
    state: 'enabled',
    createdAt: services.clock.now(),
    attributes: {},
    sealedMaterial: services.sealer.newKeyMaterial(vault, id),
    revision: 1,
  };
}
