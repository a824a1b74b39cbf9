import type { DoorParts, Exchange, Permissions } from '@dragoman/protocol-kit';

import type { Caller } from './auth/caller.ts';
import { principalOf } from './auth/principal.ts';
import type { TenantContext } from './auth/tenant.ts';
import type { AliyunContext } from './operation.ts';
import type { RamCheck } from './ram/request.ts';
import type { AliyunSettings } from './settings.ts';
import { vaultAt } from './tenant-address.ts';

/** Who calls, where, and what the request may do. */
interface Called {
  readonly exchange: Exchange;
  readonly caller: Caller;
  readonly tenant: TenantContext;
  readonly permissions: Permissions<RamCheck>;
}

/** What an operation works with. */
export function contextOf(
  parts: DoorParts<AliyunSettings>,
  permissionsOf: AliyunContext['permissionsOf'],
  { exchange, caller, tenant, permissions }: Called,
): AliyunContext {
  return {
    ...tenant,
    services: parts.services,
    settings: parts.settings,
    authMode: parts.authMode,
    caller,
    actor: caller.identity.name,
    permissions,
    permissionsOf,
    principal: () => principalOf(caller, exchange),
    vaultOfAccount: (account, region = tenant.region) => vaultAt(parts.bindings, { account, region }),
    authority: async () => (await parts.authority?.()) ?? null,
    host: exchange.request.headers['host'] ?? '',
  };
}
