import { DomainError, type Identity, type Services, createDialectRecord, listDialectRecords } from '@dragoman/core';

import { DOOR } from '../names.ts';
import { type Account, type Named, accountOf, domainVault, projectNamed } from './account.ts';
import { regionOfProject } from './regions.ts';

/** A project of a domain, with what was said of it when it was made. */
export interface Project extends Named {
  readonly description: string;
  /** The project of its region, or the domain of a region's own. */
  readonly parentId: string;
}

/** One that another version of this gateway made has no parent of its own. */
type Made = { readonly name: string; readonly description: string; readonly parentId?: string };

const KIND = 'huawei.project';

/** The projects that a domain is known to have: the account's own, then those that were made, in their order. */
export async function projectsOf(services: Pick<Services, 'resources'>, account: Account): Promise<Project[]> {
  const vault = domainVault(account);
  const { resources } = await listDialectRecords<Made>(services, {
    vault,
    kind: KIND,
    order: 'created',
    from: { offset: 0 },
    limit: Number.MAX_SAFE_INTEGER - 1,
  });
  return [
    projectOf(account, account.project, null),
    ...resources.map(({ id, body }) => projectOf(account, { id, name: body.name }, body)),
  ];
}

/** The one project that an identity may work in; `null` where it has others, or none. */
export async function soleProject(services: Pick<Services, 'resources'>, identity: Identity): Promise<string | null> {
  const { addresses } = identity;
  const ids =
    addresses === 'any'
      ? (await projectsOf(services, accountOf(identity))).map(({ id }) => id)
      : addresses.filter(({ door }) => door === DOOR).map(({ key }) => key);
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

/** The project of a name: there is one of every name, whether made or not. */
export async function projectOfName(
  services: Pick<Services, 'resources'>,
  account: Account,
  name: string,
): Promise<Project> {
  const project = projectNamed(account, name);
  const made = await services.resources.find(domainVault(account), KIND, project.id);
  return projectOf(account, project, (made?.body as Made | undefined) ?? null);
}

/**
 * The parent of a project whose maker named none: the project of the region that its name begins with, or the domain
 * (API reference of IAM, `parent_id`).
 */
export function parentOf(account: Account, name: string): string {
  const region = regionOfProject({ id: '', name });
  return region === name ? account.domain.id : projectNamed(account, region).id;
}

/** @throws DomainError `resource-exists` for a name that the domain is known to have */
export async function makeProject(services: Services, account: Account, made: Required<Made>): Promise<Project> {
  const { id } = projectNamed(account, made.name);
  if (id === account.project.id) throw new DomainError('resource-exists', made.name);
  await createDialectRecord(services, { vault: domainVault(account), kind: KIND, id, body: made });
  return { id, ...made };
}

function projectOf(account: Account, { id, name }: Named, made: Made | null): Project {
  return { id, name, description: made?.description ?? '', parentId: made?.parentId ?? parentOf(account, name) };
}
