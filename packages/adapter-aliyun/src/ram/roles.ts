import { createDialectRecord, type Json, type Services } from '@dragoman/core';

import type { StoredPolicy } from './stored-policies.ts';

/** A role that can be assumed. */
export interface Role {
  /** What it may do; absent, everything of its account. */
  readonly policies?: readonly StoredPolicy[];
  /** Whom it trusts; absent, whoever of its account may assume it. */
  readonly trust?: Json;
  /** How long a session of it may be, in seconds. */
  readonly maxSession: number;
}

const KIND = 'aliyun.role';

/** A vault that no address leads to: addresses name a region too. */
function vaultOf(account: string): string {
  return `aliyun:${account}`;
}

export async function findRole(
  { resources }: Pick<Services, 'resources'>,
  account: string,
  name: string,
): Promise<Role | null> {
  return ((await resources.find(vaultOf(account), KIND, name))?.body as Role | undefined) ?? null;
}

/** Whether an account has roles that are kept; where it has none, any can be assumed. */
export async function keepsRoles({ resources }: Pick<Services, 'resources'>, account: string): Promise<boolean> {
  return (await resources.count(vaultOf(account), KIND)) > 0;
}

/** @throws DomainError `resource-exists` */
export async function createRole(
  services: Pick<Services, 'resources' | 'clock'>,
  account: string,
  name: string,
  { policies, trust, maxSession }: Role,
): Promise<void> {
  const body: Record<string, Json> = {
    maxSession,
    ...(policies !== undefined && { policies: policies.map((policy) => ({ ...policy })) }),
    ...(trust !== undefined && { trust }),
  };
  await createDialectRecord(services, { vault: vaultOf(account), kind: KIND, id: name, body });
}
