import {
  findAccessCredential,
  type Identity,
  type Json,
  type NewAccessCredential,
  registerIdentity,
  type Services,
} from '@dragoman/core';

import type { SeedIdentity } from './identity-schema.ts';
import { grantsOf, permissionsOf } from './grants.ts';
import { huaweiId } from './huawei-id.ts';
import { type SeedPath, SeedError, type SeedSource } from './source.ts';
import type { SeedStep, StepParts } from './step.ts';

/** An access credential, and its path in the document. */
interface LocatedCredential {
  readonly accessCredential: NewAccessCredential;
  readonly path: SeedPath;
}

/** @param known the access credentials and ids of the development identity, which no other can have */
export function identityStep(parts: StepParts, path: SeedPath, given: SeedIdentity): SeedStep {
  const { source, claim } = parts;
  const identity = withRights(identityOf(given), given, parts, path);
  const accessCredentials = accessCredentialsOf(source, path, given, identity);
  claim(`identity ${identity.id}`, [...path, 'id']);
  for (const { accessCredential, path: at } of accessCredentials)
    claim(`${accessCredential.kind} ${accessCredential.lookup}`, at);
  return {
    source,
    path,
    entry: { kind: 'identity', vault: null, name: identity.id },
    content: given,
    isThere: async ({ identities }) => (await identities.list()).some(({ id }) => id === identity.id),
    async create(services) {
      for (const located of accessCredentials) await rejectOwned(services, source, located);
      await registerIdentity(
        services,
        identity,
        accessCredentials.map(({ accessCredential }) => accessCredential),
      );
    },
  };
}

/** What a request would show to be taken for this identity. */
export function identityCredentials(
  source: SeedSource,
  path: SeedPath,
  given: SeedIdentity,
): readonly LocatedCredential[] {
  return accessCredentialsOf(source, path, given, identityOf(given));
}

async function rejectOwned(
  services: Services,
  source: SeedSource,
  { accessCredential, path }: LocatedCredential,
): Promise<void> {
  const held = await findAccessCredential(services, accessCredential.kind, accessCredential.lookup);
  if (held !== null)
    throw new SeedError(source, path, `proves another identity already, ${held.identity.id}: give another`);
}

function identityOf({ id, name = id, addresses, huawei, aliyun, bk, context }: SeedIdentity): Identity {
  return {
    id,
    name,
    addresses: addresses === undefined ? 'any' : addresses.map(addressFrom),
    attributes: {
      ...(huawei !== undefined && { huawei: huaweiAttributes(huawei, name) }),
      ...(aliyun !== undefined && { aliyun: aliyunAttributes(aliyun) }),
      ...(bk?.username !== undefined && { bk: { username: bk.username } }),
      ...(context !== undefined && { context: { ...context } }),
    },
  };
}

function aliyunAttributes({ account_id, user }: NonNullable<SeedIdentity['aliyun']>): Record<string, Json> {
  return { ...(account_id !== undefined && { account_id }), ...(user !== undefined && { user }) };
}

/** The identity with what it may do, where it states that. @throws SeedError */
function withRights(
  identity: Identity,
  { aliyun, huawei, bk }: SeedIdentity,
  parts: StepParts,
  path: SeedPath,
): Identity {
  const policies = aliyun?.policies?.map((policy, index) => ({
    ...parts.policyOf(policy, [...path, 'aliyun', 'policies', index], 'aliyun'),
  }));
  const stated: Readonly<Record<string, Record<string, Json>>> = {
    aliyun: { ...(policies !== undefined && { policies }) },
    huawei: {
      ...(huawei?.grants !== undefined && { grants: grantsOf(parts, [...path, 'huawei', 'grants'], huawei.grants) }),
    },
    bk: {
      ...(bk?.permissions !== undefined && {
        permissions: permissionsOf(parts, [...path, 'bk', 'permissions'], bk.permissions),
      }),
      ...(bk?.apis !== undefined && { apis: bk.apis }),
    },
  };
  const attributes = { ...identity.attributes };
  for (const [door, rights] of Object.entries(stated))
    if (Object.keys(rights).length > 0) attributes[door] = { ...attributes[door], ...rights };
  return { ...identity, attributes };
}

function addressFrom(text: string): { readonly door: string; readonly key: string } {
  const at = text.indexOf(':');
  return { door: text.slice(0, at), key: text.slice(at + 1) };
}

type HuaweiPart = NonNullable<SeedIdentity['huawei']>;

/** Rights are a user's: who states some is one, by the name if by no other. */
function huaweiAttributes(given: HuaweiPart, name: string): Record<string, Json> {
  const { domain, project, user = given.grants === undefined ? undefined : { name } } = given;
  const set: Record<string, Json> = {};
  for (const [what, part] of Object.entries({ domain, user, project })) {
    if (part !== undefined)
      set[what] = { id: part.id ?? huaweiId(what, part.name, domain?.name ?? ''), name: part.name };
  }
  return set;
}

function accessCredentialsOf(
  source: SeedSource,
  path: SeedPath,
  given: SeedIdentity,
  identity: Identity,
): LocatedCredential[] {
  const { access_keys: accessKeys = [], apps = [], user_tokens: tokens = [], huawei } = given;
  const locate = (
    kind: NewAccessCredential['kind'],
    lookup: string,
    secret: string | null,
    ...at: SeedPath
  ): LocatedCredential => ({
    accessCredential: { kind, lookup, secret, expiresAt: null },
    path: [...path, ...at],
  });
  return [
    ...accessKeys.map(({ id, secret }, index) => locate('access-key', id, secret, 'access_keys', index, 'id')),
    ...apps.map(({ code, secret }, index) => locate('app', code, secret, 'apps', index, 'code')),
    ...tokens.map((token, index) => locate('user-token', token, null, 'user_tokens', index)),
    ...(huawei === undefined ? [] : huaweiAccessCredentials(source, [...path, 'huawei'], huawei, identity)),
  ];
}

/** The domain that users without one belong to. */
const DEVELOPMENT_DOMAIN = 'dragoman';

function huaweiAccessCredentials(
  source: SeedSource,
  path: SeedPath,
  { domain, user, password, mfa_secret: mfaSecret }: HuaweiPart,
  identity: Identity,
): LocatedCredential[] {
  const accessCredentials: LocatedCredential[] = [];
  for (const [field, secret] of Object.entries({ password, mfa_secret: mfaSecret })) {
    if (secret === undefined) continue;
    const at = [...path, field];
    if (user === undefined) throw new SeedError(source, at, 'needs to know whose it is: give user.name beside it');
    const { id } = identity.attributes['huawei']?.['user'] as { readonly id: string };
    const accessCredential =
      field === 'password'
        ? ({ kind: 'password', lookup: `${domain?.name ?? DEVELOPMENT_DOMAIN}/${user.name}` } as const)
        : ({ kind: 'totp', lookup: id } as const);
    accessCredentials.push({ accessCredential: { ...accessCredential, secret, expiresAt: null }, path: at });
  }
  return accessCredentials;
}
