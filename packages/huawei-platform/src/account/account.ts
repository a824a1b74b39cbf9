import { type TenantAddress, type Identity, type Json, type VaultId } from '@dragoman/core';
import { sha256Hex } from '@dragoman/protocol-kit';

import { DOOR } from '../names.ts';

/** A name and the id that IAM knows it by. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What IAM shows of an identity. */
export interface Account {
  readonly domain: Named;
  readonly user: Named;
  /** The project that stands for the identity's data when a request names none. */
  readonly project: Named;
}

/** The documented development account; its project is bound to the `default` vault. */
export const DEVELOPMENT_ACCOUNT: Account = {
  domain: { id: 'd7a60a000000000000000000000000d0', name: 'dragoman' },
  user: { id: 'd7a60a000000000000000000000000e0', name: 'dragoman' },
  project: { id: 'd7a60a00000000000000000000000001', name: 'cn-north-4' },
};

/** The identity as IAM shows it; one that was made elsewhere belongs to the development account. */
export function accountOf(identity: Identity): Account {
  const own = identity.attributes[DOOR] ?? {};
  const named = (key: keyof Account): Named => namedIn(own[key]) ?? DEVELOPMENT_ACCOUNT[key];
  return { domain: named('domain'), user: named('user'), project: named('project') };
}

/**
 * The project that IAM has for a name. Every name has one, because SDKs look their region up by name and insist on
 * exactly one project: the account's own by its name, any other by an id that follows from domain and name.
 */
export function projectNamed(account: Account, name: string): Named {
  return name === account.project.name ? account.project : { id: derivedId(account.domain.id, name), name };
}

/** The project that has an id. One that is known by its id alone is named as a sub-project of the account's own is. */
export function projectById(account: Account, id: string): Named {
  return id === account.project.id ? account.project : { id, name: `${account.project.name}_${id}` };
}

/** Where what belongs to a whole domain is kept, rather than to one of its projects. */
export function domainVault(account: Account): VaultId {
  return `${DOOR}:domain:${account.domain.id}`;
}

/** Where the data of a project is. */
export function projectAddress(projectId: string): TenantAddress {
  return { door: DOOR, key: projectId };
}

function derivedId(domainId: string, name: string): string {
  return sha256Hex(`project ${domainId} ${name}`).slice(0, 32);
}

function namedIn(value: Json | undefined): Named | null {
  const { id, name } = (value ?? {}) as { readonly id?: Json; readonly name?: Json };
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
}
