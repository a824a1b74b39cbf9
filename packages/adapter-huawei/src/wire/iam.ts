import type { RequestHead } from '@dragoman/protocol-kit';

import type { Account, Named } from '../account.ts';

/** What a token is good for. */
export type Scope = { readonly project: Named } | { readonly domain: Named };

/** A token as it was made. */
export interface IssuedToken {
  readonly account: Account;
  readonly scope: Scope;
  readonly method: 'password' | 'token';
  /** Unix milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Where the client found this gateway, for the addresses that IAM prints. */
export function originOf({ headers }: RequestHead): string {
  const host = headers['host'] ?? 'localhost';
  return `${host.endsWith('.myhuaweicloud.com') ? 'https' : 'http'}://${host}`;
}

/** @param origin where the catalog points to; `null` leaves the catalog empty */
export function tokenToWire(token: IssuedToken, origin: string | null): object {
  const { domain, user } = token.account;
  const scope = 'project' in token.scope
    ? { project: { domain: named(domain), ...named(token.scope.project) } }
    : { domain: named(token.scope.domain) };
  return {
    catalog: origin === null ? [] : catalog(token.scope, origin),
    expires_at: iamTime(token.expiresAt),
    issued_at: iamTime(token.issuedAt),
    methods: [token.method],
    ...scope,
    roles: [{ id: '0', name: 'te_admin' }],
    user: { domain: named(domain), ...named(user), password_expires_at: '' },
  };
}

/** A project as lists print it. */
export function projectToWire(project: Named, account: Account, origin: string): object {
  return {
    domain_id: account.domain.id,
    is_domain: false,
    parent_id: account.domain.id,
    name: project.name,
    description: '',
    links: { self: `${origin}/v3/projects/${project.id}`, next: null, previous: null },
    id: project.id,
    enabled: true,
  };
}

export function domainToWire(domain: Named, origin: string): object {
  return { id: domain.id, name: domain.name, enabled: true, description: '', links: { self: `${origin}/v3/domains/${domain.id}` } };
}

/** The services behind this gateway. A sub-project bears its region's name before an underscore. */
function catalog(scope: Scope, origin: string): object[] {
  const iam = service('keystone', 'identity', { region: '*', url: `${origin}/v3` });
  if (!('project' in scope)) return [iam];
  const region = scope.project.name.split('_')[0] ?? scope.project.name;
  return [iam, service('kms', 'kms', { region, url: `${origin}/v1.0/${scope.project.id}` })];
}

function service(name: string, type: string, at: { readonly region: string; readonly url: string }): object {
  const endpoint = { id: `${name}-${at.region}`, interface: 'public', region: at.region, region_id: at.region, url: at.url };
  return { endpoints: [endpoint], id: name, name, type };
}

function named({ id, name }: Named): Named {
  return { id, name };
}

/** ISO 8601 with six places after the second. */
function iamTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '000Z');
}
