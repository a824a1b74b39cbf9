import type { CustomerKey } from '../model/key.ts';
import { keyDueAt } from '../model/key-rotation.ts';
import {
  type KeyPolicy,
  cancelKeyDeletion,
  deleteMaterial,
  disableKey,
  enableKey,
  scheduleKeyDeletion,
} from '../model/key-states.ts';
import type { Json } from '../model/secret.ts';
import type { Services } from '../services.ts';
import { type KeyRef, keyRefText, loadStoredKey } from './load-key.ts';
import { STALE, retryOnConflict } from './retry-on-conflict.ts';

type ChangeServices = Pick<Services, 'keys' | 'clock'>;

/**
 * Changes one key: loads it as it is at this time, lets `decide` work on it, commits once; decided again when another
 * writer was faster. A decision that answers the key it was given, where that is what is stored, commits nothing.
 * @throws DomainError `key-not-found`, `key-alias-not-found`, `too-many-conflicts`, and what `decide` throws
 */
export async function changeKey(
  services: ChangeServices,
  ref: KeyRef,
  decide: (key: CustomerKey, now: number) => CustomerKey | Promise<CustomerKey>,
): Promise<CustomerKey> {
  return retryOnConflict(keyRefText(ref), async () => {
    const { stored, current } = await loadStoredKey(services, ref);
    const decided = await decide(current, services.clock.now());
    if (decided === stored) return stored;
    const after = { ...decided, dueAt: keyDueAt(decided), revision: stored.revision + 1 };
    return (await services.keys.commit(after, stored.revision)) === 'committed' ? after : STALE;
  });
}

/** What describes a key and does not change what it does; what is absent stays. */
export interface UpdateKey {
  readonly description?: string;
  /** Whether its deletion is rejected from now on. */
  readonly isProtected?: boolean;
  /** Attributes of one dialect to set among those it has. */
  readonly attributes?: { readonly dialect: string; readonly set: { readonly [key: string]: Json } };
}

/** @throws DomainError `key-not-found`, `key-alias-not-found` */
export async function updateKey(services: ChangeServices, ref: KeyRef, changes: UpdateKey): Promise<CustomerKey> {
  return changeKey(services, ref, (key) => {
    const { description = key.description, isProtected = key.isProtected, attributes } = changes;
    const described = { ...key, description, isProtected };
    if (attributes === undefined) return described;
    const own = { ...key.attributes[attributes.dialect], ...attributes.set };
    return { ...described, attributes: { ...key.attributes, [attributes.dialect]: own } };
  });
}

/** A change of state, by the rules of a dialect. */
export type KeyStateChange = { readonly ref: KeyRef; readonly policy: KeyPolicy } & (
  | { readonly action: 'enable' | 'disable' | 'cancel-deletion' | 'delete-material' }
  | { readonly action: 'schedule-deletion'; readonly days: number }
);

/**
 * Changes the state of a key.
 * @throws DomainError `key-not-found`, `key-alias-not-found`, `key-origin-rejected` (on deletion of material),
 * `key-transition-rejected`, `key-deletion-protected`, in this order
 */
export async function changeKeyState(services: ChangeServices, change: KeyStateChange): Promise<CustomerKey> {
  return changeKey(services, change.ref, (key, now) => {
    switch (change.action) {
      case 'enable':
        return enableKey(key, change.policy);
      case 'disable':
        return disableKey(key, change.policy);
      case 'cancel-deletion':
        return cancelKeyDeletion(key, change.policy);
      case 'delete-material':
        return deleteMaterial(key, change.policy);
      case 'schedule-deletion':
        return scheduleKeyDeletion(key, change.days, change.policy, now);
    }
  });
}
