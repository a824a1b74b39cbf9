import type { Services, VaultId } from '@dragoman/core';
import { type AuthMode, type Operation, operationFactory, type Permissions } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import type { AliyunSettings } from '../settings.ts';
import type { Tenant } from '../tenant-address.ts';
import type { AccessCheck } from './access.ts';
import type { MESSAGES } from './messages.ts';
import type { InstanceAnswer } from './response.ts';

/** What an operation of the instance works with. */
export interface InstanceContext extends Tenant {
  readonly services: Services;
  readonly settings: AliyunSettings;
  /** What is in no instance, or in another, is not there in strict mode. */
  readonly authMode: AuthMode;
  readonly vault: VaultId;
  /** No other account shares anything here. */
  readonly shared: null;
  /** `null` where the account has none. */
  readonly instanceId: string | null;
  readonly permissions: Permissions<AccessCheck>;
  /** The version of the key that the request's header names; `null` where it names none. */
  readonly keyVersionId: string | null;
}

export type InstanceOperationName = keyof typeof MESSAGES;

/** What the operations of the instance have beside their schema: nothing but a message for their name. */
export interface InstanceMeta {
  readonly name: InstanceOperationName;
  run(context: InstanceContext, input: never): Promise<InstanceAnswer>;
}

export type InstanceOperation = InstanceMeta & Operation<InstanceContext>;

/** Declares an operation; its input is the request's message without the fields that have their default. */
export const defineInstanceOperation = operationFactory<InstanceContext, InstanceMeta>();

/** The bytes of a field; what is not on the wire is absent, as is an empty one. */
export const Bytes = Type.Unsafe<Uint8Array>({});
