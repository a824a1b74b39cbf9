import type { Identity, Services, VaultId } from '@dragoman/core';

import { DOOR } from '../names.ts';
import { agencyOf } from './agencies.ts';
import { putResource } from './put-resource.ts';
import { type Named, accountOf, domainVault } from './account.ts';

/** What IAM knows of a user that was made through it. */
export type UserProfile = {
  readonly description: string;
  readonly email: string;
  readonly areacode: string;
  readonly phone: string;
  readonly accessMode: 'default' | 'programmatic' | 'console';
  readonly enabled: boolean;
  /** Whether the password is to be changed at the first login. */
  readonly passwordReset: boolean;
  readonly passwordStrength: 'Low' | 'Middle' | 'High' | 'None';
  readonly xuserId: string;
  readonly xuserType: string;
  readonly loginProtection: { readonly enabled: boolean; readonly method: string };
  readonly createdAt: number;
  readonly updatedAt: number | null;
};

/**
 * What is kept of a user beside the identity. Times are Unix milliseconds. Only one that was made through IAM has a
 * profile.
 */
export type UserRecord = { readonly passwordChangedAt: number | null; readonly profile?: UserProfile };

/** An IAM user: a registered identity that this dialect knows, with what was changed of it. */
export interface User extends Named {
  /** Of the identity. */
  readonly identityId: string;
  readonly domain: Named;
  readonly record: UserRecord | null;
}

export const USERS = 'huawei.user';

/** The users of the caller's domain, by name. */
export async function usersOfDomain(
  services: Pick<Services, 'identities' | 'resources'>,
  caller: Identity,
): Promise<User[]> {
  const { domain } = accountOf(caller);
  const identities = await services.identities.list();
  const users = identities
    .filter((identity) => identity.attributes[DOOR]?.['user'] !== undefined && agencyOf(identity) === null)
    .filter((identity) => accountOf(identity).domain.id === domain.id)
    .map(async (identity) => ({
      ...accountOf(identity).user,
      identityId: identity.id,
      domain,
      record: await recordOf(services, domainVault(accountOf(caller)), accountOf(identity).user.id),
    }));
  return (await Promise.all(users)).sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Keeps that a user's password was changed. */
export async function recordPasswordChange(services: Services, caller: Identity, at: number): Promise<void> {
  const account = accountOf(caller);
  const vault = domainVault(account);
  const before = await recordOf(services, vault, account.user.id);
  await putResource(services, { vault, kind: USERS, id: account.user.id }, {
    ...before,
    passwordChangedAt: at,
  } satisfies UserRecord);
}

/** Whether somebody may log in: only a user that IAM made can be disabled. */
export async function isEnabled(services: Pick<Services, 'resources'>, identity: Identity): Promise<boolean> {
  const account = accountOf(identity);
  return (await recordOf(services, domainVault(account), account.user.id))?.profile?.enabled ?? true;
}

async function recordOf(
  { resources }: Pick<Services, 'resources'>,
  vault: VaultId,
  userId: string,
): Promise<UserRecord | null> {
  return ((await resources.find(vault, USERS, userId))?.body as UserRecord | undefined) ?? null;
}
