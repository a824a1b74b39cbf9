import { type VaultBindings, type VaultId, vaultOf } from '@dragoman/core';

import { DOOR } from './names.ts';

/** An account in a region: what ARNs are made of. */
export interface Tenant {
  readonly region: string;
  readonly account: string;
}

/** What configuration and quotas know a tenant by. */
export function tenantAddress({ account, region }: Tenant): string {
  return `${account}/${region}`;
}

/** The vault behind an account and region. */
export function vaultAt(bindings: VaultBindings, tenant: Tenant): VaultId {
  return vaultOf(bindings, { door: DOOR, key: tenantAddress(tenant) });
}
