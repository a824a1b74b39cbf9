import { type Identity, type VaultBindings, mayUse, vaultOf } from '@dragoman/core';
import { type RequestHead, VendorError } from '@dragoman/protocol-kit';

import { invalidParameter } from '../errors.ts';
import { DOOR } from '../names.ts';
import type { AliyunSettings } from '../settings.ts';
import type { Place } from './secret-name.ts';

const KMS_HOST = /^kms(?:-vpc)?\.([a-z0-9-]+)\.aliyuncs\.com(?::\d+)?$/i;
const REGION = /^[a-z0-9-]{1,64}$/;

/**
 * The account and region that a request works in, and the vault behind them.
 * @throws VendorError InvalidParameter for a RegionId that cannot be one, Forbidden.NoPermission
 */
export function placeOf(
  head: RequestHead,
  params: ReadonlyMap<string, string>,
  caller: Identity,
  { settings, bindings }: { readonly settings: AliyunSettings; readonly bindings: VaultBindings },
): Place {
  const region = regionOf(head, params) ?? settings.default_region;
  const account = caller.attributes[DOOR]?.['account_id'];
  const accountId = typeof account === 'string' ? account : settings.default_account_id;
  const address = { door: DOOR, key: `${accountId}/${region}` };
  if (!mayUse(caller, address)) {
    const help = `identity ${caller.name} may not use ${address.key}`;
    throw new VendorError(403, 'Forbidden.NoPermission', 'This operation is forbidden by permission system.', help);
  }
  return { region, account: accountId, vault: vaultOf(bindings, address) };
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
