import type { Services } from '@dragoman/core';
import { type AuthMode, type Operation, operationFactory } from '@dragoman/protocol-kit';

import type { Caller } from './auth/caller.ts';
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
  /** The host that the client called, with its port. */
  readonly host: string;
}

/** What a table row says beside its schema. */
export interface OperationMeta {
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
