import { Type } from '@sinclair/typebox';

import type { MadeUser } from '../../account/user-changes.ts';
import type { User, UserProfile } from '../../account/users.ts';
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
 * How strong a password is, in ShowUser's words. The pages of 2023 and 2024 have `Medium`, those of other sites
 * `Middle`.
 */
const STRENGTHS = { None: 'None', Low: 'Low', Middle: 'Medium', High: 'Strong' } as const;

/** The same, in KeystoneListUsers' words. */
const LISTED_STRENGTHS = { Low: 'low', Middle: 'mid', High: 'high' } as const;

/** @NOTE unverified: where the steps are */
export function passwordStrength(password: string): UserProfile['passwordStrength'] {
  const types = characterTypes(password);
  if (types >= 4 && password.length >= 12) return 'High';
  return types >= 3 ? 'Middle' : 'Low';
}

/** What CreateUser and UpdateUser answer alike. */
function commonFields({ id, name, domain, record: { profile } }: MadeUser): object {
  return {
    id,
    name,
    domain_id: domain.id,
    description: profile.description,
    email: profile.email,
    areacode: profile.areacode,
    phone: profile.phone,
    access_mode: profile.accessMode,
    enabled: profile.enabled,
    pwd_status: profile.passwordReset,
    xuser_id: profile.xuserId,
    xuser_type: profile.xuserType,
  };
}

/** A new user as CreateUser has it. */
export function madeUserToWire(user: MadeUser): object {
  const { profile } = user.record;
  return {
    ...commonFields(user),
    status: profile.enabled ? 1 : 0,
    xdomain_id: '',
    xdomain_type: '',
    is_domain_owner: false,
    create_time: new Date(profile.createdAt).toISOString().replace('Z', '000'),
    password_expires_at: null,
  };
}

/** A changed user as UpdateUser has it; a password that never expires is left out. */
export function changedUserToWire(user: MadeUser, origin: string): object {
  return { ...commonFields(user), links: { self: linkOf(user, origin) } };
}

/** A user as ShowUser has it. Of the gateway's own there is no more than their names. */
export function userDetailToWire(user: User, origin: string): object {
  const profile = user.record?.profile;
  return {
    id: user.id,
    name: user.name,
    domain_id: user.domain.id,
    links: { self: linkOf(user, origin), next: null, previous: null },
    description: profile?.description ?? '',
    email: profile?.email ?? '',
    areacode: profile?.areacode ?? '',
    phone: phoneOf(profile),
    access_mode: profile?.accessMode ?? 'default',
    enabled: profile?.enabled ?? true,
    pwd_status: profile?.passwordReset ?? false,
    pwd_strength: STRENGTHS[profile?.passwordStrength ?? 'None'],
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

/** A user as Keystone's calls have it. What concerns a password is left out where there is none. */
export function keystoneUserToWire(user: User, origin: string): object {
  const profile = user.record?.profile;
  return {
    id: user.id,
    name: user.name,
    domain_id: user.domain.id,
    description: profile?.description ?? '',
    enabled: profile?.enabled ?? true,
    ...(profile?.passwordStrength !== 'None' && { pwd_status: profile?.passwordReset ?? false }),
    password_expires_at: null,
    links: { self: `${origin}/v3/users/${user.id}`, next: null, previous: null },
  };
}

/** A user in a list of Keystone's, which tells of passwords what the call for one user does not. */
export function listedUserToWire(user: User, origin: string): object {
  const strength = user.record?.profile?.passwordStrength ?? 'None';
  return {
    ...keystoneUserToWire(user, origin),
    ...(strength !== 'None' && { pwd_strength: LISTED_STRENGTHS[strength] }),
  };
}

export function loginProtectionToWire({ id, record }: User): object {
  const { enabled = false, method = 'none' } = record?.profile?.loginProtection ?? {};
  return { user_id: id, enabled, verification_method: method };
}

/** With the code of its country before a dash, which is there without either too; Terraform's provider cuts it off. */
function phoneOf({ areacode, phone }: Pick<UserProfile, 'areacode' | 'phone'> = { areacode: '', phone: '' }): string {
  return `${areacode}-${phone}`;
}

function linkOf({ id }: User, origin: string): string {
  return `${origin}/v3.0/OS-USER/users/${id}`;
}

function timeOrNull(time: number | null | undefined): string | null {
  return typeof time === 'number' ? userTime(time) : null;
}

/** As `2022-03-31 16:46:02.964`, with one digit at least behind the point and no zeros at the end. */
function userTime(time: number): string {
  return new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/0{0,2}Z$/, '');
}
