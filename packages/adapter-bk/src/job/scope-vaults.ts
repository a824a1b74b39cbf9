import { type VaultBindings, type VaultId, addressText } from '@dragoman/core';

import { DOOR, SCOPE_TYPES, type Scope } from '../names.ts';

/** A vault and the scope that leads to it. */
export interface ScopeVault {
  readonly vault: VaultId;
  readonly scope: Scope;
}

/**
 * Where things are that belong to the platform and to no scope. No scope has an empty key, so no scope leads there.
 */
export const PLATFORM: ScopeVault = { vault: addressText({ door: DOOR, key: '' }), scope: { type: 'biz', id: '' } };

/** The first scope that leads to the vault; `null` where only other doors do. */
export function scopeOfVault(vault: VaultId, bindings: VaultBindings): Scope | null {
  const bound = [...bindings].filter(([, target]) => target === vault).map(([address]) => address);
  return [...bound, vault].map(scopeOfAddress).find((scope) => scope !== null) ?? null;
}

function scopeOfAddress(address: string): Scope | null {
  const [type, ...id] = address.startsWith(`${DOOR}:`) ? address.slice(DOOR.length + 1).split('/') : [];
  const known = SCOPE_TYPES.find((candidate) => candidate === type);
  return known === undefined || id.length === 0 ? null : { type: known, id: id.join('/') };
}
