import { Type } from '@sinclair/typebox';
import { DomainError } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { type MadeUser, isMade } from '../../account/user-changes.ts';
import type { User, UserProfile } from '../../account/users.ts';
import { iamUserError } from '../../errors/iam-users.ts';
import { characterTypes } from '../../account/character-types.ts';

/** A user as requests give it (CreateUser, UpdateUser); what may be left out depends on the call. */
export const userFields = {
  name: Type.String({ pattern: '^(?![0-9])[a-zA-Z0-9 _.-]{1,64}$' }),
  domain_id: Type.String(),
  password: Type.String(),
  email: Type.String({ maxLength: 255, pattern: '^(|[^\\s@]+@[^\\s@]+)$' }),
  areacode: Type.String({ pattern: '^[0-9]{0,8}$' }),
  phone: Type.String({ pattern: '^[0-9]{0,32}$' }),
  description: Type.String({ maxLength: 255, pattern: '^[^@#%&<>\\\\$^*]*$' }),
  access_mode: Type.Union([Type.Literal('default'), Type.Literal('programmatic'), Type.Literal('console')]),
  enabled: Type.Boolean(),
  pwd_status: Type.Boolean(),
  xuser_id: Type.String({ maxLength: 128 }),
  xuser_type: Type.String({ maxLength: 64 }),
};

export const userPath = Type.Object({ user_id: Type.String() });

/** What a request gives of a user's profile. */
export interface GivenProfile {
  readonly description?: string;
  readonly email?: string;
  readonly areacode?: string;
  readonly phone?: string;
  readonly access_mode?: UserProfile['accessMode'];
  readonly enabled?: boolean;
  readonly pwd_status?: boolean;
  readonly xuser_id?: string;
  readonly xuser_type?: string;
}

/** The profile of a user, or what of it is given. */
export function profileFromWire(given: GivenProfile): Partial<UserProfile> {
  const fields = {
    description: given.description,
    email: given.email,
    areacode: given.areacode,
    phone: given.phone,
    accessMode: given.access_mode,
    enabled: given.enabled,
    passwordReset: given.pwd_status,
    xuserId: given.xuser_id,
    xuserType: given.xuser_type,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/**
 * By IAM's default policy: 6 to 32 characters of two types or more, not the user's name in either direction.
 * @throws InvalidInputError
 */
export function checkPassword(password: string, userName: string): void {
  const names = [userName, Array.from(userName).reverse().join('')];
  if (password.length < 6 || password.length > 32 || characterTypes(password) < 2 || names.includes(password))
    throw new InvalidInputError(
      'body.user.password',
      'password',
      "body.user.password needs 6 to 32 characters of two types, and may not be the user's name",
    );
}

/** @NOTE unverified: where the steps are */
export function passwordStrength(password: string): UserProfile['passwordStrength'] {
  const types = characterTypes(password);
  if (types >= 4 && password.length >= 12) return 'High';
  return types >= 3 ? 'Middle' : 'Low';
}

/** A user that can be changed. @throws VendorError IAM.0003 for one of the gateway's own */
export function changeable(user: User): MadeUser {
  if (!isMade(user)) throw iamUserError('forbidden', `${user.name} was not made through IAM, and is not changed by it`);
  return user;
}

/** @throws VendorError IAM.0004 or 1109 where a user is missed or its name taken */
export function rejectedUser(error: unknown): never {
  if (error instanceof DomainError && error.code === 'resource-not-found')
    throw iamUserError('missing', `the domain has no user ${error.subject}`);
  if (error instanceof DomainError && error.code === 'resource-exists')
    throw iamUserError('nameExists', `there is a user named ${error.subject}`);
  throw error;
}

/** A user as the calls that make and change one answer it. */
export function changedUserToWire({ id, name, domain, record: { profile } }: MadeUser): object {
  return {
    id,
    name,
    domain_id: domain.id,
    description: profile.description,
    email: profile.email,
    areacode: profile.areacode,
    phone: phoneOf(profile),
    access_mode: profile.accessMode,
    enabled: profile.enabled,
    status: profile.enabled ? 1 : 0,
    pwd_status: profile.passwordReset,
    xuser_id: profile.xuserId,
    xuser_type: profile.xuserType,
    xdomain_id: '',
    xdomain_type: '',
    is_domain_owner: false,
    create_time: userTime(profile.createdAt),
    password_expires_at: null,
    default_project_id: null,
  };
}

/** A user as ShowUser has it. Of the gateway's own there is no more than their names. */
export function userDetailToWire(user: User, origin: string): object {
  const profile = user.record?.profile;
  return {
    id: user.id,
    name: user.name,
    domain_id: user.domain.id,
    links: { self: `${origin}/v3.0/OS-USER/users/${user.id}` },
    description: profile?.description ?? '',
    email: profile?.email ?? '',
    areacode: profile?.areacode ?? '',
    phone: profile === undefined ? '' : phoneOf(profile),
    access_mode: profile?.accessMode ?? 'default',
    enabled: profile?.enabled ?? true,
    pwd_status: profile?.passwordReset ?? false,
    pwd_strength: profile?.passwordStrength ?? 'None',
    xuser_id: profile?.xuserId ?? '',
    xuser_type: profile?.xuserType ?? '',
    is_domain_owner: profile === undefined,
    create_time: timeOrNull(profile?.createdAt),
    update_time: timeOrNull(profile?.updatedAt),
    last_login_time: null,
    last_pwd_auth_time: null,
    pwd_create_time: timeOrNull(user.record?.passwordChangedAt),
    modify_pwd_time: timeOrNull(user.record?.passwordChangedAt),
  };
}

/** A user as Keystone's calls have it. */
export function keystoneUserToWire(user: User, origin: string): object {
  const profile = user.record?.profile;
  return {
    id: user.id,
    name: user.name,
    domain_id: user.domain.id,
    description: profile?.description ?? '',
    enabled: profile?.enabled ?? true,
    pwd_status: profile?.passwordReset ?? false,
    pwd_strength: profile?.passwordStrength ?? 'None',
    access_mode: profile?.accessMode ?? 'default',
    password_expires_at: null,
    last_project_id: '',
    links: { self: `${origin}/v3/users/${user.id}`, next: null, previous: null },
  };
}

export function loginProtectionToWire({ id, record }: User): object {
  const { enabled = false, method = 'none' } = record?.profile?.loginProtection ?? {};
  return { user_id: id, enabled, verification_method: method };
}

/** With the code of its country before a dash, which Terraform's provider cuts off. */
function phoneOf({ areacode, phone }: UserProfile): string {
  return phone === '' ? '' : `${areacode}-${phone}`;
}

function timeOrNull(time: number | null | undefined): string | null {
  return typeof time === 'number' ? userTime(time) : null;
}

/** As `2022-03-31 16:46:02.964`. */
function userTime(time: number): string {
  return new Date(time).toISOString().replace('T', ' ').replace('Z', '');
}
