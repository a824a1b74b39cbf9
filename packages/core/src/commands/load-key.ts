import { type Awaitable, andThen } from '../awaitable.ts';
import { DomainError } from '../errors.ts';
import { type CustomerKey, rejectUnusable } from '../model/key.ts';
import { isSymmetric } from '../model/key-spec.ts';
import { keyAsOf } from '../model/key-states.ts';
import type { VaultId } from '../model/vault.ts';
import type { Services } from '../services.ts';

type LoadServices = Pick<Services, 'keys' | 'clock'>;

/** How a caller names a key: by id or by an alias, in a vault. */
export type KeyRef =
  { readonly vault: VaultId; readonly id: string } | { readonly vault: VaultId; readonly alias: string };

/**
 * Loads a key as it is at this time: one whose deletion fell due is gone, expired material is gone too, even before a
 * sweep.
 * @throws DomainError `key-not-found`, `key-alias-not-found`
 */
export function loadKey(services: LoadServices, ref: KeyRef): Awaitable<CustomerKey> {
  return andThen(loadStoredKey(services, ref), ({ current }) => current);
}

/** The key as a store has it, for a commit, and as it is at this time. */
export function loadStoredKey(
  { keys, clock }: LoadServices,
  ref: KeyRef,
): Awaitable<{ readonly stored: CustomerKey; readonly current: CustomerKey }> {
  const found = 'id' in ref ? keys.find(ref.vault, ref.id) : keys.findByAlias(ref.vault, ref.alias);
  return andThen(found, (stored) => {
    const current = stored === null ? null : keyAsOf(stored, clock.now());
    if (stored === null || current === null)
      throw new DomainError('id' in ref ? 'key-not-found' : 'key-alias-not-found', keyRefText(ref), ref.vault);
    return { stored, current };
  });
}

/** The id or alias in the reference, for messages. */
export function keyRefText(ref: KeyRef): string {
  return 'id' in ref ? ref.id : ref.alias;
}

/**
 * A key that seals values, usable.
 * @throws DomainError `key-not-found`, `key-disabled`, `key-pending-deletion`, `key-pending-import`,
 * `key-operation-unsupported`
 */
export function usableKey(services: LoadServices, vault: VaultId, keyId: string): Awaitable<CustomerKey> {
  return andThen(loadKey(services, { vault, id: keyId }), (key) => {
    rejectUnusable(key);
    if (!isSymmetric(key.spec)) throw new DomainError('key-operation-unsupported', keyId);
    return key;
  });
}
