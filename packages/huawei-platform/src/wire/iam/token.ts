import type { Named } from '../../account/account.ts';
import { regionOfProject } from '../../account/regions.ts';
import type { IssuedToken, Scope } from '../../account/tokens.ts';
import { iamTime } from './time.ts';

/** @param origin where the catalog points to; `null` leaves the catalog empty */
export function tokenToWire(token: IssuedToken, origin: string | null): object {
  const scope =
    'project' in token.scope
      ? { project: { domain: named(token.account.domain), ...named(token.scope.project) } }
      : { domain: named(token.scope.domain) };
  return {
    catalog: origin === null ? [] : catalog(token.scope, origin),
    expires_at: iamTime(token.expiresAt),
    issued_at: iamTime(token.issuedAt),
    methods: token.method === 'totp' ? ['password', 'totp'] : [token.method],
    ...scope,
    roles: [{ id: '0', name: 'te_admin' }],
    ...actor(token),
  };
}

/** Whom a token is for: a user, or an agency that a user assumed. */
function actor({ account: { domain, user }, agency, assumedBy = { domain, user } }: IssuedToken): object {
  const shownUser = { domain: named(assumedBy.domain), ...named(assumedBy.user), password_expires_at: '' };
  if (agency === null) return { user: shownUser };
  return {
    user: { domain: named(domain), id: agency.id, name: `${domain.name}/${agency.name}` },
    assumed_by: { user: shownUser },
  };
}

/** The services behind this gateway. */
function catalog(scope: Scope, origin: string): object[] {
  const iam = service('keystone', 'identity', { region: '*', url: `${origin}/v3` });
  if (!('project' in scope)) return [iam];
  const region = regionOfProject(scope.project);
  return [iam, service('kms', 'kms', { region, url: `${origin}/v1.0/${scope.project.id}` })];
}

function service(name: string, type: string, at: { readonly region: string; readonly url: string }): object {
  const endpoint = {
    id: `${name}-${at.region}`,
    interface: 'public',
    region: at.region,
    region_id: at.region,
    url: at.url,
  };
  return { endpoints: [endpoint], id: name, name, type };
}

function named({ id, name }: Named): Named {
  return { id, name };
}
