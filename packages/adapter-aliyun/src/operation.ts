import type { Services, VaultId } from '@dragoman/core';
import { type AuthMode, type Operation, type Permissions, operationFactory } from '@dragoman/protocol-kit';

import type { Caller } from './auth/caller.ts';
import type { RamCheck, RamPrincipal } from './ram/request.ts';
import type { OwnRejections } from './errors/kms-errors.ts';
import type { AliyunSettings } from './settings.ts';
import type { Quota } from './throttle.ts';
import type { TenantContext } from './auth/tenant.ts';

/** What an operation works with. */
export interface AliyunContext extends TenantContext {
  readonly services: Services;
  readonly settings: AliyunSettings;
  readonly authMode: AuthMode;
  readonly caller: Caller;
  /** The name of the caller, recorded as who made or changed something. */
  readonly actor: string;
  /** What the request may do. */
  readonly permissions: Permissions<RamCheck>;
  /**
   * Asks for somebody who is not the caller, or who states no rights and so is asked about policies alone that deny;
   * `null` where none count.
   */
  readonly permissionsOf: ((principal: RamPrincipal) => Permissions<RamCheck>) | null;
  /** Who calls, as policies know them. */
  principal(): RamPrincipal;
  /** The vault behind another account or region; of the request where no region is given. */
  vaultOfAccount(account: string, region?: string): VaultId;
  /** The CA certificate of the gateway, as PEM; `null` where it has none of its own. */
  authority(): Promise<string | null>;
  /** The host that the client called, with its port. */
  readonly host: string;
}

/** What a table row says beside its schema. */
export interface OperationMeta {
  /**
   * What the caller must be allowed, in the vendor's order (page "Use RAM to control access to KMS resources"): the
   * action on the very resource. A line of the table that says nothing does not compile.
   */
  readonly checks: unknown;
  /** Set where a caller without rights of its own is asked for nothing but what the operation finds. */
  readonly asksWhenFound?: true;
  /** Set where one method alone is served; GET and POST else. */
  readonly method?: 'GET' | 'POST';
  /** Set where the operation takes DryRun, and so never changes anything. */
  readonly takesDryRun?: true;
  /** Set where a request needs no signature. */
  readonly unsigned?: true;
  /** What a call of KMS counts for; the quota of secrets' operations else. */
  readonly quota?: Quota;
  readonly rejections?: OwnRejections;
}

export type AliyunOperation = OperationMeta & Operation<AliyunContext>;

/** Declares an operation; it answers a WireObject without RequestId. */
export const defineOperation = operationFactory<AliyunContext, OperationMeta>();
