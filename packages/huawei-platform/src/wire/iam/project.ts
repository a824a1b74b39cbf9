import type { Account, Named } from '../../account/account.ts';
import type { Project } from '../../account/projects.ts';

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
