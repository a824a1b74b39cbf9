import { type Services, createDialectRecord, listDialectRecords } from '@dragoman/core';

import { type Account, domainVault } from './account.ts';

/** The kind of record that an enterprise project is kept as, under its id. */
export const ENTERPRISE_PROJECTS = 'huawei.enterprise-project';

/** How many enterprise projects a domain may hold beside the default one. */
export const MAX_ENTERPRISE_PROJECTS = 100;

/** The enterprise project that everything is in for which none is named. */
export const DEFAULT_ENTERPRISE_PROJECT = '0';

/** What is kept of an enterprise project. */
export type EnterpriseProjectBody = {
  readonly name: string;
  readonly description: string;
  readonly type: 'prod' | 'poc';
  readonly enabled: boolean;
  /** Unix milliseconds. */
  readonly updatedAt: number;
};

/** An enterprise project of a domain. */
export interface EnterpriseProject extends EnterpriseProjectBody {
  readonly id: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
}

/** Made with the account; nobody changes it. */
const DEFAULT: EnterpriseProject = {
  id: DEFAULT_ENTERPRISE_PROJECT,
  name: 'default',
  description: '',
  type: 'prod',
  enabled: true,
  createdAt: Date.UTC(2018, 4, 18),
  updatedAt: Date.UTC(2018, 4, 18),
};

/** The enterprise projects of a domain, the default one first, then in their order of creation. */
export async function enterpriseProjectsOf(
  services: Pick<Services, 'resources'>,
  account: Account,
): Promise<EnterpriseProject[]> {
  const { resources } = await listDialectRecords<EnterpriseProjectBody>(services, {
    vault: domainVault(account),
    kind: ENTERPRISE_PROJECTS,
    order: 'created',
    from: { offset: 0 },
    limit: MAX_ENTERPRISE_PROJECTS,
  });
  return [DEFAULT, ...resources.map(({ id, createdAt, body }) => ({ ...body, id, createdAt }))];
}

/** The enterprise project of an id; `null` where the domain has none. */
export async function findEnterpriseProject(
  services: Pick<Services, 'resources'>,
  account: Account,
  id: string,
): Promise<EnterpriseProject | null> {
  return (await enterpriseProjectsOf(services, account)).find((project) => project.id === id) ?? null;
}

/** Makes an enterprise project, enabled. */
export async function makeEnterpriseProject(
  services: Services,
  account: Account,
  given: Pick<EnterpriseProjectBody, 'name' | 'description' | 'type'>,
): Promise<EnterpriseProject> {
  const { id, createdAt, body } = await createDialectRecord<EnterpriseProjectBody>(services, {
    vault: domainVault(account),
    kind: ENTERPRISE_PROJECTS,
    id: services.ids.uuid(),
    body: (now) => ({ ...given, enabled: true, updatedAt: now }),
  });
  return { ...body, id, createdAt };
}
