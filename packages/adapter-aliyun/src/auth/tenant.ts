import { type VaultBindings, type VaultId, mayUse } from '@dragoman/core';
import type { RequestHead } from '@dragoman/protocol-kit';

import { REQUEST_HELP } from '../messages/requests.ts';
import type { Caller } from './caller.ts';
import { invalidParameter } from '../errors/kms-errors.ts';
import { DOOR } from '../names.ts';
import { rejection } from '../errors/rejections.ts';
import type { AliyunSettings } from '../settings.ts';
import { type Tenant, tenantAddress, vaultAt } from '../tenant-address.ts';

const KMS_HOST = /^kms(?:-vpc)?\.([a-z0-9-]+)\.aliyuncs\.com(?::\d+)?$/i;
const REGION = /^[a-z0-9-]{1,64}$/;

/** Where a request works: what its ARNs are made of, and the vault behind it. */
export interface TenantContext extends Tenant {
  readonly vault: VaultId;
  /**
   * Where what is named by its ARN is kept, of another account whose secret or key has a policy of its own: the
   * request's checks put it there, so that it runs on it once they passed.
   */
  shared: ReadonlyMap<string, VaultId> | null;
}

/**
 * The account and region that a request works in, and the vault behind them.
 * @throws VendorError InvalidParameter for a RegionId that cannot be one
 */
export function tenantOf(
  head: RequestHead,
  params: ReadonlyMap<string, string>,
  { account, region: own }: Caller,
  { settings, bindings }: { readonly settings: AliyunSettings; readonly bindings: VaultBindings },
): TenantContext {
  const region = regionOf(head, params) ?? own ?? settings.default_region;
  return { region, account, vault: vaultAt(bindings, { account, region }), shared: null };
}

/** @throws VendorError Forbidden.NoPermission */
export function rejectOtherTenants({ identity }: Caller, tenant: TenantContext): void {
  const key = tenantAddress(tenant);
  if (mayUse(identity, { door: DOOR, key })) return;
  throw rejection('noPermission', REQUEST_HELP.addressDenied({ identityName: identity.name, key }));
}

/** The host names the region; clients of a custom endpoint send RegionId, if anything. */
function regionOf(head: RequestHead, params: ReadonlyMap<string, string>): string | undefined {
  const byHost = KMS_HOST.exec(head.headers['host'] ?? '')?.[1];
  if (byHost !== undefined) return byHost.toLowerCase();
  const byParameter = params.get('RegionId');
  if (byParameter === undefined || byParameter === '') return undefined;
  if (!REGION.test(byParameter)) throw invalidParameter('RegionId');
  return byParameter;
}
