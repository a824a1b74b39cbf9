import type { Identity, Services, VaultId } from '@dragoman/core';

import { DOOR } from '../names.ts';
import { putResource } from '../put-resource.ts';
import { type Named, accountOf, domainVault } from './account.ts';

/** What is kept of a user beside the identity. Times are Unix milliseconds. */
export type UserRecord = { readonly passwordChangedAt: number };

/** An IAM user: a registered identity that this dialect knows, with what was changed of it. */
export interface User extends Named {
  readonly domain: Named;
  readonly record: UserRecord | null;
}

const KIND = 'huawei.user';

/** The users of the caller's domain, by name. */
export async function usersOfDomain(
  services: Pick<Services, 'identities' | 'resources'>,
  caller: Identity,
): Promise<User[]> {
  const { domain } = accountOf(caller);
  const identities = await services.identities.list();
  const users = identities
    .filter((identity) => identity.attributes[DOOR]?.['user'] !== undefined)
    .map(accountOf)
    .filter((account) => account.domain.id === domain.id)
    .map(async ({ user }) => ({
      ...user,
      domain,
      record: await recordOf(services, domainVault(accountOf(caller)), user.id),
    }));
  return (await Promise.all(users)).sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Keeps that a user's password was changed. */
export async function recordPasswordChange(services: Services, caller: Identity, at: number): Promise<void> {
  const account = accountOf(caller);
  await putResource(services, { vault: domainVault(account), kind: KIND, id: account.user.id }, {
    passwordChangedAt: at,
  } satisfies UserRecord);
}

async function recordOf(
  { resources }: Pick<Services, 'resources'>,
  vault: VaultId,
  userId: string,
): Promise<UserRecord | null> {
  return ((await resources.find(vault, KIND, userId))?.body as UserRecord | undefined) ?? null;
}
