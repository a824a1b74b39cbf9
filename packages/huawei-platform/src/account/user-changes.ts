import {
  DomainError,
  type Identity,
  type NewAccessCredential,
  type Services,
  findAccessCredential,
  hexId,
  registerIdentity,
} from '@dragoman/core';

import { DOOR } from '../names.ts';
import { putResource } from './put-resource.ts';
import { accountOf, domainVault } from './account.ts';
import { USERS, type User, type UserProfile, type UserRecord, usersOfDomain } from './users.ts';

/** What a new user is made of. */
export interface NewUser {
  readonly name: string;
  readonly password: string | null;
  readonly profile: Omit<UserProfile, 'createdAt' | 'updatedAt' | 'loginProtection'>;
}

/** What of a user is changed; what is left out stays. */
export interface UserChange {
  readonly name?: string;
  readonly password?: string;
  readonly profile?: Partial<UserProfile>;
}

/** A user that IAM made. */
export type MadeUser = User & { readonly record: UserRecord & { readonly profile: UserProfile } };

/** Whether a user was made through IAM; the others are the gateway's own, and nobody changes them here. */
export function isMade(user: User): user is MadeUser {
  return user.record?.profile !== undefined;
}

/** The user of an id in the caller's domain. @throws DomainError `resource-not-found` */
export async function loadUser(
  services: Pick<Services, 'identities' | 'resources'>,
  caller: Identity,
  id: string,
): Promise<User> {
  const user = (await usersOfDomain(services, caller)).find((candidate) => candidate.id === id);
  if (user === undefined) throw new DomainError('resource-not-found', id);
  return user;
}

/**
 * Makes a user of the caller's domain. It belongs to no group, so that it may log in and work in no project.
 * @throws DomainError `resource-exists` where the name is taken
 */
export async function makeUser(services: Services, caller: Identity, given: NewUser): Promise<MadeUser> {
  await rejectTakenName(services, caller, given.name);
  const account = accountOf(caller);
  const user = { id: hexId(services.ids), name: given.name };
  const identity = identityOf(account, user);
  await registerIdentity(services, identity, passwordOf(account.domain.name, given.name, given.password));
  const now = services.clock.now();
  const record = {
    passwordChangedAt: given.password === null ? null : now,
    profile: {
      ...given.profile,
      loginProtection: { enabled: false, method: 'none' },
      createdAt: now,
      updatedAt: null,
    },
  };
  await putResource(services, { vault: domainVault(account), kind: USERS, id: user.id }, record);
  return { ...user, identityId: identity.id, domain: account.domain, record };
}

/** Changes a user. A new name or password ends what tokens the user has. @throws DomainError `resource-exists` */
export async function changeUser(
  services: Services,
  caller: Identity,
  user: MadeUser,
  change: UserChange,
): Promise<MadeUser> {
  const { name = user.name, password } = change;
  const account = accountOf(caller);
  if (name !== user.name) await rejectTakenName(services, caller, name);
  if (name !== user.name || password !== undefined) {
    const held = await findAccessCredential(services, 'password', `${account.domain.name}/${user.name}`);
    const kept = password ?? held?.secret ?? null;
    await registerIdentity(
      services,
      identityOf(account, { id: user.id, name }),
      passwordOf(account.domain.name, name, kept),
    );
  }
  const now = services.clock.now();
  const record = {
    passwordChangedAt: password === undefined ? user.record.passwordChangedAt : now,
    profile: { ...user.record.profile, ...change.profile, updatedAt: now },
  };
  await putResource(services, { vault: domainVault(account), kind: USERS, id: user.id }, record);
  return { ...user, name, record };
}

/** Removes a user with everything that it can show. */
export async function removeUser(services: Services, caller: Identity, user: MadeUser): Promise<void> {
  const vault = domainVault(accountOf(caller));
  await services.identities.remove(user.identityId);
  const record = await services.resources.find(vault, USERS, user.id);
  if (record !== null) await services.resources.remove(vault, USERS, user.id, record.revision);
}

async function rejectTakenName(services: Services, caller: Identity, name: string): Promise<void> {
  const taken = (await usersOfDomain(services, caller)).some((user) => user.name === name);
  if (taken) throw new DomainError('resource-exists', name);
}

function identityOf(
  { domain, project }: ReturnType<typeof accountOf>,
  user: { readonly id: string; readonly name: string },
): Identity {
  return {
    id: user.id,
    name: user.name,
    addresses: [],
    attributes: { [DOOR]: { domain: { ...domain }, user: { ...user }, project: { ...project } } },
  };
}

function passwordOf(domainName: string, name: string, password: string | null): NewAccessCredential[] {
  if (password === null) return [];
  return [{ kind: 'password', lookup: `${domainName}/${name}`, secret: password, expiresAt: null }];
}
