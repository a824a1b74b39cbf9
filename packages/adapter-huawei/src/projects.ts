import { DomainError, type Services, createResource, listResources } from '@dragoman/core';

import { type Account, type Named, domainVault, projectNamed } from './account.ts';

/** A project of a domain, with what was said of it when it was made. */
export interface Project extends Named {
  readonly description: string;
}

type Made = { readonly name: string; readonly description: string };

const KIND = 'huawei.project';

/** The projects that a domain is known to have: the account's own, then those that were made, in their order. */
export async function projectsOf(services: Pick<Services, 'resources'>, account: Account): Promise<Project[]> {
  const vault = domainVault(account);
  const { resources } = await listResources<Made>(services, { vault, kind: KIND, order: 'created', from: { offset: 0 }, limit: Number.MAX_SAFE_INTEGER - 1 });
  return [{ ...account.project, description: '' }, ...resources.map(({ id, body }) => ({ id, ...body }))];
}

/** The project of a name: there is one of every name, whether made or not. */
export async function projectOfName(services: Pick<Services, 'resources'>, account: Account, name: string): Promise<Project> {
  const project = projectNamed(account, name);
  const made = await services.resources.find(domainVault(account), KIND, project.id);
  return { ...project, description: (made?.body as Made | undefined)?.description ?? '' };
}

/** @throws DomainError `resource-exists` for a name that the domain is known to have */
export async function makeProject(services: Services, account: Account, made: Made): Promise<Project> {
  const { id } = projectNamed(account, made.name);
  if (id === account.project.id) throw new DomainError('resource-exists', made.name);
  await createResource(services, { vault: domainVault(account), kind: KIND, id, body: made });
  return { id, ...made };
}
