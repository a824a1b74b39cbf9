import type { RequestHead } from '@dragoman/protocol-kit';

import type { Account, Named } from '../account.ts';
import type { Project } from '../projects.ts';
import { regionOfProject } from '../regions.ts';
import type { IssuedToken, Scope } from './token.ts';

/** Where the client found this gateway, for the addresses that IAM prints. */
export function originOf({ headers }: RequestHead): string {
  const host = headers['host'] ?? 'localhost';
  return `${host.endsWith('.myhuaweicloud.com') ? 'https' : 'http'}://${host}`;
}

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
function actor({ account: { domain, user }, agency }: IssuedToken): object {
  const shownUser = { domain: named(domain), ...named(user), password_expires_at: '' };
  if (agency === null) return { user: shownUser };
  return {
    user: { domain: named(domain), id: agency.id, name: `${domain.name}/${agency.name}` },
    assumed_by: { user: shownUser },
  };
}

/** A project as it is made and as a user's own are listed. */
export function projectToWire(project: Project, account: Account, origin: string) {
  return {
    domain_id: account.domain.id,
    is_domain: false,
    parent_id: project.parentId,
    name: project.name,
    description: project.description,
    links: { self: `${origin}/v3/projects/${project.id}` },
    id: project.id,
    enabled: true,
  };
}

/** A project as a domain's are listed. */
export function listedProjectToWire(project: Project, account: Account, origin: string): object {
  const visible = projectToWire(project, account, origin);
  return { ...visible, links: { ...visible.links, next: null, previous: null } };
}

export function domainToWire(domain: Named, origin: string): object {
  return {
    id: domain.id,
    name: domain.name,
    enabled: true,
    description: '',
    links: { self: `${origin}/v3/domains/${domain.id}` },
  };
}

/** A region as lists print it. */
export function regionToWire(region: string, origin: string): object {
  return {
    id: region,
    type: 'public',
    description: '',
    parent_region_id: null,
    locales: { 'en-us': region, 'zh-cn': region },
    links: { self: `${origin}/v3/regions/${region}` },
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

/** ISO 8601 with six places after the second. */
export function iamTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '000Z');
}
