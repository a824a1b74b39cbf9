import { type Awaitable, andThen } from '../awaitable.ts';
import { DomainError } from '../errors.ts';
import { type CustomerKey, rejectUnusable } from '../model/key.ts';
import { isSymmetric } from '../model/key-spec.ts';
import { keyAsOf } from '../model/key-states.ts';
import type { VaultId } from '../model/vault.ts';
import type { Clock } from '../ports/clock.ts';
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
  return andThen(findKey(services, ref), requireKey, ref, services.clock);
}

/** The key as a store has it, for a commit, and as it is at this time. */
export function loadStoredKey(
  services: LoadServices,
  ref: KeyRef,
): Awaitable<{ readonly stored: CustomerKey; readonly current: CustomerKey }> {
  return andThen(findKey(services, ref), (found) => {
    const current = requireKey(found, ref, services.clock);
    return { stored: found ?? current, current };
  });
}

function findKey({ keys }: LoadServices, ref: KeyRef): Awaitable<CustomerKey | null> {
  return 'id' in ref ? keys.find(ref.vault, ref.id) : keys.findByAlias(ref.vault, ref.alias);
}

function requireKey(stored: CustomerKey | null, ref: KeyRef, clock: Clock): CustomerKey {
  const current = stored === null ? null : keyAsOf(stored, clock.now());
  if (current === null)
    throw new DomainError('id' in ref ? 'key-not-found' : 'key-alias-not-found', keyRefText(ref), ref.vault);
  return current;
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
  return andThen(loadKey(services, { vault, id: keyId }), requireUsable);
}

function requireUsable(key: CustomerKey): CustomerKey {
  rejectUnusable(key);
  if (!isSymmetric(key.spec)) throw new DomainError('key-operation-unsupported', key.id);
  return key;
}
